import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { millis } from '../../../../../core/base/clock.ts'
import type { ShownMessage } from '../../../../../core/engine/engine.ts'
import {
  groupPause,
  keyOf,
  type Row,
  stepTowards,
  updateRows,
} from '../../../../../renderer/features/conversation/rows.ts'
import { messageId, morning, person, shownMessage } from '../../../../support/shown-message.ts'

const at = (time: number): Pick<ShownMessage, 'at'> => ({ at: { time: millis(time), counter: 0 } })
const flags = (messages: ReadonlyArray<ShownMessage>): ReadonlyArray<string> =>
  updateRows([], messages).map(({ startsDay, startsGroup }) =>
    startsDay ? 'day' : startsGroup ? 'group' : '-',
  )

test('a group is one author without a pause of more than five minutes', () => {
  const messages = [
    shownMessage(0),
    shownMessage(1),
    shownMessage(2, { author: person('b') }),
    shownMessage(3),
    shownMessage(4, at(morning + 3 * 60_000 + groupPause)),
    shownMessage(5, at(morning + 3 * 60_000 + 2 * groupPause + 1)),
  ]
  expect(flags(messages)).toEqual(['day', '-', 'group', 'group', '-', 'group'])
})

test('what follows a tombstone begins a group', () => {
  const messages = [shownMessage(0), shownMessage(1, { redacted: true }), shownMessage(2)]
  expect(flags(messages)).toEqual(['day', '-', 'group'])
})

test('answers to the same stand together, and only the first says what they answer', () => {
  const [root, other] = [messageId(0), messageId(1)]
  const messages = [
    shownMessage(0),
    shownMessage(1, { replyTo: root }),
    shownMessage(2, { thread: root }),
    shownMessage(3, { thread: root, author: person('b') }),
    shownMessage(4, { replyTo: other, thread: root, author: person('b') }),
    shownMessage(5, { author: person('b') }),
  ]
  expect(flags(messages)).toEqual(['day', 'group', '-', 'group', 'group', 'group'])
  expect(updateRows([], messages).map(({ startsAnswer }) => startsAnswer)).toEqual([
    false,
    true,
    false,
    false,
    true,
    false,
  ])
})

test('a day begins at local midnight, also where the clocks change', () => {
  const autumn = new Date(2026, 9, 25) // the night of the change in much of Europe
  const messages = [
    shownMessage(0, at(autumn.getTime() - 1)),
    shownMessage(1, at(autumn.getTime())),
    shownMessage(2, at(new Date(2026, 9, 25, 23, 59, 59).getTime())),
    shownMessage(3, at(new Date(2026, 9, 26).getTime())),
  ]
  expect(flags(messages)).toEqual(['day', 'day', 'group', 'day'])
  expect(updateRows([], messages).map(({ day }) => day)).toEqual(
    [24, 25, 25, 26].map((day) => new Date(2026, 9, day).getTime()),
  )
})

test('one changed message makes one new row, and a longer list reuses the rest', () => {
  const messages = Array.from({ length: 6 }, (_, number) => shownMessage(number))
  const rows = updateRows([], messages)
  const edited = messages.with(2, { ...shownMessage(2), text: 'changed' })
  const after = updateRows(rows, edited)
  expect(after.map((row, index) => row === rows[index])).toEqual([true, true, false, true, true, true])
  expect(updateRows(after, edited)).toBe(after)

  const longer = updateRows(rows, [...messages, shownMessage(6)])
  expect(longer.slice(0, 6).every((row, index) => row === rows[index])).toBe(true)
})

const anyMessage = fc
  .record({ number: fc.nat(40), author: fc.constantFrom('a' as const, 'b' as const), text: fc.nat(2) })
  .map(({ number, author, text }) => shownMessage(number, { author: person(author), text: String(text) }))
const anyList = fc.uniqueArray(anyMessage, { maxLength: 25, selector: keyOf })

test('whatever changed, the rows are those that a fresh start would make', () => {
  fc.assert(
    fc.property(anyList, anyList, fc.nat(10), fc.nat(10), (one, other, head, tail) => {
      const next = [...one.slice(0, head), ...other, ...one.slice(one.length - tail)]
      expect(updateRows(updateRows([], one), next)).toEqual(updateRows([], next))
    }),
  )
})

const rowsOf = (from: number, to: number): ReadonlyArray<Row> =>
  updateRows(
    [],
    Array.from({ length: to - from }, (_, index) => shownMessage(from + index)),
  )

test('rows that were added at both ends are shown in two steps, the older ones first', () => {
  const first = stepTowards(rowsOf(5, 10), rowsOf(0, 12))
  expect(first).toMatchObject({ prepends: true, done: false })
  expect(first.rows).toEqual(rowsOf(0, 10))
  expect(stepTowards(first.rows, rowsOf(0, 12))).toMatchObject({
    prepends: false,
    done: true,
    rows: { length: 12 },
  })
})

test('rows that were added at one end are shown in one step', () => {
  expect(stepTowards([], rowsOf(0, 3))).toMatchObject({ prepends: false, done: true })
  expect(stepTowards(rowsOf(0, 3), rowsOf(0, 5))).toMatchObject({ prepends: false, done: true })
  expect(stepTowards(rowsOf(2, 3), rowsOf(0, 3))).toMatchObject({ prepends: true, done: true })
  expect(stepTowards(rowsOf(0, 3), [])).toMatchObject({ prepends: false, done: true, rows: [] })
})
