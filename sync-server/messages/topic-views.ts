/**
 * What the messages of one topic look like: the reducer's own view of it (core/conversation/topic.ts), over ops that lie
 * sealed in the store.
 */
import { millis } from '../../core/base/clock.ts'
import type { Message } from '../../core/conversation/message.ts'
import type { MessageOp, RedactOp } from '../../core/conversation/op.ts'
import type { Entry } from '../../core/conversation/op-set.ts'
import { compareOps, viewTopic } from '../../core/conversation/topic.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import type { StoredOp } from '../store/message-store.ts'

/** A message that is gone, from what is left of it. */
export function goneMessage(
  {
    topic,
    segment,
    by,
    shownAt,
    clamped,
  }: Pick<StoredOp, 'topic' | 'segment' | 'by' | 'shownAt' | 'clamped'>,
  { state, replyTo, thread, inChannel, expiresAt }: NonNullable<StoredOp['view']>,
): Message {
  return {
    id: topic,
    segment,
    author: by,
    at: shownAt,
    ...(clamped && { clamped }),
    text: '',
    edited: false,
    redacted: true,
    reactions: [],
    ...(replyTo !== undefined && { replyTo }),
    ...(thread !== undefined && { thread }),
    ...(thread !== undefined && inChannel && { alsoInChannel: true as const }),
    ...(state === 'expired' && expiresAt !== undefined && { expiresAt, expired: true as const }),
  }
}

const beforeAllExpiry = millis(0)

/** Nothing has expired: that is for whoever asks to see to. `ops` are those that count. */
export const viewOf = (
  ops: ReadonlyArray<Entry<MessageOp>>,
  segment: number,
  moderators: ReadonlySet<UserId>,
): ReadonlyArray<Message> =>
  viewTopic(ops, {
    segment,
    isModerator: (user) => moderators.has(user),
    clock: { now: () => beforeAllExpiry },
  })

/** The op that a message stands on: its post, or the redaction that speaks for it. */
export function carrierOf<Op extends { readonly op: MessageOp }>(
  ops: ReadonlyArray<Op>,
  message: Message,
): Op | undefined {
  const posts = ops.filter(({ op }) => op.kind === 'post')
  if (posts.length > 0) return posts.find(({ op }) => op.by === message.author)
  const redacts = ops.filter((each): each is Op & { readonly op: RedactOp } => each.op.kind === 'redact')
  return redacts.toSorted((left, right) => compareOps(left.op, right.op))[0]
}

/** What is looked through to find it: its text and the names of its files. */
export const searchedText = ({ text, attachments = [] }: Message): string =>
  [text, ...attachments.map(({ name }) => name)].join('\n')
