import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReadMark, ReadMarks } from '../../../../core/conversation/about.ts'
import type { Message } from '../../../../core/conversation/message.ts'
import type { Op } from '../../../../core/conversation/op.ts'
import { reduce } from '../../../../core/conversation/reducer.ts'
import { compareMessages } from '../../../../core/conversation/message-list.ts'
import type { TopicContext } from '../../../../core/conversation/topic.ts'
import { countUnread, type UnreadContext } from '../../../../core/conversation/views/unread.ts'
import type { PlacedOp } from '../../../../core/conversation/segment.ts'
import { everyone } from '../../../../core/protocol/ids.ts'
import {
  alice,
  bob,
  mallory,
  placed,
  testEdit,
  testHlc,
  testMask,
  testOpId,
  testPost,
  testRedact,
  testUser,
} from '../../../support/conversations.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const moderator = testUser(99)
const reduction: TopicContext = {
  segment: 0,
  isModerator: (user) => user === moderator,
  clock: createVirtualClock(),
}
const noMarks: ReadMarks = { threads: new Map() }
const asBob: UnreadContext = { self: bob, marks: noMarks }

/** What Bob has to read of these ops. */
const count = (ops: ReadonlyArray<Op>, context: Partial<UnreadContext> = {}): number =>
  countUnread(reduce(placed(...ops), reduction), { ...asBob, ...context })

const post = testPost()
const mention = testPost({ id: testOpId(20), at: testHlc(20), mentions: [bob] })
const thread = testOpId(30)
const reply = testPost({ id: testOpId(31), at: testHlc(31), thread })

describe('[VW3] counted is', () => {
  test('what others wrote in the channel, not what one wrote oneself', () => {
    expect(count([post, mention])).toBe(2)
    expect(count([post, mention, testPost({ id: testOpId(21), by: bob, mentions: [bob] })])).toBe(2)
  })

  test('a reply only in a thread that one follows, or that shows in the channel', () => {
    expect(count([reply])).toBe(0)
    expect(count([{ ...reply, alsoInChannel: true }])).toBe(1)
    const own = testPost({ id: thread, at: testHlc(30), by: bob })
    expect(count([own, reply])).toBe(1) // the root
    expect(count([{ ...own, id: testOpId(33), thread }, reply])).toBe(1) // a reply
    const named = testPost({ id: testOpId(32), at: testHlc(32), thread, mentions: [bob] })
    expect(count([reply, named])).toBe(2)
    const read: ReadMarks = { threads: new Map([[thread, { at: testHlc(32), id: testOpId(32) }]]) }
    const later = testPost({ id: testOpId(34), at: testHlc(34), thread })
    expect(count([reply, named, later], { marks: read })).toBe(1)
  })

  test('[VW8] what mentions all in the channel, as any message there, and no reply in a thread that one does not follow', () => {
    const all = [everyone]
    expect(count([testPost({ mentions: all })])).toBe(1)
    expect(count([testPost({ id: thread, at: testHlc(30), mentions: all }), reply])).toBe(1) // the root alone
    expect(count([{ ...reply, mentions: all }])).toBe(0)
    expect(count([reply, testEdit({ target: reply.id, mentions: all })])).toBe(0)
    expect(count([testPost({ id: thread, at: testHlc(30), by: bob }), { ...reply, mentions: all }])).toBe(1)
  })

  test('nothing that was taken back, hidden or read', () => {
    expect(count([mention, testRedact({ target: mention.id })])).toBe(0)
    const mask = testMask({ by: moderator, target: mention.id })
    expect(count([mention, mask])).toBe(1)
    const named = { ...mention, thread }
    expect([count([named]), count([named, mask])]).toEqual([1, 0]) // a mask takes mentions along
    const marks = { ...noMarks, channel: { at: testHlc(0), id: post.id } }
    expect(count([post, mention], { marks })).toBe(1)
  })
})

