import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KnownOp } from '../../../core/conversation/op.ts'
import {
  countPosts,
  maxUnreadPosts,
  noteUnread,
  unreadAfter,
  type UnreadPost,
} from '../../../core/sync/unread-posts.ts'
import { everyone, type UserId } from '../../../core/protocol/ids.ts'
import {
  alice,
  bob,
  mallory,
  testEdit,
  testHlc,
  testOpId,
  testPost,
  testRedact,
} from '../../support/conversations.ts'
import { opsUpdate } from '../../support/updates.ts'

const context = { self: bob, seenSeq: 0, isModerator: () => false, now: testHlc(0).time }
const note = (posts: ReadonlyArray<UnreadPost>, seq: number, ...ops: ReadonlyArray<KnownOp>) =>
  noteUnread(posts, seq, opsUpdate(7, 0, ops), context)
const mention = testPost({ mentions: [bob] })

test('[CR87] messages, replies and mentions are told apart; own messages are none', () => {
  const thread = testOpId(90)
  let posts = note([], 1, testPost({ id: testOpId(11) }))
  posts = note(posts, 2, testPost({ id: testOpId(12), mentions: [bob] }))
  posts = note(posts, 3, testPost({ id: testOpId(13), thread }))
  posts = note(posts, 4, testPost({ id: testOpId(14), thread, alsoInChannel: true }))
  posts = note(posts, 5, testPost({ id: testOpId(15), by: bob }))
  expect(countPosts(posts)).toEqual({ messages: 3, replies: 1, mentions: 1 })
})

test('[CR87][VW8] who mentions all mentions in the channel; in a thread alone only who is named, and never oneself', () => {
  const [thread, mentions] = [testOpId(90), [everyone]]
  let posts = note([], 1, testPost({ id: testOpId(11), mentions }))
  posts = note(posts, 2, testPost({ id: testOpId(12), thread, mentions }))
  posts = note(posts, 3, testPost({ id: testOpId(13), thread, alsoInChannel: true, mentions }))
  posts = note(posts, 4, testPost({ id: testOpId(14), by: bob, mentions }))
  expect(countPosts(posts)).toEqual({ messages: 2, replies: 1, mentions: 2 })
  posts = note(posts, 5, testPost({ id: testOpId(15), thread, mentions: [everyone, bob] }))
  expect(countPosts(posts)).toEqual({ messages: 2, replies: 2, mentions: 3 })
})

test('[CR88][VW8] an edit that mentions all raises the count as one that names the person does, but for a reply', () => {
  const edited = (post: KnownOp, ...mentions: ReadonlyArray<UserId>) =>
    countPosts(note(note([], 1, post), 2, testEdit({ mentions }))).mentions
  expect([edited(testPost(), everyone), edited(testPost(), bob)]).toEqual([1, 1])
  expect(edited(testPost({ mentions: [everyone] }), alice)).toBe(0)
  expect(edited(testPost({ thread: testOpId(90) }), everyone)).toBe(0)
})

test('[CR87] of a thread alone those are counted that are replies in it, be they shown in the channel too', () => {
  const [thread, other] = [testOpId(90), testOpId(91)]
  let posts = note([], 1, testPost({ id: testOpId(11) }))
  posts = note(posts, 2, testPost({ id: testOpId(12), thread, mentions: [bob] }))
  posts = note(posts, 3, testPost({ id: testOpId(13), thread, alsoInChannel: true }))
  posts = note(posts, 4, testPost({ id: testOpId(14), thread: other }))
  expect(countPosts(posts, thread)).toEqual({ messages: 1, replies: 1, mentions: 1 })
  expect(countPosts(posts, testOpId(92))).toEqual({ messages: 0, replies: 0, mentions: 0 })
})

test('[CR88] what comes in when its time is over does not count, what is written anew then does', () => {
  const over = testPost({ at: testHlc(-120_000), expiresAfter: 60 })
  expect(note([], 1, over)).toEqual([])
  const anew = { ...over, expiresAfter: 180, waited: 120 }
  expect(countPosts(note(note([], 1, over), 2, anew)).messages).toBe(1)
  expect(countPosts(note(note([], 1, testPost()), 2, anew)).messages).toBe(1)
})

