import { describe, expect, test } from 'vitest'
import { maxHlcLead } from '../../../core/conversation/hlc.ts'
import type { Message } from '../../../core/conversation/message.ts'
import type { KnownOp, Op } from '../../../core/conversation/op.ts'
import { createReducer, reduce } from '../../../core/conversation/reducer.ts'
import type { TopicContext } from '../../../core/conversation/topic.ts'
import type { PlacedOp } from '../../../core/conversation/segment.ts'
import {
  alice,
  bob,
  mallory,
  placed,
  testAttachment,
  testEdit,
  testHlc,
  testOpId,
  testPost,
  testReact,
  testRedact,
  testUser,
} from '../../support/conversations.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const moderator = testUser(99)
const deps: TopicContext = {
  segment: 0,
  isModerator: (user) => user === moderator,
  clock: createVirtualClock(),
}

const view = (...ops: ReadonlyArray<Op>): ReadonlyArray<Message> => reduce(placed(...ops), deps)
const texts = (...ops: ReadonlyArray<Op>): ReadonlyArray<string> => view(...ops).map(({ text }) => text)

test('a post is a message', () => {
  const op = testPost({ replyTo: testOpId(7), thread: testOpId(8), alsoInChannel: true, mentions: [bob] })
  const { id, at, text, replyTo, thread, alsoInChannel, mentions } = op
  expect(view(op)).toEqual([
    {
      id,
      segment: 0,
      author: alice,
      at,
      text,
      edited: false,
      redacted: false,
      reactions: [],
      replyTo,
      thread,
      alsoInChannel,
      mentions,
    },
  ])
})

describe('[RE3] edits', () => {
  test('count by the author only', () => {
    expect(view(testPost(), testEdit())).toMatchObject([{ text: 'Good evening', edited: true }])
    expect(view(testPost(), testEdit({ by: mallory }))).toMatchObject([
      { text: 'Good morning', edited: false },
    ])
    expect(view(testPost(), testEdit({ by: moderator }))).toMatchObject([
      { text: 'Good morning', edited: false },
    ])
  })

  test('replace text and mentions, and leave files', () => {
    const attachments = [testAttachment()]
    const post = testPost({ mentions: [bob], attachments })
    expect(view(post, testEdit({ mentions: [mallory] }))).toMatchObject([
      { mentions: [mallory], attachments },
    ])
    expect(view(post, testEdit())[0]).not.toHaveProperty('mentions')
  })

  test('the latest wins, then the highest op id', () => {
    const early = testEdit({ id: testOpId(9), at: testHlc(1), text: 'early' })
    const late = testEdit({ id: testOpId(5), at: testHlc(2), text: 'late' })
    const same = testEdit({ id: testOpId(6), at: testHlc(2), text: 'same moment' })
    expect(texts(testPost(), late, early)).toEqual(['late'])
    expect(texts(testPost(), same, late, early)).toEqual(['same moment'])
    expect(texts(testPost(), early, late, same)).toEqual(['same moment'])
  })
})

describe('[RE4] redactions', () => {
  const post = testPost({ mentions: [bob], thread: testOpId(8) })

  test('count by the author or a moderator, and leave a tombstone in place', () => {
    for (const by of [alice, moderator]) {
      const [message] = view(post, testEdit(), testReact(), testRedact({ by }))
      expect(message).toEqual({
        id: post.id,
        segment: 0,
        author: alice,
        at: post.at,
        text: '',
        edited: false,
        redacted: true,
        reactions: [],
        thread: post.thread,
        ...(by === moderator && { redactedBy: moderator }),
      })
    }
    expect(view(post, testRedact({ by: mallory }))).toMatchObject([{ redacted: false, text: post.text }])
  })

  test('name the moderator who was first, and nobody where the author took it back too', () => {
    const [early, late] = [
      testRedact({ id: testOpId(6), by: moderator, at: testHlc(5) }),
      testRedact({ id: testOpId(7), by: bob, at: testHlc(6) }),
    ]
    const isModerator = (user: string): boolean => user === moderator || user === bob
    for (const ops of [
      [late, early],
      [early, late],
    ])
      expect(reduce(placed(post, ...ops), { ...deps, isModerator })).toMatchObject([
        { redactedBy: moderator },
      ])
    expect(view(post, early, testRedact({ by: alice, at: testHlc(9) }))[0]).not.toHaveProperty('redactedBy')
  })

  test('are looked at again when moderators change', () => {
    const moderators = new Set<string>()
    const reducer = createReducer({ ...deps, isModerator: (user) => moderators.has(user) })
    reducer.apply(placed(post, testRedact({ by: bob })), [])
    expect(reducer.all()).toMatchObject([{ redacted: false }])
    moderators.add(bob)
    expect(reducer.refresh()).toHaveLength(2) // the old one goes, the new one comes
    expect(reducer.all()).toMatchObject([{ redacted: true }])
    expect(reducer.refresh()).toEqual([])
  })
})

