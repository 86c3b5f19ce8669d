import { expect, test } from 'vitest'
import { firstRowFor } from '../../../../../renderer/features/conversation/first-rows.ts'
import { type Row, updateRows } from '../../../../../renderer/features/conversation/rows.ts'
import { shownMessage } from '../../../../support/shown-message.ts'

test('the newest rows that fill a window are counted from the end: fewer of long messages, all where they do not fill it', () => {
  const rowsOf = (text: string): ReadonlyArray<Row> =>
    updateRows(
      [],
      Array.from({ length: 100 }, (_, number) => shownMessage(number, { text })),
    )
  const short = firstRowFor(600, rowsOf('yes'))
  const long = firstRowFor(600, rowsOf('word '.repeat(200)))
  expect(short).toBeGreaterThan(60)
  expect(short).toBeLessThan(long)
  expect(long).toBeLessThan(100)
  expect(firstRowFor(600, rowsOf('yes').slice(0, 3))).toBe(0)
  expect(firstRowFor(600, [])).toBe(0)
})
