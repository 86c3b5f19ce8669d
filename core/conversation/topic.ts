/** The view of one message: a pure function of the ops that are about it, and of time. The RE and EX rules of SPEC.md. */
import { millis, type Clock } from '../base/clock.ts'
import { compareHlc } from './hlc.ts'
import { compareText } from './message-list.ts'
import type { Message, Reaction } from './message.ts'
import { isMessageOp, type EditOp, type KnownOp, type MessageOp, type OpHead } from './op.ts'
import type { MaskOp, PinOp, PostOp, ReactOp, RedactOp } from './op.ts'
import type { Entry } from './op-set.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

/** What the views of a segment know besides its ops. */
export interface TopicContext {
  readonly segment: number
  readonly isModerator: (user: UserId) => boolean
  readonly clock: Pick<Clock, 'now'>
  /** What this person has written and nobody else can have seen yet: its time has not begun (EX6). */
  readonly isWaiting?: (message: OpId, author: UserId) => boolean
}

/** The message that an op is about: a post is about itself. Undefined if it is about the whole conversation. */
export const topicOf = (op: KnownOp): OpId | undefined => (isMessageOp(op) ? messageOf(op) : undefined)

export const messageOf = (op: MessageOp): OpId => (op.kind === 'post' ? op.id : op.target)

/**
 * The messages with one id, of which `ops`, all that count, tell in any order: one an author, or a tombstone if the post
 * is gone, or none as long as only others' ops about it are there.
 */
export function viewTopic(
  ops: ReadonlyArray<Entry<MessageOp>>,
  context: TopicContext,
): ReadonlyArray<Message> {
  const posts = ops.filter(isKind('post'))
  if (posts.length === 0) return tombstone(ops.filter(isKind('redact')), context)
  if (ops.length === 1) return posts.map((post) => hideExpired(plain(post, context), post, context))
  const redacts = ops.filter(isKind('redact'))
  const changes: Changes = {
    edits: ops.filter(isKind('edit')),
    mask: latest(ops.filter(isKind('mask')).filter(({ op }) => context.isModerator(op.by)))?.op,
    reactions: viewReactions(ops.filter(isKind('react'))),
    pin: latest(ops.filter(isKind('pin')).filter(({ clamped }) => !clamped))?.op,
  }
  return posts.map((post) => {
    const author = post.op.by
    const counting = redacts.filter(({ op: { by } }) => by === author || context.isModerator(by))
    if (counting.length > 0)
      return { ...redacted(post, context), ...expiredBy(counting, author), ...byModerator(counting, author) }
    return hideExpired(changed(plain(post, context), changes), post, context)
  })
}

const isKind =
  <Kind extends MessageOp['kind']>(kind: Kind) =>
  (entry: Entry<MessageOp>): entry is Entry<Extract<MessageOp, { kind: Kind }>> =>
    entry.op.kind === kind

/**
 * Negative if `left` was written first. By the time as written, not as shown: it is the same on every device. Never 0 for
 * two ops that count, though two authors may have taken one id.
 */
export const compareOps = (left: OpHead, right: OpHead): number =>
  compareHlc(left.at, right.at) || compareText(left.id, right.id) || compareText(left.by, right.by)

const latest = <Kind extends MessageOp>(ops: ReadonlyArray<Entry<Kind>>): Entry<Kind> | undefined =>
  ops.reduce<Entry<Kind> | undefined>(
    (last, each) => (last === undefined || compareOps(each.op, last.op) > 0 ? each : last),
    undefined,
  )

function plain({ op, shownAt, clamped }: Entry<PostOp>, { segment }: TopicContext): Message {
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
    ...(op.attachments !== undefined && { attachments: op.attachments }),
    ...(op.preview !== undefined && { preview: op.preview }),
    ...(op.expiresAfter !== undefined && { expiresAt: millis(shownAt.time + op.expiresAfter * 1_000) }),
  }
}

interface Changes {
  readonly edits: ReadonlyArray<Entry<EditOp>>
  readonly mask: MaskOp | undefined
  readonly reactions: ReadonlyArray<Reaction>
  readonly pin: PinOp | undefined
}

function changed(message: Message, { edits, mask, reactions, pin }: Changes): Message {
  const own = edits.filter(({ op }) => op.by === message.author).map(({ op }) => op)
  const said = own.length === 0 ? message : edited(message, own.toSorted(compareOps))
  return {
    ...(mask === undefined ? said : masked(said, mask)),
    reactions,
    ...(pin?.on === true && { pinned: { by: pin.by, at: pin.at } }),
  }
}

/** `edits` in their order, at least one. */
function edited(message: Message, edits: ReadonlyArray<EditOp>): Message {
  const { mentions: _, ...rest } = message
  const versions = [{ text: message.text, at: message.at }, ...edits.map(({ text, at }) => ({ text, at }))]
  const { text, mentions } = edits.at(-1) ?? message
  return {
    ...rest,
    text,
    edited: true,
    earlier: versions.slice(0, -1),
    ...(mentions !== undefined && { mentions }),
  }
}

/** Nothing of the author's words stays, be they text, earlier versions, mentions, files or a preview. */
function masked(
  { mentions: _, attachments: __, earlier: ___, preview: ____, ...message }: Message,
  { replacement }: MaskOp,
): Message {
  return { ...message, text: replacement, edited: false, masked: true }
}

function hideExpired(message: Message, post: Entry<PostOp>, context: TopicContext): Message {
  const { expiresAt } = message
  if (expiresAt === undefined || context.clock.now() < expiresAt) return message
  if (context.isWaiting?.(message.id, message.author) === true) return message
  return { ...redacted(post, context), expiresAt, expired: true }
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

function redacted(post: Entry<PostOp>, { segment }: TopicContext): Message {
  return { ...bare(post.op.id, segment, post), ...placeOf(post.op) }
}

/** Of several redactions of an erased post the first speaks: they are all that is left to tell who wrote it. */
function tombstone(
  redacts: ReadonlyArray<Entry<RedactOp>>,
  { segment }: TopicContext,
): ReadonlyArray<Message> {
  const [first] = redacts.toSorted((left, right) => compareOps(left.op, right.op))
  if (first === undefined) return []
  const { target, thread, by } = first.op
  return [
    { ...bare(target, segment, first), ...(thread !== undefined && { thread }), ...expiredBy(redacts, by) },
  ]
}

/** Only whose own time it was may say so, and nobody else must have taken it back: that is to be seen. */
const expiredBy = (
  redacts: ReadonlyArray<Entry<RedactOp>>,
  author: UserId,
): Pick<Message, 'expired'> | Record<never, never> =>
  redacts.every(({ op }) => op.by === author && op.expired === true) ? { expired: true } : {}

/** The first of them; nobody where the author took it back too. */
function byModerator(
  redacts: ReadonlyArray<Entry<RedactOp>>,
  author: UserId,
): Pick<Message, 'redactedBy'> | Record<never, never> {
  if (redacts.some(({ op }) => op.by === author)) return {}
  const [first] = redacts.toSorted((left, right) => compareOps(left.op, right.op))
  return first === undefined ? {} : { redactedBy: first.op.by }
}

const bare = (id: OpId, segment: number, { op, shownAt, clamped }: Entry<MessageOp>): Message => ({
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

function viewReactions(reacts: ReadonlyArray<Entry<ReactOp>>): ReadonlyArray<Reaction> {
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
