/** What the parts of a replica share: its state, and how that is stored. See `replica.ts`. */
import type { Clock, Millis } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { fail, type Result } from '../base/result.ts'
import type { TimerLine } from '../conversation/timer-lines.ts'
import type { Conversation } from '../conversation/conversation-contract.ts'
import type { Message } from '../conversation/message.ts'
import type { UpdateLog } from '../conversation/update-log.ts'
import type { Entry } from '../protocol/entry.ts'
import type { LoggedEntry, LogState } from '../protocol/frame.ts'
import type { AttachmentId, ConversationId, DeviceId, OpId, UserId } from '../protocol/ids.ts'
import type { LocalStore, StoreFailure, StoreWrite } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import { type ArrivalDeps, type Reached, tellArrivals } from './arrivals.ts'
import { type Claim, createClaims, type Claims } from './claims.ts'
import {
  claimsKey,
  type ConversationRecord,
  decodeClaims,
  encodeClaims,
  encodeRecord,
  type SegmentEnds,
} from './conversation-record.ts'
import type { FetchEvents, FetchRequest } from './fetches.ts'
import type { OutboxDrain } from './outbox-drain.ts'
import type { SaidAnew } from './own-update.ts'
import type { Queue } from './queue.ts'
import type { Report } from './report.ts'
import type { SegmentShelf } from './segment-shelf.ts'

export interface ReplicaDeps extends ArrivalDeps {
  readonly device: DeviceId
  readonly clock: Clock
  readonly random: Random
  readonly store: LocalStore
  readonly outbox: OutboxDrain
  readonly isModerator: (user: UserId) => boolean
  readonly isSealed: () => boolean
  /** False if the relay is out of reach: no event follows then. */
  readonly fetch: (request: FetchRequest, events: FetchEvents) => boolean
  /** Runs what costs the relay much for one conversation after the other. */
  readonly inTurn: Queue['run']
  /** A fetch in the background is wanted at once now. */
  readonly hurry: () => void
  /** False if the relay is out of reach; nothing is kept. */
  readonly mark: (seq: number) => boolean
  /** The message that named them is taken back. */
  readonly filesUnused: (files: ReadonlyArray<AttachmentId>) => void
  /** Lets what else the thread has to do go first: drawing, keys. */
  readonly breathe: () => Promise<void>
  /** Whether a connection stands or is being made: then waiting for it is worth while. */
  readonly mayReach: () => boolean
  /** Gives the connection up: what it brings does not add up. */
  readonly resetLink: () => void
  readonly report: Report
  readonly stored: Stored
  /** Something may have come, or been written here, about a thread: a reply, or a change of what was said. */
  readonly threadNews: (
    conversation: ConversationId,
    what: 'reply' | 'change',
    saidAnew: ReadonlyArray<SaidAnew>,
  ) => void
  /** The view or the record is another one. */
  readonly changed: () => void
}

export interface ReplicaView {
  /** Oldest first; without a hole. */
  readonly messages: ReadonlyArray<Message>
  readonly before: 'beginning' | 'more' | 'loading' | 'unreachable'
  /** The newest messages are being read. */
  readonly opening: boolean
  /** What is shown is the newest screen alone, to be read and not to be written to, until its segment is there. */
  readonly preview: boolean
  /** Who has read this person's newest message; undefined if nobody is known to have. */
  readonly seen: Seen | undefined
  /** Which messages of this person have arrived at everybody they are for, and which were read there. */
  readonly reached: Reached
  /** Seconds after which what is written here disappears; undefined if it stays. */
  readonly timer: number | undefined
  /** When that was changed, oldest first; as far as the segments tell that are loaded. */
  readonly timers: ReadonlyArray<TimerLine>
}

export interface Seen {
  readonly message: OpId
  readonly by: ReadonlyArray<UserId>
}

/** An entry that came in, read once. `entry` is undefined if it cannot be read. */
export interface Arrival extends LoggedEntry {
  /** Of the open entry, as the outbox knows it. */
  readonly id: Uint8Array
  /** What the chain of the log is over. */
  readonly chained: Uint8Array
  /** In place of entries that are closed to this device. */
  readonly standIns: ReadonlyArray<Entry>
  readonly entry: Entry | undefined
}