describe('[RE5] tombstones of erased posts', () => {
  test('stand at targetAt, by whoever redacted first', () => {
    const first = testRedact({ by: alice, at: testHlc(5), targetAt: testHlc(1) })
    const second = testRedact({ by: mallory, at: testHlc(6), targetAt: testHlc(2) })
    expect(view(second, first)).toMatchObject([
      { id: testOpId(1), author: alice, at: testHlc(1), redacted: true, text: '' },
    ])
  })

  test('stand in the thread alone that the redaction names, else in the channel', () => {
    expect(view(testRedact({ thread: testOpId(8) }))).toMatchObject([{ thread: testOpId(8), redacted: true }])
    expect(view(testRedact({ thread: testOpId(8) }))[0]).not.toHaveProperty('alsoInChannel')
    expect(view(testRedact())[0]).not.toHaveProperty('thread')
  })

  test('of two with one moment and one op id the lower author speaks (once a matter of arrival)', () => {
    const both = placed(testRedact({ by: bob }), testRedact({ by: alice }))
    for (const ops of [both, both.toReversed()]) expect(reduce(ops, deps)).toMatchObject([{ author: alice }])
  })

  test('give way to the post if it comes after all', () => {
    const reducer = createReducer(deps)
    reducer.apply(placed(testRedact({ by: mallory })), [])
    expect(reducer.all()).toMatchObject([{ author: mallory, redacted: true }])
    reducer.apply(placed(testPost()), [])
    expect(reducer.all()).toMatchObject([{ author: alice, redacted: false }])
  })
})

describe('[RE6] reactions', () => {
  const thumb = (by: number, at: number, on = true, emoji = '👍'): KnownOp =>
    testReact({ id: testOpId(1_000 + by * 100 + at), by: testUser(by), at: testHlc(at), on, emoji })

  test('people and emojis in the order in which they came', () => {
    expect(view(testPost(), thumb(5, 9), thumb(4, 8, true, '🎉'), thumb(3, 7))[0]?.reactions).toEqual([
      { emoji: '👍', users: [testUser(3), testUser(5)] },
      { emoji: '🎉', users: [testUser(4)] },
    ])
  })

  test('people who took one op id stand in the order of their ids', () => {
    const both = placed(testPost(), testReact({ by: mallory }), testReact({ by: bob }))
    for (const ops of [both, both.toReversed()])
      expect(reduce(ops, deps)[0]?.reactions[0]?.users).toEqual([bob, mallory])
  })

  test('the last word of each person counts', () => {
    expect(view(testPost(), thumb(3, 7, false), thumb(3, 6))[0]?.reactions).toEqual([])
    expect(view(testPost(), thumb(3, 7), thumb(3, 6, false), thumb(3, 5))[0]?.reactions).toHaveLength(1)
    expect(view(testPost(), thumb(3, 6), thumb(4, 7, false))[0]?.reactions).toEqual([
      { emoji: '👍', users: [testUser(3)] },
    ])
  })
})

test('[RE7] ops about a message that is not there wait for it', () => {
  const reducer = createReducer(deps)
  expect(reducer.apply(placed(testEdit(), testReact()), [])).toEqual([])
  expect(reducer.all()).toEqual([])
  reducer.apply([{ client: 77, clock: 0, op: testPost() }], [])
  expect(reducer.all()).toMatchObject([{ text: 'Good evening', reactions: [{ emoji: '👍', users: [bob] }] }])
})

describe('[RE1] op ids', () => {
  test('taking the id of another replaces nothing, however early', () => {
    const stolen = testPost({ by: mallory, text: 'not Alice', at: testHlc(-1_000) })
    expect(texts(testPost(), stolen)).toEqual(['not Alice', 'Good morning'])
    expect(view(testPost(), testEdit({ text: 'mine' }), stolen)).toMatchObject([
      { author: mallory, text: 'not Alice' },
      { author: alice, text: 'mine' },
    ])
  })

  test("of an author's ops with one id the one in the lowest place counts", () => {
    const at = (client: number, clock: number, text: string): PlacedOp => ({
      client,
      clock,
      op: testPost({ text }),
    })
    const ops = [at(2, 0, 'second device'), at(1, 5, 'later clock'), at(1, 4, 'first'), at(1, 6, 'last')]
    expect(reduce(ops, deps)).toMatchObject([{ text: 'first' }])
    const reducer = createReducer(deps)
    for (const op of ops) reducer.apply([op], [])
    expect(reducer.all()).toMatchObject([{ text: 'first' }])
    reducer.apply([], [{ client: 1, clock: 4, length: 1 }])
    expect(reducer.all()).toMatchObject([{ text: 'later clock' }])
  })

  test('[RE11] a moderator takes back all that go by one id', () => {
    const stolen = testPost({ by: mallory })
    expect(view(testPost(), stolen, testRedact({ by: moderator }))).toMatchObject([
      { redacted: true },
      { redacted: true },
    ])
    expect(view(testPost(), stolen, testRedact({ by: mallory }))).toMatchObject([
      { author: alice, redacted: false },
      { author: mallory, redacted: true },
    ])
  })
})

test('[RE9] ops of unknown kinds show nothing', () => {
  const { id, at, by } = testPost()
  expect(view({ kind: 'unknown', name: 'poll', id, at, by })).toEqual([])
})

test('[RE10] what looks as before is the same object', () => {
  const reducer = createReducer(deps)
  reducer.apply(placed(testPost(), testReact()), [])
  const [before] = reducer.all()
  const more = placed(
    testPost(),
    testReact(),
    testEdit({ by: mallory }),
    testReact({ id: testOpId(50), at: testHlc(9) }),
  )
  expect(reducer.apply(more, [])).toEqual([])
  expect(reducer.all()[0]).toBe(before)
})

test('[HL3] a message from the future stands five minutes ahead, marked', () => {
  const far = testPost({ at: testHlc(maxHlcLead + 1, 4) })
  expect(view(far)).toMatchObject([{ at: testHlc(maxHlcLead, 4), clamped: true }])
  expect(view(testPost({ at: testHlc(maxHlcLead, 4) }))[0]).not.toHaveProperty('clamped')
  const redact = testRedact({ targetAt: testHlc(maxHlcLead + 1, 4) })
  expect(view(redact)).toMatchObject([{ at: testHlc(maxHlcLead, 4), clamped: true }])
})
