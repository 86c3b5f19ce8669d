/** An imported message as ops: a post and one op for each reaction, on behalf of the placeholders of their authors. */
import { createHash } from 'node:crypto'
import { millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { maxEmojiLength, maxMentions, maxTextLength } from '../../core/conversation/limits.ts'
import type { KnownOp, PostOp } from '../../core/conversation/op.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import {
  type ConversationId,
  idBytes,
  idFromBytes,
  idToBytes,
  type OpId,
  opId,
  type UserId,
} from '../../core/protocol/ids.ts'
import type { ImportMessage } from './import-api.ts'

/** The ops of one message; they stay together in one entry, so that a message is imported whole or not at all. */
export interface MessageOps {
  readonly source: string
  readonly ops: ReadonlyArray<Uint8Array>
  readonly bytes: number
  /** What had to be left out. */
  readonly omitted: string | undefined
}

/** Keeps a message with its reactions under what one update may hold. */
const maxReactionsPerMessage = 1_000

export function messageOps(
  conversation: ConversationId,
  message: ImportMessage,
  people: ReadonlyMap<string, UserId>,
): Result<MessageOps, string> {
  const by = people.get(message.author)
  if (by === undefined) return fail(`its author is not among the people of the import`)
  if (message.text.length === 0) return fail('it has no text')
  if (message.text.length > maxTextLength) {
    return fail(`it has ${message.text.length} characters, more than ${maxTextLength}`)
  }
  const post = toPost(conversation, message, by, people)
  const reactions = toReactions(conversation, message, post, people)
  const ops = [post, ...reactions.kept].map(encodeOp)
  const bytes = ops.reduce((sum, op) => sum + op.length, 0)
  const omitted = reactions.omitted === 0 ? undefined : `${reactions.omitted} of its reactions were left out`
  return ok({ source: message.source, ops, bytes, omitted })
}

function toPost(
  conversation: ConversationId,
  message: ImportMessage,
  by: UserId,
  people: ReadonlyMap<string, UserId>,
): PostOp {
  const mentioned = new Set(message.mentions.flatMap((source) => people.get(source) ?? []))
  const mentions = [...mentioned].slice(0, maxMentions)
  const thread = message.thread === message.source ? undefined : message.thread
  return {
    kind: 'post',
    id: importedId(conversation, message.source),
    at: { time: millis(message.time), counter: message.counter },
    by,
    text: message.text,
    ...(thread === undefined ? {} : { thread: importedId(conversation, thread) }),
    ...(thread !== undefined && message.alsoInChannel ? { alsoInChannel: true } : {}),
    ...(mentions.length > 0 ? { mentions } : {}),
  }
}

function toReactions(
  conversation: ConversationId,
  message: ImportMessage,
  post: PostOp,
  people: ReadonlyMap<string, UserId>,
): { readonly kept: ReadonlyArray<KnownOp>; readonly omitted: number } {
  const found = message.reactions.flatMap(({ emoji, by }) =>
    [...new Set(by)].map((person) => ({ emoji, person })),
  )
  const kept = found.flatMap(({ emoji, person }): ReadonlyArray<KnownOp> => {
    const user = people.get(person)
    if (user === undefined || emoji.length === 0 || emoji.length > maxEmojiLength) return []
    const id = importedId(conversation, message.source, emoji, person)
    return [{ kind: 'react', id, at: post.at, by: user, target: post.id, emoji, on: true }]
  })
  const bounded = kept.slice(0, maxReactionsPerMessage)
  return { kept: bounded, omitted: found.length - bounded.length }
}

/** The same message gets the same id whenever it is imported. @internal */
export function importedId(conversation: ConversationId, ...names: ReadonlyArray<string>): OpId {
  const hash = createHash('sha256').update('import').update(idToBytes(conversation))
  // A source may hold any character: its length keeps one name from running into the next.
  for (const name of names) hash.update(`${name.length}:${name}`)
  return idFromBytes(opId, new Uint8Array(hash.digest().subarray(0, idBytes)))
}