export interface Fetching {
  /** Where a segment gathers that is not loaded: half of it is never shown nor written to. Undefined: it is merged. */
  readonly into: UpdateLog | undefined
  readonly after: number
  /** Entries that came live meanwhile. */
  readonly early: Array<Arrival>
  /** Whether the segment is whole now. */
  readonly ended: Promise<boolean>
  /** Somebody waits to see it. */
  isWanted: boolean
}

export interface ReplicaCore {
  readonly deps: ReplicaDeps
  readonly conversation: Conversation
  readonly shelf: SegmentShelf
  /** All that touches document and record runs here, one after the other. */
  readonly queue: Queue
  readonly fetching: Map<number, Fetching>
  /** Entries whose predecessors are still to come. */
  readonly waiting: Map<number, Arrival>
  /** Counters of own entries whose place in the log the store has not taken yet. */
  readonly unsettled: Set<number>
  record: ConversationRecord
  claims: Claims
  claimsChanged: boolean
  isPrepared: boolean
  /** A change is in the document that is not durable yet: it must not be seen. */
  isWriting: boolean
  openers: number
  /** The first segment stays in memory: somebody reads what was set there. */
  keepsFirst: boolean
  opening: boolean
  older: 'idle' | 'loading' | 'unreachable'
  /** The oldest segment that the screen asked for. */
  shownFrom: number
  /** The newest screen, while nothing better is there. */
  preview: ReadonlyArray<Message> | undefined
  /** Resolves when the newest screen is there, or will not be before its segment is. */
  screenShown: Promise<void>
  view: ReplicaView
  /** When the newest entry came into the log. */
  logTime: Millis
  /** The relay's log reaches at least this far. */
  knownSeq: number
  /** What is missing before `waiting` has been asked for. */
  isRepairing: boolean
  /** What the relay told of this log on the present connection. */
  said: LogState | undefined
  /** Where the cursor stood when the relay was last told of it. */
  saidSeq: number | undefined
}

export function patch(core: ReplicaCore, change: Partial<ConversationRecord>): void {
  core.record = { ...core.record, ...change }
}

export function hold(core: ReplicaCore, segment: number, how: 'live' | number): void {
  patch(core, { held: new Map(core.record.held).set(segment, how) })
}

/** Forgets a segment that could not be read. This device writes on under a new clientID: how far it wrote is not known. */
export function drop(core: ReplicaCore, segment: number): void {
  const held = new Map(core.record.held)
  held.delete(segment)
  core.shelf.forget(segment)
  patch(core, { held, client: undefined })
}

export const newestHeld = ({ record }: ReplicaCore): number | undefined =>
  record.held.size === 0 ? undefined : Math.max(...record.held.keys())

/** Reads what tasks need besides the record. Runs once, at the start of the first task that needs it. */
export async function prepare(core: ReplicaCore): Promise<void> {
  if (core.isPrepared) return
  const { id, outbox, store, report } = core.deps
  const claims = readClaims(core, await store.value(claimsKey(id)))
  core.isPrepared = true
  if (claims !== undefined) core.claims = createClaims(claims)
  else distrustStore(core)
  noteWaitingClaims(core, claims !== undefined)
  noteLostJournal(core)
  const lacking = outbox.nextCounter(id) - core.record.nextCounter
  const pending = outbox.pending(id).filter(({ counter }) => counter >= core.record.nextCounter)
  if (pending.length < lacking && core.record.client !== undefined) {
    report({ kind: 'store-outdated', conversation: id })
    patch(core, { client: undefined })
  }
  patch(core, { nextCounter: outbox.nextCounter(id) })
  if (core.record.cursor === undefined) return
  for (const { content } of pending) if (content) noteOwnSegment(core, content.segment)
}

/**
 * Of a claim the store learns with the first change under it, and then it may be too late: the journal had both. If it
 * says that it has what stands in the claim's place and knows another, store and journal are copies from two lives.
 */
function noteWaitingClaims(core: ReplicaCore, isComplete: boolean): void {
  const { id, outbox, device, user } = core.deps
  for (const { claims: client, counter } of outbox.pending(id)) {
    if (client === undefined || !core.claims.add({ client, device, user, gateway: false })) continue
    core.claimsChanged = true
    if (isComplete && counter < core.record.nextCounter) patch(core, { doubt: 'copy' })
  }
}

