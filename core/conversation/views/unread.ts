/** What a person has still to read of a conversation. Rules VW2, VW3 and VW5 of SPEC.md. */
import type { ReadMarks } from '../about.ts'
import { isNamed } from '../mentions.ts'
import type { Message } from '../message.ts'
import type { OpId, UserId } from '../../protocol/ids.ts'
import { isUnread } from './threads.ts'

export interface UnreadContext {
  readonly self: UserId
  readonly marks: ReadMarks
}

/** `messages` in screen order. What lies before the oldest of them is not counted: the true numbers are these or more. */
export function countUnread(messages: ReadonlyArray<Message>, { self, marks }: UnreadContext): number {
  const unread = messages.filter((message) => isUnread(message, self, marks))
  const followed = followedThreads(messages, unread, self)
  return unread.filter(
    ({ thread, alsoInChannel }) => thread === undefined || alsoInChannel === true || followed.has(thread),
  ).length
}

/** Of the threads of `unread`, those whose root or a reply is by `self` or names them. */
function followedThreads(
  messages: ReadonlyArray<Message>,
  unread: ReadonlyArray<Message>,
  self: UserId,
): ReadonlySet<OpId> {
  const wanted = new Set(unread.flatMap(({ thread }) => thread ?? []))
  if (wanted.size === 0) return wanted
  const concerns = ({ author, mentions }: Message): boolean => author === self || isNamed(mentions, self)
  const followed = new Set<OpId>()
  for (const message of messages) {
    if (!concerns(message)) continue
    if (wanted.has(message.id)) followed.add(message.id)
    if (message.thread !== undefined && wanted.has(message.thread)) followed.add(message.thread)
  }
  return followed
}
