/** Whether a document is one that a query asks for, told from the document itself: the index only says which to look at. */
import type { UserId } from '../protocol/ids.ts'
import { compareDocuments, hasLink, type SearchDocument, textsOf } from './document.ts'
import { foldText, foldWithPlaces } from './fold-text.ts'
import type { Found, IndexQuery, TextRange } from './query.ts'

/** `folded` is what is looked through of it: all terms must stand in one of these. */
export const matches = (
  document: SearchDocument,
  query: IndexQuery,
  folded: ReadonlyArray<string> = textsOf(document).map(foldText),
): boolean =>
  meetsFilters(document, query) && folded.some((text) => query.terms.every((term) => text.includes(term)))

function meetsFilters(document: SearchDocument, query: IndexQuery): boolean {
  const { conversations, authors, ids, traits, from, until, after, now } = query
  return (
    // Who asks for nothing but messages is not shown what stands in their files.
    (document.inFileOf === undefined || (ids === undefined && query.terms.length > 0)) &&
    (ids === undefined || ids.has(document.id)) &&
    conversations.has(document.conversation) &&
    (authors === undefined || authors.has(document.author)) &&
    traits.every((trait) => document.traits.includes(trait)) &&
    (from === undefined || document.at.time >= from) &&
    (document.expiresAt === undefined || document.expiresAt > now) &&
    (until === undefined || document.at.time < until) &&
    (after === undefined || compareDocuments(document, after) > 0)
  )
}

/**
 * The message as it stands there, given who may moderate; undefined if it does not, or does not match like this. The index
 * finds a message by its own words and by all masks, for it does not know which of them counts.
 */
export function asModerated(
  found: Found,
  query: IndexQuery,
  isModerator: (user: UserId) => boolean,
): Found | undefined {
  const { redactors, masks, traits } = found
  if (redactors.some(isModerator)) return undefined
  if (masks.length === 0) return found
  const mask = masks.find(({ by }) => isModerator(by))
  if (found.inFileOf !== undefined) return mask === undefined ? found : undefined
  const text = mask?.text ?? found.text
  const stays =
    mask === undefined ? traits : traits.filter((trait) => trait !== 'mention' && trait !== 'file')
  const shown: Found = {
    ...found,
    text,
    files: mask === undefined ? found.files : [],
    traits: stays.filter((trait) => trait !== 'link' || hasLink(text)),
    masks: [],
    highlights: highlightsIn(text, query.terms),
  }
  return matches(shown, query) ? shown : undefined
}

/** More than anybody looks at; a text may be one letter 16,000 times. */
const maxHighlights = 100

/** Where the terms stand in `text`: ascending, with what overlaps or touches made one. */
export function highlightsIn(text: string, terms: ReadonlyArray<string>): ReadonlyArray<TextRange> {
  const { folded, starts, ends } = foldWithPlaces(text)
  const ranges: Array<TextRange> = []
  for (const term of terms) {
    let at = folded.indexOf(term)
    for (let count = 0; at !== -1 && count < maxHighlights; count++) {
      ranges.push({ start: starts[at] ?? 0, end: ends[at + term.length - 1] ?? text.length })
      at = folded.indexOf(term, at + term.length)
    }
  }
  const joined: Array<TextRange> = []
  for (const range of ranges.toSorted((left, right) => left.start - right.start)) {
    const last = joined.at(-1)
    if (last === undefined || range.start > last.end) joined.push(range)
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
  }
  return joined
}
