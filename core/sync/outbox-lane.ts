/** The unacknowledged entries of one conversation, and which of them may be sent. Pure bookkeeping, no I/O. */
import { Defect } from '../base/defect.ts'
import type { KnownOp } from '../conversation/op.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import { decodeEntry, entryIdOf } from '../protocol/entry.ts'
import type { AttachmentId, ConversationId, OpId } from '../protocol/ids.ts'
import type { PendingEntry } from '../storage/outbox.ts'
import { subjectsOf, type TimedPost } from './own-update.ts'

export interface QueuedEntry extends PendingEntry {
  readonly id: Uint8Array
  /** The segment and the update of a content entry; undefined for a claim. */
  readonly content: { readonly segment: number; readonly update: Uint8Array } | undefined
  /** The clientID that it claims; undefined for content. */
  readonly claims: number | undefined
  /** The messages that it is about. */
  readonly topics: ReadonlyArray<OpId>
  /** Those of them that it posts. */
  readonly posts: ReadonlyArray<OpId>
  /** Those of these that disappear. */
  readonly timed: ReadonlyArray<TimedPost>
  /** Its first op: of a message the message. Undefined if it is a claim, was given up, or only deletes. */
  readonly op: OpId | undefined
  /** What that does, if it is one that this version knows. */
  readonly does: KnownOp['kind'] | undefined
  /** What must be on the relay before it. */
  readonly files: ReadonlyArray<AttachmentId>
  /** It says something: it is no claim, and was not given up. */
  readonly isChange: boolean
}

export interface Lane {
  readonly conversation: ConversationId
  /** In the order of their counters. */
  entries: Array<QueuedEntry>
  readonly byCounter: Map<number, QueuedEntry>
  /** Those that are about a message. */
  readonly byTopic: Map<OpId, Set<QueuedEntry>>
  /** Counters that were sent on this connection and not answered yet. */
  readonly sent: Set<number>
  /** Counters that were sent on a connection that ended, or may have been by an earlier run of the app: the relay may have them. */
  readonly unanswered: Set<number>
  /** Counters that the relay has; they leave once the acknowledgement is stored. */
  readonly acked: Set<number>
  /** What stands before this place of `entries` was sent or acknowledged. */
  unsentFrom: number
  /** Changes that the relay is not known to have. */
  open: number
  /** Set when the relay refused the first entry for good: nothing moves until the next connection, or the person decides. */
  refusal: RefuseCode | undefined
  /** Set while the person is about to give something up: nothing is sent, and what was refused stays so. `due`: that would have been tried again. */
  withheld: 'held' | 'due' | undefined
  /** How many want it withheld: each window has a person who may think better of it. */
  holders: number
  /** The relay has other entries in the place of these, as if this device had been copied: they must be made anew. */
  isDoubted: boolean
  /** They were made anew, and the relay has taken none of them yet: it is not asked to be believed twice. */
  isRenewed: boolean
  /** Set while the relay asked for patience. */
  isPaused: boolean
  /** Set while the journal takes other bytes in the place of some: none of them is sent meanwhile. */
  isRewritten: boolean
  /** Set while messages that have waited are written anew, behind what is here: none is sent meanwhile. */
  isProlonged: boolean
  /** Counters of such that are sent as they are all the same. */
  readonly asTheyAre: Set<number>
}

export const createLane = (conversation: ConversationId): Lane => ({
  conversation,
  entries: [],
  byCounter: new Map(),
  byTopic: new Map(),
  sent: new Set(),
  unanswered: new Set(),
  acked: new Set(),
  unsentFrom: 0,
  open: 0,
  refusal: undefined,
  withheld: undefined,
  holders: 0,
  isDoubted: false,
  isRenewed: false,
  isPaused: false,
  isRewritten: false,
  isProlonged: false,
  asTheyAre: new Set(),
})

/** Throws `Defect` on bytes that are no entry: the journal holds what this device itself encoded. */
export function toQueued(pending: PendingEntry): QueuedEntry {
  const decoded = decodeEntry(pending.bytes)
  if (!decoded.ok) throw new Defect(`the journal holds what is no entry: ${decoded.failure.kind}`)
  const { value } = decoded
  const content = value.kind === 'content' ? { segment: value.segment, update: value.update } : undefined
  return {
    ...pending,
    id: entryIdOf(pending.bytes),
    content,
    claims: value.kind === 'claim' ? value.client : undefined,
    ...(content
      ? subjectsOf(content.update)
      : { topics: [], posts: [], timed: [], files: [], op: undefined, does: undefined, isChange: false }),
  }
}

export function add(lane: Lane, entry: QueuedEntry): void {
  lane.entries.push(entry)
  note(lane, entry)
  if (entry.isChange) lane.open += 1
}

function note(lane: Lane, entry: QueuedEntry): void {
  lane.byCounter.set(entry.counter, entry)
  for (const topic of entry.topics) {
    const about = lane.byTopic.get(topic)
    if (about === undefined) lane.byTopic.set(topic, new Set([entry]))
    else about.add(entry)
  }
}