describe('[VW5]', () => {
  test('an edit that adds a mention, and one that takes it away', () => {
    const target = reply.id // in a thread that Bob follows only if he is named there
    expect(count([reply, testEdit({ target, mentions: [bob] })])).toBe(1)
    expect(count([{ ...reply, mentions: [bob] }, testEdit({ target })])).toBe(0)
    expect(count([reply, testEdit({ target, by: mallory, mentions: [bob] })])).toBe(0)
  })

  const anId = fc.nat({ max: 8 }).map(testOpId)
  const head = {
    id: anId,
    at: fc.nat({ max: 8 }).map((time) => testHlc(time)),
    by: fc.constantFrom(alice, bob, mallory, moderator),
  }
  const mentions = fc.constantFrom([bob], [alice], [alice, bob], [everyone], [everyone, bob])
  const anOp: fc.Arbitrary<Op> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record(
          { ...head, thread: anId, alsoInChannel: fc.constant(true as const), mentions },
          { requiredKeys: ['id', 'at', 'by'] },
        )
        .map(testPost),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ ...head, target: anId, mentions }, { requiredKeys: ['id', 'at', 'by', 'target'] })
        .map(testEdit),
    },
    { weight: 1, arbitrary: fc.record({ ...head, target: anId, targetAt: head.at }).map(testRedact) },
    { weight: 1, arbitrary: fc.record({ ...head, target: anId }).map(testMask) },
  )
  const someOps = fc.array(anOp, { maxLength: 30 }).map((ops) => placed(...ops))
  const aMark = fc.record({ at: head.at, id: anId })
  const someMarks: fc.Arbitrary<ReadMarks> = fc.record(
    {
      channel: aMark,
      threads: fc.array(fc.tuple(anId, aMark), { maxLength: 4 }).map((each) => new Map(each)),
    },
    { requiredKeys: ['threads'] },
  )
  const aContext: fc.Arbitrary<UnreadContext> = fc.record({
    self: fc.constantFrom(alice, bob),
    marks: someMarks,
  })
  const messagesOf = (ops: ReadonlyArray<PlacedOp>): ReadonlyArray<Message> => reduce(ops, reduction)

  test('is the same on every device, in whatever order the ops came', () => {
    const twice = someOps.chain((ops) =>
      fc.tuple(fc.constant(ops), fc.shuffledSubarray([...ops], { minLength: ops.length })),
    )
    fc.assert(
      fc.property(twice, aContext, ([ops, shuffled], context) => {
        expect(countUnread(messagesOf(shuffled), context)).toBe(countUnread(messagesOf(ops), context))
      }),
    )
  })

  test('marking more as read never raises a count', () => {
    const further = (mark: ReadMark | undefined, by: number): ReadMark => {
      const time = Math.max(0, (mark?.at.time ?? testHlc(0).time) - testHlc(0).time)
      return { at: testHlc(time + by), id: mark?.id ?? testOpId(0) }
    }
    fc.assert(
      fc.property(someOps, aContext, fc.nat({ max: 4 }), anId, (ops, context, by, inThread) => {
        const messages = messagesOf(ops)
        const { marks } = context
        const threads = new Map(marks.threads).set(inThread, further(marks.threads.get(inThread), by))
        const before = countUnread(messages, context)
        for (const more of [
          { ...marks, channel: further(marks.channel, by) },
          { ...marks, threads },
        ]) {
          const after = countUnread(messages, { ...context, marks: more })
          expect(after).toBeLessThanOrEqual(before)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('whoever is mentioned has that counted, wherever it stands', () => {
    fc.assert(
      fc.property(someOps, fc.constantFrom(alice, bob), (ops, self) => {
        const messages = messagesOf(ops)
        const named = messages.filter(
          ({ author, mentions: all, redacted }) =>
            author !== self && !redacted && all?.includes(self) === true,
        )
        expect(countUnread(messages, { self, marks: noMarks })).toBeGreaterThanOrEqual(named.length)
      }),
    )
  })

  test('what one writes oneself never counts, whoever it mentions; once read, nothing does', () => {
    fc.assert(
      fc.property(someOps, aContext, (ops, context) => {
        const messages = messagesOf(ops)
        const own = messages.map((message) => ({ ...message, author: context.self }))
        expect(countUnread(own, context)).toBe(0)
        const last = messages.toSorted(compareMessages).at(-1)
        if (last === undefined) return
        const threads = new Map(
          messages.flatMap(({ thread }) => (thread === undefined ? [] : [[thread, last]])),
        )
        const marks = { channel: last, threads }
        expect(countUnread(messages, { ...context, marks })).toBe(0)
      }),
    )
  })
})
