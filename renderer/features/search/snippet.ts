import type { Found } from '../../../core/search/query.ts'

/** A piece of text, marked where it is what was looked for. */
export interface SnippetPart {
  readonly text: string
  readonly marked: boolean
}

const before = 60
const length = 280

/** What to show of a result: from a little before the first place that was found, on one line. */
export function snippetOf({
  text,
  highlights,
}: Pick<Found, 'text' | 'highlights'>): ReadonlyArray<SnippetPart> {
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
