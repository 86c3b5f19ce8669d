/** How far people have read: this person, here and on other devices, and others. Rules CR80 to CR82 in SPEC.md. */
import type { ContentEntry } from '../protocol/entry.ts'
import type { UserId } from '../protocol/ids.ts'
import { postIn } from './own-update.ts'
import { patch, type ReplicaCore, type Seen } from './replica-core.ts'

/** The person has seen what is there. True if that is news to this device. */
export function markSeen(core: ReplicaCore): boolean {
  const { cursor, foreignSeq, seenSeq, markSeq } = core.record
  if (foreignSeq <= seenSeq && foreignSeq <= markSeq) return false
  const seq = cursor?.seq ?? foreignSeq
  patch(core, { seenSeq: Math.max(seenSeq, seq), markSeq: Math.max(markSeq, seq) })
  core.deps.mark(core.record.markSeq)
  return true
}

/** What the relay knows of this person's reading. It is told what it does not know, and what others do not count as unread. */
export function compareMark(core: ReplicaCore, marked: number): boolean {
  if (core.record.markSeq > marked) core.deps.mark(core.record.markSeq)
  return noteOwnMark(core, marked)
}

function noteOwnMark(core: ReplicaCore, seq: number): boolean {
  if (seq <= core.record.seenSeq) return false
  patch(core, { seenSeq: seq, markSeq: Math.max(core.record.markSeq, seq) })
  return true
}

/** Marks of anybody. True if this person has read on elsewhere. */
export function noteMarks(
  core: ReplicaCore,
  marks: ReadonlyArray<{ readonly user: UserId; readonly seq: number }>,
): boolean {
  let isRead = false
  for (const { user, seq } of marks) {
    if (user === core.deps.user) isRead = noteOwnMark(core, seq) || isRead
    else core.marks.set(user, Math.max(core.marks.get(user) ?? 0, seq))
  }
  return isRead
}

/** To be called for each entry with a place in the log: the newest post of this person is what others can have read. */
export function noteOwnPost(core: ReplicaCore, seq: number, entry: ContentEntry): void {
  if (entry.user !== core.deps.user || seq <= (core.record.ownPost?.seq ?? 0)) return
  const message = postIn(entry.update)
  if (message !== undefined) patch(core, { ownPost: { message, seq } })
}

/** The same reference as before if nothing about it has changed. */
export function seenOf({ record: { ownPost }, marks, view }: ReplicaCore): Seen | undefined {
  if (ownPost === undefined) return undefined
  const by = Array.from(marks, ([user, seq]) => (seq >= ownPost.seq ? user : undefined)).filter(
    (user) => user !== undefined,
  )
  if (by.length === 0) return undefined
  const { message } = ownPost
  const before = view.seen
  const isSame = before?.message === message && before.by.join() === by.join()
  return isSame ? before : { message, by }
}