test('[CR88] taking back, by its author or a moderator alone, and edits, by its author alone', () => {
  const posts = note([], 1, mention)
  expect(note(posts, 2, testRedact({ by: alice }))).toEqual([])
  expect(note(posts, 2, testRedact({ by: mallory }))).toBe(posts)
  const moderated = { ...context, isModerator: () => true }
  expect(noteUnread(posts, 2, opsUpdate(7, 0, [testRedact({ by: mallory })]), moderated)).toEqual([])
  expect(countPosts(note(posts, 2, testEdit())).mentions).toBe(0)
  expect(note(posts, 2, testEdit({ by: mallory }))).toStrictEqual(posts)
  expect(countPosts(note(note([], 1, testPost()), 2, testEdit({ mentions: [bob] }))).mentions).toBe(1)
  expect(note(posts, 1, mention)).toBe(posts)
  expect(note(posts, 4, mention)).toHaveLength(1)
})

test('[CR87] of very many the newest are kept, mentions longest; what is no update changes nothing', () => {
  let posts = note([], 1, mention)
  for (let seq = 2; seq < maxUnreadPosts + 50; seq++)
    posts = note(posts, seq, testPost({ id: testOpId(1000 + seq) }))
  expect(posts).toHaveLength(maxUnreadPosts)
  expect(posts[0]?.message).toBe(mention.id)
  expect(posts.at(-1)?.seq).toBe(maxUnreadPosts + 49)
  expect(noteUnread(posts, 999, Uint8Array.of(1, 2, 3), context)).toBe(posts)
})

/** Places in the log, what stands there, and how far is read. */
const aLog = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('post' as const), id: fc.nat(20), named: fc.boolean(), own: fc.boolean() }),
    fc.record({ kind: fc.constant('edit' as const), id: fc.nat(20), named: fc.boolean(), own: fc.boolean() }),
    fc.record({
      kind: fc.constant('redact' as const),
      id: fc.nat(20),
      named: fc.boolean(),
      own: fc.boolean(),
    }),
  ),
  { maxLength: 40 },
)

test('[CR87][CR88][CR89] the counts are those of the log behind the mark, however far it moves on the way', () => {
  fc.assert(
    fc.property(aLog, fc.nat(40), fc.nat(40), (log, first, second) => {
      const ids = new Set<number>()
      const once = log.filter(({ kind, id }) => kind !== 'post' || (!ids.has(id) && ids.add(id)))
      const [early, late] = [Math.min(first, second), Math.max(first, second)]
      let posts: ReadonlyArray<UnreadPost> = []
      const truth = new Map<number, { seq: number; named: boolean }>()
      const authors = new Map<number, boolean>()
      once.forEach(({ kind, id, named, own }, index) => {
        const seq = index + 1
        const by = own ? bob : alice
        const mentions = named ? { mentions: [id % 2 === 0 ? bob : everyone] } : {}
        const target = testOpId(id + 100)
        const op =
          kind === 'post'
            ? testPost({ id: target, by, ...mentions })
            : kind === 'edit'
              ? testEdit({ id: testOpId(500 + index), target, by, ...mentions })
              : testRedact({ id: testOpId(500 + index), target, by })
        posts = noteUnread(posts, seq, opsUpdate(7, 0, [op]), { ...context, seenSeq: early })
        if (kind === 'post') authors.set(id, own)
        if (kind === 'post' && !own) truth.set(id, { seq, named })
        const before = truth.get(id)
        if (before === undefined || authors.get(id) !== own) return
        if (kind === 'redact') truth.delete(id)
        if (kind === 'edit') truth.set(id, { ...before, named })
      })
      const left = [...truth.values()].filter(({ seq }) => seq > late)
      const counted = countPosts(unreadAfter(posts, late))
      // An edit that the mark is behind is not looked at: its message has been seen, or counts as it was posted.
      expect(counted.messages).toBe(left.length)
      expect(counted.mentions).toBe(left.filter(({ named }) => named).length)
    }),
  )
})
