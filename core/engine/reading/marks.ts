/** What a person does about how far they have read. Rule VW6. */
import type { ReadMark } from '../../conversation/about.ts'
import type { Message } from '../../conversation/message.ts'
import { opId, type ConversationId, type OpId } from '../../protocol/ids.ts'
import { type ReadingCore, readingOf } from './reading-core.ts'
import type { ReadingOf } from './reading-record.ts'
import { laterMark } from './thread-mark.ts'

export function markSeen(core: ReadingCore, conversation: ConversationId): void {
  // Of one that is closed no message is at hand: no more than the person's own mark goes.
  const newest = core.watches.get(conversation)?.newest()
  const of = readingOf(core, conversation)
  if ((newest === undefined || of.channel?.id === newest.id) && !of.isMarked) return
  // Of what was marked and is seen without being open nobody knows how far it was read: no line is better than a false one.
  if (newest !== undefined || of.isMarked) of.channel = newest && { id: newest.id, at: newest.at }
  if (of.isMarked) {
    of.isMarked = false
    of.turn += 1
    core.say()
  }
  core.keep()
  core.deps.changed(conversation)
}

/** Its threads are read too. */
export function markAllSeen(core: ReadingCore, conversation: ConversationId): void {
  for (const root of core.all.get(conversation)?.threads.keys() ?? []) readThread(core, conversation, root)
  markSeen(core, conversation)
}

/** All of it, whether it is open or not. How far the person has read stays as it is; where this device does not know, it is up to now. */
export function markWholeUnread(core: ReadingCore, conversation: ConversationId): void {
  const of = readingOf(core, conversation)
  of.channel ??= { id: noMessage, at: { time: core.deps.clock.now(), counter: 0 } } // the other devices are told of a place
  markWhole(of)
  tell(core, conversation)
}

export function markUnread(core: ReadingCore, conversation: ConversationId, from: OpId): void {
  const watch = core.watches.get(conversation)
  const message = watch?.find(from)
  if (watch === undefined || message === undefined) return
  const of = readingOf(core, conversation)
  const mark = justBefore(message)
  if (message.thread !== undefined) {
    of.marks.set(message.thread, { ...mark, turn: (of.marks.get(message.thread)?.turn ?? 0) + 1 })
    watch.look([message.thread])
  } else {
    of.channel = mark
    markWhole(of)
  }
  tell(core, conversation)
}

function markWhole(of: ReadingOf): void {
  of.isMarked = true
  of.turn += 1
}

function tell(core: ReadingCore, conversation: ConversationId): void {
  core.say()
  core.keep()
  core.deps.changed(conversation)
}

/** Comes before all others. */
const noMessage = opId('0'.repeat(32))
/** The place right before a message. */
const justBefore = ({ at }: Message): ReadMark => ({ at, id: noMessage })

export function readThread(core: ReadingCore, conversation: ConversationId, root: OpId): void {
  const of = readingOf(core, conversation)
  const watch = core.watches.get(conversation)
  const last = watch?.newestIn(root) ?? of.threads.get(root)?.last
  const before = of.marks.get(root)
  const mark = last && laterMark(before, { id: last.id, at: last.at, turn: before?.turn ?? 0 })
  // Another device may have read on, beyond what is here.
  if (mark === undefined || mark === before || mark.id === before?.id) return
  of.marks.set(root, mark)
  core.say()
  const known = of.threads.get(root)
  if (known !== undefined && known.unread > 0) of.threads.set(root, { ...known, unread: 0, mentions: 0 })
  watch?.look([root])
  core.keep()
  core.refresh()
}
