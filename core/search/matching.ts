/** Whether a document is one that a query asks for, told from the document itself: the index only says which to look at. */
import { compareDocuments, type SearchDocument } from './document.ts'
import { foldText, foldWithPlaces } from './fold-text.ts'
import type { IndexQuery, TextRange } from './query.ts'

/** `folded` is its folded text. */
export const matches = (
  document: SearchDocument,
  query: IndexQuery,
  folded = foldText(document.text),
): boolean => meetsFilters(document, query) && query.terms.every((term) => folded.includes(term))

function meetsFilters(document: SearchDocument, query: IndexQuery): boolean {
  const { conversations, authors, traits, from, until, after } = query
  return (
    conversations.has(document.conversation) &&
    (authors === undefined || authors.has(document.author)) &&
    traits.every((trait) => document.traits.includes(trait)) &&
    (from === undefined || document.at.time >= from) &&
    (until === undefined || document.at.time < until) &&
    (after === undefined || compareDocuments(document, after) > 0)
  )
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
