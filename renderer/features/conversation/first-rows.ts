import { charactersPerLine } from './fold.ts'
import type { Row } from './rows.ts'

/** CSS pixels. Real rows are higher rather than lower than what is added up of these. */
const line = 22
const aroundRow = 4
const headOfGroup = 34

/**
 * The row from which on the newest ones fill a window of this height, as far as their texts tell. A list that opens at its
 * end has them from the first, so that they are laid out and measured once, with the window; a row too many or too few
 * costs a little time.
 */
export function firstRowFor(height: number, rows: ReadonlyArray<Row>): number {
  let first = rows.length
  for (let filled = 0; first > 0 && filled < height; first--) filled += heightOf(rows[first - 1])
  return first
}

function heightOf(row: Row | undefined): number {
  if (row === undefined) return 0
  const lines = Math.max(1, Math.ceil(row.message.text.length / charactersPerLine))
  return lines * line + aroundRow + (row.startsGroup ? headOfGroup : 0)
}
