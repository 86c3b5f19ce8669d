/** Threads as a view over the one log. Rules VW1 and VW2 of SPEC.md. */
import { compareMarks, type ReadMarks } from '../about.ts'
import { type Message, threadAlone } from '../message.ts'
import { withChanges, type MessageChange } from '../message-list.ts'
import type { OpId, UserId } from '../../protocol/ids.ts'

/** A thread that has replies. The same object as before if nothing about it has changed. */
export interface Thread {
  readonly root: OpId
  /** Oldest first; never empty. */
  readonly replies: ReadonlyArray<Message>
  readonly participants: ReadonlyArray<UserId>
}

export interface ThreadIndex {
  /**
   * Takes over what became of messages, in the order in which it did, and tells the roots of the threads that it was about. Costs as
   * much as those threads.
   */
  readonly update: (changes: ReadonlyArray<MessageChange>) => ReadonlyArray<OpId>
  /** Undefined as long as nobody has replied. */
  readonly of: (root: OpId) => Thread | undefined
}

/** All threads of the messages whose changes it is told: a function of what is there now, however it came to be. */
export function createThreadIndex(): ThreadIndex {
  const threads = new Map<OpId, Thread>()
  return {
    update: (changes) => {
      const touched = byRoot(changes)
      for (const [root, own] of touched) {
        const known = threads.get(root)
        const replies = withChanges(known?.replies ?? [], own)
        if (replies.length === 0) threads.delete(root)
        else if (known === undefined || !sameItems(known.replies, replies))
          threads.set(root, { root, replies, participants: [...new Set(replies.map(authorOf))] })
      }
      return [...touched.keys()]
    },
    of: (root) => threads.get(root),
  }
}

const authorOf = ({ author }: Message): UserId => author

/** The thread in which `message` is a reply. */
const threadOf = (message: Message | undefined): OpId | undefined =>
  message?.redacted === false ? message.thread : undefined

function byRoot(changes: ReadonlyArray<MessageChange>): ReadonlyMap<OpId, ReadonlyArray<MessageChange>> {
  const found = new Map<OpId, Array<MessageChange>>()
  const add = (root: OpId | undefined, change: MessageChange): void => {
    const own = root && found.get(root)
    if (own !== undefined) own.push(change)
    else if (root !== undefined) found.set(root, [change])
  }
  for (const { before, after } of changes) {
    if (before !== undefined) add(threadOf(before), { before })
    if (after !== undefined) add(threadOf(after), { after })
  }
  return found
}

const sameItems = (left: ReadonlyArray<Message>, right: ReadonlyArray<Message>): boolean =>
  left.length === right.length && left.every((message, index) => message === right[index])

/** Whether `self` has still to read `message`. Reading the channel does not read what does not show there. */
export function isUnread(message: Message, self: UserId, marks: ReadMarks): boolean {
  if (message.author === self || message.redacted) return false
  const { thread } = message
  const inThread = thread === undefined ? undefined : marks.threads.get(thread)
  const inChannel = threadAlone(message) === undefined ? marks.channel : undefined
  return [inChannel, inThread].every((mark) => mark === undefined || compareMarks(message, mark) > 0)
}

/** @internal */
export const unreadReplies = ({ replies }: Thread, self: UserId, marks: ReadMarks): number =>
  replies.filter((reply) => isUnread(reply, self, marks)).length