/** What the store has of this device's writing, the journal had first. */
export function noteLostJournal(core: ReplicaCore): void {
  const { doubt, nextCounter } = core.record
  if (doubt === undefined && core.deps.outbox.nextCounter(core.deps.id) < nextCounter)
    patch(core, { doubt: 'copy' })
}

/** Undefined if the store has none that can be read; damage is told. */
export function readClaims(
  { deps }: ReplicaCore,
  read: Result<Uint8Array | undefined, StoreFailure>,
): ReadonlyArray<Claim> | undefined {
  const claims = read.ok && read.value ? decodeClaims(read.value) : undefined
  if (!read.ok) deps.stored(read)
  else if (read.value !== undefined && claims === undefined) {
    deps.stored(fail({ kind: 'damaged', where: claimsKey(deps.id) }))
  }
  return claims
}

/** Claims are stored with the first record that speaks of any: without them nothing held can go on. */
export function distrustStore(core: ReplicaCore): void {
  const { held, cursor } = core.record
  if (cursor === undefined || cursor.seq === 0) return
  patch(core, { claimsComplete: false, held: new Map(Array.from(held.keys(), (segment) => [segment, 0])) })
}

/** A segment that this device has written to is held; it is complete if nobody else can have written there before. */
export function noteOwnSegment(core: ReplicaCore, segment: number): void {
  const { record } = core
  if (segment > record.newestSegment) {
    patch(core, { newestSegment: segment })
    hold(core, segment, record.claimsComplete ? 'live' : 0)
  } else if (!record.held.has(segment) && record.client !== undefined) hold(core, segment, 0)
}

/** Writes what has changed. The record goes last and with the rest: it must not claim more than the segments have. */
export async function save(
  core: ReplicaCore,
  options: { readonly durable: boolean },
  more: ReadonlyArray<StoreWrite> = [],
): Promise<Result<void, StoreFailure>> {
  const { id, store, stored } = core.deps
  const { writes, settle } = core.shelf.writes()
  noteOps(core)
  patch(core, { expiring: expiringIn(core), ends: endsAfter(core, writes) })
  const claims: ReadonlyArray<StoreWrite> = core.claimsChanged
    ? [{ kind: 'value', key: claimsKey(id), value: encodeClaims(core.claims.list()) }]
    : []
  core.claimsChanged = false
  const record: StoreWrite = { kind: 'conversation', conversation: id, record: encodeRecord(core.record) }
  const outcome = await store.write([...writes, ...claims, ...more, record], options)
  settle(outcome.ok)
  if (!outcome.ok && claims.length > 0) core.claimsChanged = true
  stored(outcome, {
    name: `conversation/${id}`,
    again: () => core.queue.run(() => save(core, { durable: false })),
  })
  if (outcome.ok) tellArrivals(core.deps, core.record)
  return outcome
}

/** More writers than this in one segment are not worth keeping track of without its document. */
const maxClocks = 256

/** What the record says of the newest segment once `writes` are in the store. */
function endsAfter(
  { record, shelf, conversation }: ReplicaCore,
  writes: ReadonlyArray<StoreWrite>,
): SegmentEnds | undefined {
  const segment = record.newestSegment
  if (record.held.get(segment) !== 'live') return undefined
  if (shelf.isLoaded(segment)) {
    const clocks = conversation.subLogEnds(segment)
    return clocks.size > maxClocks ? undefined : { segment, tail: shelf.tailOf(segment), clocks }
  }
  if (record.ends?.segment !== segment) return undefined
  const added = writes.filter((write) => write.kind === 'append-tail' && write.segment === segment).length
  return { ...record.ends, tail: record.ends.tail + added }
}

function noteOps(core: ReplicaCore): void {
  const { held, ops } = core.record
  const count = (segment: number): number =>
    core.shelf.isLoaded(segment) ? core.conversation.opCount(segment) : (ops.get(segment) ?? 0)
  patch(core, { ops: new Map(Array.from(held.keys(), (segment) => [segment, count(segment)])) })
}

/** When the first of what this device wrote is to be taken back, by segment: loaded ones tell, the record of the others. */
export function expiringIn({ record, shelf, conversation }: ReplicaCore): ReadonlyMap<number, Millis> {
  const { own } = conversation.expiring(record.client)
  const unloaded = [...record.expiring].filter(([each]) => record.held.has(each) && !shelf.isLoaded(each))
  return new Map([...own, ...unloaded])
}
