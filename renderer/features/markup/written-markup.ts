/**
 * A text that is being written: what of it will be bold, code or a link in the message, and what is a mark and will not be seen in
 * it. The parser is the one that reads messages, so both agree.
 */
import { createPlacingParser } from './inline-places.ts'
import type { Range } from './inline-ranges.ts'
import { hasTooManyCells, markupOf } from './read-markup.ts'
import { writtenRanges } from './written-ranges.ts'

/** Each costs a little with each key. @internal */
export const maxRanges = 1_000

const parse = createPlacingParser()

/** In no order; several may hold of one letter. None where the text will be shown as it is, or there is too much. It has no carriage returns. */
export function readWritten(text: string): ReadonlyArray<Range> {
  if (hasTooManyCells(text)) return []
  let ranges: ReadonlyArray<Range> = []
  const tokens = parse(text, (blocks, places) => {
    ranges = writtenRanges(text, blocks, places).filter(({ start, end }) => start < end)
  })
  return ranges.length > maxRanges || markupOf(tokens) === undefined ? [] : ranges
}
