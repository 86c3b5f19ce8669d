/** The messages, and what is said of the conversation, as functions of the set of ops: of no order and no batching. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinAbout, type About } from '../../../core/conversation/about.ts'
import type { Message } from '../../../core/conversation/message.ts'
import { compareMessages } from '../../../core/conversation/message-list.ts'
import type { Op } from '../../../core/conversation/op.ts'
import { createReducer, reduce } from '../../../core/conversation/reducer.ts'
import type { PlacedOp } from '../../../core/conversation/segment.ts'
import type { TopicContext } from '../../../core/conversation/topic.ts'
import {
  alice,
  bob,
  mallory,
  placed,
  testAttachment,
  testEdit,
  testHlc,
  testMask,
  testMeta,
  testSetting,
  testOpId,
  testPin,
  testPost,
  testReact,
  testRead,
  testRedact,
  testSystem,
  testUser,
} from '../../support/conversations.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const moderator = testUser(99)
const context: TopicContext = {
  segment: 0,
  isModerator: (user) => user === moderator,
  clock: createVirtualClock(),
}

function about(ops: ReadonlyArray<PlacedOp>): About {
  const reducer = createReducer(context)
  reducer.apply(ops, [])
  return joinAbout([reducer.about()])
}

const anId = fc.nat({ max: 5 }).map(testOpId)
const people = [alice, bob, mallory, moderator]
const by = fc.constantFrom(...people)
/** The last is too far ahead to overrule others. */
const at = fc
  .tuple(fc.constantFrom(0, 1, 2, 3, 10 ** 9), fc.nat({ max: 1 }))
  .map(([time, counter]) => testHlc(time, counter))
const head = { id: anId, at, by }
const about1 = { ...head, target: anId }
const aText = fc.constantFrom('a', 'b', 'c')
const on = fc.boolean()
const anOp: fc.Arbitrary<Op> = fc.oneof(
  fc
    .record(
      { ...head, text: aText, expiresAfter: fc.constant(1), mentions: fc.constant([bob]), thread: anId },
      { requiredKeys: ['id', 'at', 'by', 'text'] },
    )
    .map((fields) => testPost({ ...fields, attachments: [testAttachment()] })),
  fc.record({ ...about1, text: aText }).map(testEdit),
  fc.record({ ...about1, emoji: fc.constantFrom('x', 'y'), on }).map(testReact),
  fc
    .record(
      { ...about1, targetAt: at, expired: fc.constant(true as const) },
      { requiredKeys: ['id', 'at', 'by', 'target', 'targetAt'] },
    )
    .map(testRedact),
  fc.record({ ...about1, on }).map(testPin),
  fc.record({ ...about1, replacement: aText }).map(testMask),
  fc
    .record(
      { ...head, upTo: anId, upToAt: at, thread: anId },
      { requiredKeys: ['id', 'at', 'by', 'upTo', 'upToAt'] },
    )
    .map(testRead),
  fc
    .record(
      { ...head, name: aText, topic: aText, timer: fc.nat({ max: 2 }) },
      { requiredKeys: ['id', 'at', 'by'] },
    )
    .map(testMeta),
  fc
    .record(
      { ...head, key: fc.constantFrom('a', 'b'), value: aText },
      { requiredKeys: ['id', 'at', 'by', 'key', 'value'] },
    )
    .map(testSetting),
  fc
    .record({ ...head, user: by, event: fc.constantFrom('member-joined', 'devices-changed') })
    .map(testSystem),
)
const someOps = fc.array(anOp, { maxLength: 40 }).chain((ops) => {
  const all = placed(...ops)
  return fc.record({
    all: fc.constant(all),
    shuffled: fc.shuffledSubarray([...all], { minLength: all.length }),
    again: fc.subarray([...all]),
    erased: fc.subarray([...all]),
    batch: fc.integer({ min: 1, max: 5 }),
  })
})

describe('[RE8] [RE18] whatever the order', () => {
  test('doubling, batching and erasing: the same set of ops gives the same messages', () => {
    fc.assert(
      fc.property(someOps, ({ all, shuffled, again, erased, batch }) => {
        const reducer = createReducer(context)
        const steps = [...shuffled, ...again]
        const erasures = erased.map(({ client, clock }) => ({ client, clock, length: 1 }))
        const shown = new Set<Message>()
        const note = (ops: ReadonlyArray<PlacedOp>, gone: typeof erasures): void => {
          for (const { before, after } of reducer.apply(ops, gone)) {
            if (before !== undefined) expect(shown.delete(before)).toBe(true)
            if (after !== undefined) shown.add(after)
          }
        }
        for (let index = 0; index < steps.length; index += batch) note(steps.slice(index, index + batch), [])
        for (const erasure of erasures) note([], [erasure])

        const left = all.filter((op) => !erased.includes(op))
        const expected = reduce(left, context)
        expect(reducer.all().toSorted(compareMessages)).toEqual(expected)
        expect([...shown].toSorted(compareMessages)).toEqual(expected) // the changes told the whole story
        expect(joinAbout([reducer.about()])).toEqual(about(left))
      }),
      { numRuns: 500 },
    )
  })

  test('[RE15] [RE16] [RE19] split over segments, the conversation is the same', () => {
    fc.assert(
      fc.property(someOps, ({ all, erased }) => {
        const distinct = all.filter(
          ({ op }, index) => all.findIndex((other) => other.op.id + other.op.by === op.id + op.by) === index,
        )
        const parts = [
          distinct.filter((op) => erased.includes(op)),
          distinct.filter((op) => !erased.includes(op)),
        ]
        const joined = joinAbout(
          parts.map((ops) => {
            const reducer = createReducer(context)
            reducer.apply(ops, [])
            return reducer.about()
          }),
        )
        expect(joined).toEqual(about(distinct))
        expect(joinAbout([])).toEqual({ reads: new Map(), settings: new Map(), lines: [], timers: [] })
      }),
    )
  })
})
