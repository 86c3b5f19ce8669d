/** What stands within a line, as ranges of the block's content: what it will look like, and its marks. */
import type { Token } from 'markdown-it'
import type { Place, Places } from './inline-places.ts'

export type Look = 'mark' | 'strong' | 'emphasis' | 'strike' | 'code' | 'link' | 'quote'

/** Offsets, the end left out. */
export interface Range {
  readonly start: number
  readonly end: number
  readonly look: Look
}

/** Inner ones may come before those around them. */
export function inlineRanges(pieces: ReadonlyArray<Token>, places: Places): ReadonlyArray<Range> {
  const ranges: Array<Range> = []
  const open: Array<number> = []
  for (const piece of pieces) {
    const place = places.get(piece)
    if (place === undefined) continue
    const paired = pairLooks[piece.type]
    if (paired === undefined) ranges.push(...wholeRanges(piece, place))
    else {
      ranges.push({ ...place, look: 'mark' })
      if (piece.nesting === 1) open.push(place.end)
      else ranges.push({ start: open.pop() ?? place.start, end: place.start, look: paired })
    }
  }
  return ranges
}

const pairLooks: Readonly<Record<string, Look>> = {
  strong_open: 'strong',
  strong_close: 'strong',
  em_open: 'emphasis',
  em_close: 'emphasis',
  s_open: 'strike',
  s_close: 'strike',
}

function wholeRanges({ type, markup, content }: Token, place: Place): ReadonlyArray<Range> {
  const { start, end, wordsEnd = end - 1 } = place
  switch (type) {
    case 'code_inline':
      return [{ start, end, look: 'code' }, ...around(place, start + markup.length, end - markup.length)]
    case 'link_open':
      if (markup === 'linkify') return [{ start, end, look: 'link' }]
      return [{ start: start + 1, end: wordsEnd, look: 'link' }, ...around(place, start + 1, wordsEnd)]
    case 'image':
      return [{ start: start + 2, end: wordsEnd, look: 'link' }, ...around(place, start + 2, wordsEnd)]
    case 'hardbreak':
      return [{ start, end: start + 1, look: 'mark' }]
    case 'text_special':
      // What is escaped; a backslash before another letter is one.
      return content === markup ? [] : [{ start, end: start + 1, look: 'mark' }]
    default:
      // An asterisk that is no mark.
      return []
  }
}

const around = ({ start, end }: Place, from: number, to: number): ReadonlyArray<Range> => [
  { start, end: from, look: 'mark' },
  { start: to, end, look: 'mark' },
]
