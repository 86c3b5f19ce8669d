import type { Found } from '../../../core/search/query.ts'
import { plainText } from '../markup/plain-text.ts'

/** A piece of text, marked where it is what was looked for. */
export interface SnippetPart {
  readonly text: string
  readonly marked: boolean
}

const before = 60
const length = 280

/** Stand where a place that was found begins and ends, while the text is read as markup; nobody writes them. */
const begins = '\u{E000}'
const ends = '\u{E001}'

/** Where a link behind words leads: it is not shown, and would be another one with marks in it. */
const destination = /\]\([^\s()]*/gu

type Said = Pick<Found, 'text' | 'highlights'>

/** The words alone, with the places among them. A place within what is not shown, as an address behind words, is none. */
function withoutMarkup({ text, highlights }: Said): Said {
  let marked = ''
  let done = 0
  const unshown = Array.from(text.matchAll(destination), ({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
  }))
  for (const { start, end } of highlights) {
    if (unshown.some(({ from, to }) => start >= from && start < to)) continue
    marked += withoutMarks(text.slice(done, start)) + begins + withoutMarks(text.slice(start, end)) + ends
    done = end
  }
  const pieces = plainText(marked + withoutMarks(text.slice(done))).split(/([\u{E000}\u{E001}])/u)
  const places: Array<Said['highlights'][number]> = []
  let words = ''
  let from: number | undefined
  for (const piece of pieces) {
    if (piece === begins) from = words.length
    else if (piece !== ends) words += piece
    else if (from !== undefined) {
      if (words.length > from) places.push({ start: from, end: words.length })
      from = undefined
    }
  }
  return { text: words, highlights: places }
}

const withoutMarks = (text: string): string => text.replaceAll(/[\u{E000}\u{E001}]/gu, '\u{FFFD}')

/**
 * What to show of a result: from a little before the first place that was found, on one line, without its markup, which
 * `plain` text has none of.
 */
export function snippetOf(found: Said, { plain }: { readonly plain: boolean }): ReadonlyArray<SnippetPart> {
  const { text, highlights } = plain ? found : withoutMarkup(found)
  const from = onBoundary(text, Math.max(0, (highlights[0]?.start ?? 0) - before))
  const until = onBoundary(text, Math.min(text.length, from + length))
  const parts: Array<SnippetPart> = []
  const add = (start: number, end: number, marked: boolean): void => {
    const cut = text.slice(Math.max(from, start), Math.min(until, end))
    if (cut !== '') parts.push({ text: cut.replaceAll(/\s+/g, ' '), marked })
  }
  let at = from
  if (from > 0) parts.push({ text: '…', marked: false })
  for (const { start, end } of highlights) {
    if (start >= until) break
    add(at, start, false)
    add(start, end, true)
    at = end
  }
  add(at, until, false)
  if (until < text.length) parts.push({ text: '…', marked: false })
  return parts
}

/** Not between the halves of a surrogate pair. */
const onBoundary = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  return code >= 0xdc_00 && code < 0xe0_00 && at > 0 ? at - 1 : at
}
