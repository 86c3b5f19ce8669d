/**
 * A text that is being written: what of it will be bold, code or a link in the message, and what is a mark and will not be seen in
 * it. The parser is the one that reads messages, so both agree.
 */
import { createPlacingParser } from './inline-places.ts'
import type { Range } from './inline-ranges.ts'
import { hasTooManyCells, markupOf } from './read-markup.ts'
import { writtenRanges } from './written-ranges.ts'

/** So many are drawn at once: each costs some 10 µs with each key. */
export const maxRanges = 1_000

const parse = createPlacingParser()

/** In no order; several may hold of one letter. None where the text will be shown as it is. It has no carriage returns. */
export function readWritten(text: string): ReadonlyArray<Range> {
  if (hasTooManyCells(text)) return []
  let ranges: ReadonlyArray<Range> = []
  const tokens = parse(text, (blocks, places) => {
    ranges = writtenRanges(text, blocks, places).filter(({ start, end }) => start < end)
  })
  return markupOf(tokens) === undefined ? [] : ranges
}

/** Those that are nearest to a place in the text, where there are more than may be drawn. */
export function rangesAround(ranges: ReadonlyArray<Range>, place: number): ReadonlyArray<Range> {
  if (ranges.length <= maxRanges) return ranges
  const away = ({ start, end }: Range): number => Math.max(start - place, place - end, 0)
  return ranges.toSorted((one, other) => away(one) - away(other)).slice(0, maxRanges)
}