/** The relay has these: they are not sent again, and wait no longer. Returns those of them that are here. */
export function markAcked(lane: Lane, counters: ReadonlyArray<number>): ReadonlyArray<QueuedEntry> {
  const found = counters.map((counter) => lane.byCounter.get(counter)).filter((entry) => entry !== undefined)
  for (const { counter, isChange } of found) {
    if (isChange && !lane.acked.has(counter)) lane.open -= 1
    lane.acked.add(counter)
  }
  return found
}

function forgetTopics({ byTopic }: Lane, entry: QueuedEntry): void {
  for (const topic of entry.topics) {
    const about = byTopic.get(topic)
    about?.delete(entry)
    if (about?.size === 0) byTopic.delete(topic)
  }
}

/** Other bytes under the same counter; what is known of the place stays. */
export function rewriteEntry(lane: Lane, pending: PendingEntry): void {
  const index = lane.entries.findIndex(({ counter }) => counter === pending.counter)
  const before = lane.entries[index]
  if (before === undefined) return
  forgetTopics(lane, before)
  const entry = toQueued(pending)
  lane.entries[index] = entry
  note(lane, entry)
  if (!lane.acked.has(entry.counter)) lane.open += Number(entry.isChange) - Number(before.isChange)
}

/** Takes out what is acknowledged: nearly always the front, so that what stands behind it is not looked at. */
export function remove(lane: Lane, leaving: ReadonlyArray<QueuedEntry>): void {
  for (const entry of leaving) {
    lane.byCounter.delete(entry.counter)
    lane.acked.delete(entry.counter)
    lane.unanswered.delete(entry.counter)
    lane.asTheyAre.delete(entry.counter)
    forgetTopics(lane, entry)
  }
  const isHere = ({ counter }: QueuedEntry): boolean => lane.byCounter.has(counter)
  const front = lane.entries.findIndex(isHere)
  const gone = front === -1 ? lane.entries.length : front
  lane.entries.splice(0, gone)
  lane.unsentFrom = Math.max(0, lane.unsentFrom - gone)
  if (gone >= leaving.length) return
  lane.entries = lane.entries.filter(isHere)
  lane.unsentFrom = 0
}

/** The next entry that may be sent now: none as long as it names files that are still on their way. */
export function nextToSend(lane: Lane, uploading: ReadonlySet<AttachmentId>): QueuedEntry | undefined {
  if (lane.refusal !== undefined || lane.withheld !== undefined) return undefined
  if (lane.isPaused || lane.isRewritten || lane.isProlonged) return undefined
  for (let next = lane.entries[lane.unsentFrom]; next; next = lane.entries[++lane.unsentFrom]) {
    if (lane.sent.has(next.counter) || lane.acked.has(next.counter)) continue
    return next.files.some((file) => uploading.has(file)) ? undefined : next
  }
  return undefined
}

/** The first entry that the relay is not known to have: only its refusal says something about the entry itself. */
export const firstOpen = (lane: Lane): QueuedEntry | undefined =>
  lane.entries.find(({ counter }) => !lane.acked.has(counter))

/** The first change that the relay is not known to have: what became of the claim before it became of it, and of what was given up. */
export const firstOpenChange = (lane: Lane): QueuedEntry | undefined =>
  lane.entries.find(({ counter, isChange }) => isChange && !lane.acked.has(counter))

/** Something of a person waits in it, and nothing of it moves. */
export const isStuck = ({ refusal, open }: Lane): boolean => refusal !== undefined && open > 0

/** Sent, and the relay does not have it. */
export function sendAgain(lane: Lane, { counter }: QueuedEntry): void {
  lane.sent.delete(counter)
  lane.unsentFrom = 0
}

export function forgetRefusal(lane: Lane): void {
  if (lane.withheld === undefined) lane.refusal = undefined
  else lane.withheld = 'due'
}

/** What the last connection left: sent entries may or may not have arrived, refusals are tried anew. */
export function forgetConnection(lane: Lane): void {
  for (const counter of lane.sent) lane.unanswered.add(counter)
  lane.sent.clear()
  lane.unsentFrom = 0
  lane.isPaused = false
  forgetRefusal(lane)
}

/** An earlier run of the app may have sent any of these. */
export function doubtAll({ entries, unanswered }: Lane): void {
  for (const { counter } of entries) unanswered.add(counter)
}

/** Other entries in place of all there were; what was said of those counts no more. Of what is in them, the relay may have had some. */
export function renewLane(lane: Lane, entries: ReadonlyArray<PendingEntry>): void {
  const waiting = new Set(lane.entries.flatMap(({ posts }) => posts))
  lane.entries = []
  for (const all of [lane.byCounter, lane.byTopic, lane.acked, lane.asTheyAre]) all.clear()
  lane.open = 0
  for (const entry of entries) add(lane, toQueued(entry))
  // What the relay has lost was there for others to see: its time is not to begin again.
  for (const { counter, posts } of lane.entries)
    if (posts.some((post) => !waiting.has(post))) lane.asTheyAre.add(counter)
  forgetConnection(lane)
  lane.unanswered.clear()
  doubtAll(lane)
  lane.isRenewed = lane.isDoubted
  lane.isDoubted = false
}
