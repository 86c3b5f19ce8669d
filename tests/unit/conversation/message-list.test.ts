import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareMessages, withChanges, type MessageChange } from '../../../core/conversation/message-list.ts'
import type { Message } from '../../../core/conversation/message.ts'
import { alice, bob, testHlc, testOpId } from '../../support/conversations.ts'

const message = (id: number, time: number, text = ''): Message => ({
  id: testOpId(id),
  segment: 0,
  author: alice,
  at: testHlc(time),
  text,
  edited: false,
  redacted: false,
  reactions: [],
})

test('[RE2] moment, then op id, then author, then segment', () => {
  const list = [
    message(9, 1),
    message(1, 2),
    message(2, 2),
    { ...message(2, 2), author: bob },
    { ...message(2, 2), author: bob, segment: 1 },
    message(0, 3),
  ]
  expect(list.toReversed().toSorted(compareMessages)).toEqual(list)
})

test('[RE10] no change at all gives the same list', () => {
  const list = [message(1, 1)]
  const passing = message(2, 2)
  expect(withChanges(list, [])).toBe(list)
  expect(withChanges(list, [{ after: passing }, { before: passing }])).toBe(list)
})

test('changes one after the other, and all in one, give what sorting the rest would', () => {
  const step = fc.record({ id: fc.nat({ max: 15 }), time: fc.nat({ max: 5 }), gone: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.nat({ max: 60 }), (steps, split) => {
      const present = new Map<number, Message>()
      const changes = steps.map(({ id, time, gone }, index): MessageChange => {
        const before = present.get(id)
        const after = gone ? undefined : message(id, time, `${index}`)
        if (after === undefined) present.delete(id)
        else present.set(id, after)
        return { ...(before && { before }), ...(after && { after }) }
      })
      const expected = [...present.values()].toSorted(compareMessages)
      const once = withChanges([], changes)
      const twice = withChanges(withChanges([], changes.slice(0, split)), changes.slice(split))
      const each = changes.reduce<ReadonlyArray<Message>>((list, change) => withChanges(list, [change]), [])
      for (const list of [once, twice, each]) expect(list).toEqual(expected)
      expect(once.every((item, index) => item === expected[index])).toBe(true)
    }),
  )
})

test('thousands of messages into the midst of thousands', () => {
  const old = Array.from({ length: 3_000 }, (_, index) =>
    message(index, index < 1_500 ? index : index + 10_000),
  )
  const late = Array.from({ length: 3_000 }, (_, index) => message(10_000 + index, 2_000 + index))
  const list = withChanges(
    old,
    late.toReversed().map((after) => ({ after })),
  )
  expect(list).toEqual([...old, ...late].toSorted(compareMessages))
})

test('more at once than a function takes arguments', () => {
  const many = Array.from({ length: 200_000 }, (_, index) => message(index, index))
  expect(
    withChanges(
      [message(0, -1)],
      many.map((after) => ({ after })),
    ),
  ).toHaveLength(200_001)
})
