/**
 * What others have posted and the person has not seen, in numbers and without the document: the list of conversations asks it of all
 * of them. Rules CR87 to CR89 in SPEC.md.
 */
import type { Millis } from '../base/clock.ts'
import { isMentioned } from '../conversation/mentions.ts'
import type { PostOp } from '../conversation/op.ts'
import { decodeOp } from '../conversation/op-codec.ts'
import { readUpdate } from '../conversation/update-reader.ts'
import type { OpId, UserId } from '../protocol/ids.ts'
import { isOver } from './own-update.ts'

/** One message that counts. */
export interface UnreadPost {
  /** Its place in the log. */
  readonly seq: number
  readonly message: OpId
  readonly by: UserId
  /** It mentions the person. A reply that shows in its thread alone does so by name: whether they follow the thread is not known here. */
  readonly mention: boolean
  /** It shows in its thread alone. */
  readonly reply: boolean
  /** The root of the thread in which it is a reply, be it shown in the channel too. Older apps did not keep it. */
  readonly thread?: OpId
}

export interface UnreadCount {
  /** Messages in the channel; those that mention the person are among them. */
  readonly messages: number
  /** Replies that show in their threads alone. */
  readonly replies: number
  /** Of both, those that mention the person. */
  readonly mentions: number
}

/** More are not told apart: the numbers are then these or more. */
export const maxUnreadPosts = 200

export interface UnreadContext {
  readonly self: UserId
  readonly seenSeq: number
  readonly isModerator: (user: UserId) => boolean
  readonly now: Millis
}

/** The list, oldest first, with what an entry at `seq` says; the same reference if it says nothing about it. */
export function noteUnread(
  posts: ReadonlyArray<UnreadPost>,
  seq: number,
  update: Uint8Array,
  context: UnreadContext,
): ReadonlyArray<UnreadPost> {
  if (seq <= context.seenSeq) return posts
  const read = readUpdate(update)
  let next = posts
  for (const { content } of (read.ok && read.value.section?.structs) || []) {
    const op = content && decodeOp(content, { canonical: false })
    if (op?.ok !== true) continue
    if (op.value.kind === 'post') next = withPost(next, seq, op.value, context)
    else if (op.value.kind === 'edit') {
      const { target, by, mentions } = op.value
      next = changed(next, (post) =>
        post.message === target && post.by === by
          ? { ...post, mention: isMentioned(mentions, context.self, !post.reply) }
          : post,
      )
    } else if (op.value.kind === 'redact') {
      const { target, by } = op.value
      const counts = ({ message, by: author }: UnreadPost): boolean =>
        message !== target || !(author === by || context.isModerator(by))
      if (!next.every(counts)) next = next.filter(counts)
    }
  }
  return next
}

function withPost(
  posts: ReadonlyArray<UnreadPost>,
  seq: number,
  op: PostOp,
  { self, seenSeq, now }: UnreadContext,
): ReadonlyArray<UnreadPost> {
  const { id, by, mentions, thread, alsoInChannel } = op
  if (by === self || isOver(op, now)) return posts
  if (posts.some((post) => post.message === id && post.by === by && post.seq === seq)) return posts
  const reply = thread !== undefined && alsoInChannel !== true
  const post: UnreadPost = {
    seq,
    message: id,
    by,
    mention: isMentioned(mentions, self, !reply),
    reply,
    ...(thread !== undefined && { thread }),
  }
  const others = unreadAfter(posts, seenSeq).filter((other) => other.message !== id || other.by !== by)
  const all = [...others, post].toSorted((left, right) => left.seq - right.seq)
  if (all.length <= maxUnreadPosts) return all
  const spare = all.findIndex(({ mention }) => !mention) // a mention is the last to be forgotten
  return all.toSpliced(Math.max(spare, 0), 1)
}

function changed(
  posts: ReadonlyArray<UnreadPost>,
  change: (post: UnreadPost) => UnreadPost,
): ReadonlyArray<UnreadPost> {
  const next = posts.map(change)
  return next.every((post, index) => post === posts[index]) ? posts : next
}

/** What is left once all up to `seenSeq` has been seen; the same reference if that is all of it. */
export const unreadAfter = (posts: ReadonlyArray<UnreadPost>, seenSeq: number): ReadonlyArray<UnreadPost> =>
  posts.every(({ seq }) => seq > seenSeq) ? posts : posts.filter(({ seq }) => seq > seenSeq)

/** With an `inThread`, of the replies in that one alone, be they shown in the channel too. Of those that show in a thread that `isLeft` alone, the ones that mention the person. */
export function countPosts(
  all: ReadonlyArray<UnreadPost>,
  inThread?: OpId,
  isLeft?: (root: OpId) => boolean,
): UnreadCount {
  const posts = all.filter(
    ({ thread, reply, mention }) =>
      (inThread === undefined || thread === inThread) &&
      !(reply && !mention && thread !== undefined && isLeft?.(thread) === true),
  )
  const replies = posts.filter(({ reply }) => reply).length
  const mentions = posts.filter(({ mention }) => mention).length
  return { messages: posts.length - replies, replies, mentions }
}

interface KnownReplica {
  readonly lacking: () => { readonly segment: number | undefined; readonly total: number }
  readonly about: () => { readonly foreignPost: number }
}

/** See `Sync.knownPosts`. Where older messages are lacking, those of others may stand anywhere in what has been accounted for. */
export function knownPosts(replica: KnownReplica | undefined): number {
  if (replica === undefined) return 0
  const { segment, total } = replica.lacking()
  const { foreignPost } = replica.about()
  return segment === undefined ? foreignPost : Math.max(foreignPost, total)
}
