/**
 * How far people have read, and what has arrived where: of this person, here and on other devices, and others. Rules CR80 to CR82, CR93,
 * CS14 and CS22 in SPEC.md.
 */
import type { ContentEntry } from '../protocol/entry.ts'
import type { ReadUpTo } from '../bridge/sealing.ts'
import { recipientsIn, settle, withHolder, withSent } from './arrivals.ts'
import { isPostIn, postsIn, saidAnewIn, saysNothing, threadNewsIn } from './own-update.ts'
import { patch, type ReplicaCore, type Seen } from './replica-core.ts'
import { noteUnread, unreadAfter } from './unread-posts.ts'

/** The person has seen what is there. True if that is news to this device. */
export function markSeen(core: ReplicaCore): boolean {
  const { cursor, foreignSeq, seenSeq, markSeq } = core.record
  if (foreignSeq <= seenSeq && foreignSeq <= markSeq) return false
  const seq = cursor?.seq ?? foreignSeq
  patch(core, {
    seenSeq: Math.max(seenSeq, seq),
    markSeq: Math.max(markSeq, seq),
    unread: unreadAfter(core.record.unread, seq),
  })
  core.deps.mark(core.record.markSeq)
  return true
}

/**
 * What is known on the relay of this person's reading: to it, or in what was sealed. What is not known there is said, and what is
 * does not count as unread.
 */
export function compareMark(core: ReplicaCore, marked: number): boolean {
  const { markSeq, keptSeq } = core.record
  if (markSeq > Math.max(marked, keptSeq)) core.deps.mark(markSeq)
  return noteOwnMark(core, marked)
}

function noteOwnMark(core: ReplicaCore, seq: number): boolean {
  if (seq <= core.record.seenSeq) return false
  const { markSeq, unread } = core.record
  patch(core, { seenSeq: seq, markSeq: Math.max(markSeq, seq), unread: unreadAfter(unread, seq) })
  return true
}

/**
 * Marks of anybody. Sealed ones come out of the log itself, and nobody tells them again. True if there is something to be stored.
 */
export function noteMarks(
  core: ReplicaCore,
  marks: ReadonlyArray<ReadUpTo>,
  { isSealed }: { readonly isSealed: boolean },
): boolean {
  let isNews = false
  for (const { user, seq, has = 0 } of marks) {
    if (user === core.deps.user) {
      isNews = noteTold(core, has) || isNews
      isNews = noteOwnMark(core, seq) || isNews
      if (isSealed && seq > core.record.keptSeq) patch(core, { keptSeq: seq })
    } else {
      patch(core, { arrivals: withHolder(core.record.arrivals, user, has) })
      const readers = new Map(core.record.readers)
      if (seq <= (readers.get(user) ?? 0)) continue
      patch(core, { readers: readers.set(user, seq) })
      isNews ||= isSealed
    }
  }
  return settleArrivals(core) || isNews
}

/** Others know from now on that what is there up to `seq` has arrived at this person. */
function noteTold(core: ReplicaCore, seq: number): boolean {
  const { arrivals } = core.record
  if (seq <= arrivals.toldSeq) return false
  patch(core, { arrivals: { ...arrivals, toldSeq: seq } })
  return true
}

/** True if a post of this person is known now to have arrived at everybody, or to have been read by them. */
export function settleArrivals(core: ReplicaCore): boolean {
  const { arrivals, reads, readers } = core.record
  // Most have nothing under way, and who reads them need not be looked up.
  if (arrivals.sent.length === 0 && reads.sent.length === 0) return false
  const recipients = recipientsIn(core.deps)
  const arrived = settle(arrivals, recipients, arrivals.holders)
  const read = settle(reads, recipients, readers)
  if (arrived === arrivals && read === reads) return false
  patch(core, { arrivals: arrived, reads: read })
  return true
}

/**
 * To be called for each entry with a place in the log: the newest post of this person is what others can have read, what others have
 * written what this person may not have.
 */
export function notePlace(core: ReplicaCore, seq: number, entry: ContentEntry): void {
  noteCount(core, seq, entry)
  noteNews(core, entry.update)
  if (entry.user !== core.deps.user) {
    noteForeign(core, seq, entry)
    if (seq > core.record.foreignPost && isPostIn(entry.update)) patch(core, { foreignPost: seq })
    return
  }
  noteSent(core, seq, entry)
}

/** To be called for each entry with content that somebody else has written, once its place is known. */
export function noteForeign(core: ReplicaCore, seq: number, { update }: ContentEntry): void {
  if (seq > core.record.foreignSeq && !saysNothing(update, core.deps.clock.now()))
    patch(core, { foreignSeq: seq })
}

/** To be called with each update that is taken in or written. */
export function noteNews({ deps }: ReplicaCore, update: Uint8Array): void {
  const news = threadNewsIn(update)
  if (news !== undefined) deps.threadNews(deps.id, news, saidAnewIn(update))
}

function noteSent(core: ReplicaCore, seq: number, { update }: ContentEntry): void {
  const isNewest = seq > (core.record.ownPost?.seq ?? 0)
  const isSealed = core.deps.isSealed()
  if (!isNewest && !isSealed) return
  const posts = postsIn(update)
  const last = posts.at(-1)
  if (last !== undefined && isNewest) patch(core, { ownPost: { message: last.id, seq } })
  if (!isSealed) return
  for (const { id, at } of posts) {
    const { arrivals, reads } = core.record
    const post = { message: id, at, seq }
    patch(core, { arrivals: withSent(arrivals, post), reads: withSent(reads, post) })
  }
}

function noteCount(core: ReplicaCore, seq: number, { update }: ContentEntry): void {
  const { unread, seenSeq, foreignSeq, held, newestSegment } = core.record
  const { user: self, isModerator, clock } = core.deps
  const next = noteUnread(unread, seq, update, { self, seenSeq, isModerator, now: clock.now() })
  if (next === unread) return
  patch(core, { unread: next })
  // All that there was to be read has been taken back, unless this device does not know all of it yet.
  const isWhole = held.size > newestSegment && [...held.values()].every((how) => how === 'live')
  if (next.length === 0 && isWhole) patch(core, { seenSeq: Math.max(seenSeq, foreignSeq) })
}

/** The same reference as before if nothing about it has changed. */
export function seenOf({ record: { ownPost, readers }, view }: ReplicaCore): Seen | undefined {
  if (ownPost === undefined) return undefined
  const by = Array.from(readers, ([user, seq]) => (seq >= ownPost.seq ? user : undefined)).filter(
    (user) => user !== undefined,
  )
  if (by.length === 0) return undefined
  const { message } = ownPost
  const before = view.seen
  const isSame = before?.message === message && before.by.join() === by.join()
  return isSame ? before : { message, by }
}
