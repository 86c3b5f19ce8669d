/** The view of one message: a pure function of the ops that are about it. The RE rules of SPEC.md. */
import { compareHlc, type Hlc } from './hlc.ts'
import { compareText } from './message-list.ts'
import type { Message, Reaction } from './message.ts'
import type { KnownOp, OpHead, PostOp, ReactOp, RedactOp } from './op.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

/** An op that counts, and where its message stands on the screen. */
export interface TopicOp<Kind extends KnownOp = KnownOp> {
  readonly op: Kind
  /** The time of a post, or that at which a redaction puts its tombstone; believable already. */
  readonly shownAt: Hlc
  readonly clamped: boolean
}

export interface TopicContext {
  readonly segment: number
  readonly isModerator: (user: UserId) => boolean
}

/** The message that an op is about: a post is about itself. */
export const topicOf = (op: KnownOp): OpId => (op.kind === 'post' ? op.id : op.target)

/**
 * The messages with the id `target`, of which `ops` tell in any order: one an author, or a tombstone if the post is
 * gone, or none as long as only others' ops about it are there.
 */
export function viewTopic(ops: ReadonlyArray<TopicOp>, context: TopicContext): ReadonlyArray<Message> {
  const posts = ops.filter(isKind('post'))
  const redacts = ops.filter(isKind('redact'))
  if (posts.length === 0) return tombstone(redacts, context)
  if (ops.length === 1) return posts.map((post) => plain(post, context))
  const edits = ops.filter(isKind('edit'))
  const reactions = viewReactions(ops.filter(isKind('react')))
  return posts.map((post) => {
    const author = post.op.by
    if (redacts.some(({ op: { by } }) => by === author || context.isModerator(by)))
      return redacted(post, context)
    const edit = latest(edits.filter(({ op }) => op.by === author))
    const message: Message = { ...plain(post, context), reactions }
    return edit === undefined ? message : { ...message, text: edit.op.text, edited: true }
  })
}

const isKind =
  <Kind extends KnownOp['kind']>(kind: Kind) =>
  (entry: TopicOp): entry is TopicOp<Extract<KnownOp, { kind: Kind }>> =>
    entry.op.kind === kind

/**
 * Negative if `left` was written first. By the time as written, not as shown: it is the same on every device. Never 0 for
 * two ops that count, though two authors may have taken one id.
 */
const compareOps = (left: OpHead, right: OpHead): number =>
  compareHlc(left.at, right.at) || compareText(left.id, right.id) || compareText(left.by, right.by)

const latest = <Kind extends KnownOp>(ops: ReadonlyArray<TopicOp<Kind>>): TopicOp<Kind> | undefined =>
  ops.reduce<TopicOp<Kind> | undefined>(
    (last, each) => (last === undefined || compareOps(each.op, last.op) > 0 ? each : last),
    undefined,
  )

function plain({ op, shownAt, clamped }: TopicOp<PostOp>, { segment }: TopicContext): Message {
  return {
    id: op.id,
    segment,
    author: op.by,
    at: shownAt,
    ...(clamped && { clamped }),
    text: op.text,
    edited: false,
    redacted: false,
    reactions: [],
    ...placeOf(op),
    ...(op.mentions !== undefined && { mentions: op.mentions }),
  }
}

/** What a tombstone needs to stay where the message was. */
const placeOf = ({
  replyTo,
  thread,
  alsoInChannel,
}: PostOp): Pick<Message, 'replyTo' | 'thread' | 'alsoInChannel'> => ({
  ...(replyTo !== undefined && { replyTo }),
  ...(thread !== undefined && { thread }),
  ...(alsoInChannel !== undefined && { alsoInChannel }),
})

function redacted(post: TopicOp<PostOp>, { segment }: TopicContext): Message {
  return { ...bare(post.op.id, segment, post), ...placeOf(post.op) }
}

/** Of several redactions of an erased post the first speaks: they are all that is left to tell who wrote it. */
function tombstone(
  redacts: ReadonlyArray<TopicOp<RedactOp>>,
  { segment }: TopicContext,
): ReadonlyArray<Message> {
  const [first] = redacts.toSorted((left, right) => compareOps(left.op, right.op))
  return first === undefined ? [] : [bare(first.op.target, segment, first)]
}

const bare = (id: OpId, segment: number, { op, shownAt, clamped }: TopicOp): Message => ({
  id,
  segment,
  author: op.by,
  at: shownAt,
  ...(clamped && { clamped }),
  text: '',
  edited: false,
  redacted: true,
  reactions: [],
})

function viewReactions(reacts: ReadonlyArray<TopicOp<ReactOp>>): ReadonlyArray<Reaction> {
  const lastByWriter = new Map<string, ReactOp>()
  for (const { op } of reacts.toSorted((left, right) => compareOps(left.op, right.op))) {
    lastByWriter.set(`${op.by}${op.emoji}`, op)
  }
  const usersByEmoji = new Map<string, Array<UserId>>()
  for (const { emoji, by, on } of [...lastByWriter.values()].toSorted(compareOps)) {
    if (!on) continue
    const users = usersByEmoji.get(emoji)
    if (users === undefined) usersByEmoji.set(emoji, [by])
    else users.push(by)
  }
  return Array.from(usersByEmoji, ([emoji, users]) => ({ emoji, users }))
}
