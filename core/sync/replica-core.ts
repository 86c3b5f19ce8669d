/** What the parts of a replica share: its state, and how that is stored. See `replica.ts`. */
import type { Clock } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { fail, type Result } from '../base/result.ts'
import type { Conversation } from '../conversation/conversation.ts'
import type { Message } from '../conversation/message.ts'
import type { Entry } from '../protocol/entry.ts'
import type { LoggedEntry } from '../protocol/frame.ts'
import type { ConversationId, DeviceId, UserId } from '../protocol/ids.ts'
import type { LocalStore, StoreFailure, StoreWrite } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import { type Claim, createClaims, type Claims } from './claims.ts'
import {
  claimsKey,
  type ConversationRecord,
  decodeClaims,
  encodeClaims,
  encodeRecord,
} from './conversation-record.ts'
import type { FetchEvents, FetchRequest } from './fetches.ts'
import type { OutboxDrain } from './outbox-drain.ts'
import { clientOf } from './own-update.ts'
import type { Queue } from './queue.ts'
import type { Report } from './report.ts'
import type { SegmentShelf } from './segment-shelf.ts'

export interface ReplicaDeps {
  readonly id: ConversationId
  readonly user: UserId
  readonly device: DeviceId
  readonly clock: Clock
  readonly random: Random
  readonly store: LocalStore
  readonly outbox: OutboxDrain
  readonly isModerator: (user: UserId) => boolean
  /** False if the relay is out of reach: no event follows then. */
  readonly fetch: (request: FetchRequest, events: FetchEvents) => boolean
  /** Whether a connection stands or is being made: then waiting for it is worth while. */
  readonly mayReach: () => boolean
  /** Gives the connection up: what it brings does not add up. */
  readonly resetLink: () => void
  readonly report: Report
  readonly stored: Stored
  /** The view or the record is another one. */
  readonly changed: () => void
}

export interface ReplicaView {
  /** Oldest first; without a hole. */
  readonly messages: ReadonlyArray<Message>
  readonly before: 'beginning' | 'more' | 'loading' | 'unreachable'
  /** The newest messages are being read. */
  readonly opening: boolean
}

/** An entry that came in, read once. `entry` is undefined if it cannot be read. */
export interface Arrival extends LoggedEntry {
  readonly id: Uint8Array
  readonly entry: Entry | undefined
}

export interface Fetching {
  /** A conversation of its own for a segment that is not held: half a segment is never shown nor written to. */
  readonly into: Conversation
  readonly after: number
  /** Entries that came live meanwhile. */
  readonly early: Array<Arrival>
  /** Whether the segment is whole now. */
  readonly ended: Promise<boolean>
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
  record: ConversationRecord
  claims: Claims
  claimsChanged: boolean
  isPrepared: boolean
  /** A change is in the document that is not durable yet: it must not be seen. */
  isWriting: boolean
  openers: number
  opening: boolean
  older: 'idle' | 'loading' | 'unreachable'
  /** The oldest segment that the screen asked for. */
  shownFrom: number
  view: ReplicaView
  /** The relay's log reaches at least this far. */
  knownSeq: number
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
): Promise<Result<void, StoreFailure>> {
  const { id, store, stored } = core.deps
  const { writes, settle } = core.shelf.writes()
  noteOps(core)
  const claims: ReadonlyArray<StoreWrite> = core.claimsChanged
    ? [{ kind: 'value', key: claimsKey(id), value: encodeClaims(core.claims.list()) }]
    : []
  core.claimsChanged = false
  const record: StoreWrite = { kind: 'conversation', conversation: id, record: encodeRecord(core.record) }
  const outcome = await store.write([...writes, ...claims, record], options)
  settle(outcome.ok)
  if (!outcome.ok && claims.length > 0) core.claimsChanged = true
  stored(outcome, {
    name: `conversation/${id}`,
    again: () => core.queue.run(() => save(core, { durable: false })),
  })
  return outcome
}

function noteOps(core: ReplicaCore): void {
  const { held, ops } = core.record
  const count = (segment: number): number =>
    core.shelf.isLoaded(segment) ? core.conversation.opCount(segment) : (ops.get(segment) ?? 0)
  patch(core, { ops: new Map(Array.from(held.keys(), (segment) => [segment, count(segment)])) })
}

/** Merges what the journal has and the store lacks: this device went down between the two. */
export function replayPending(core: ReplicaCore, segment: number): boolean {
  let isNew = false
  for (const { content } of core.deps.outbox.pending(core.deps.id)) {
    if (content?.segment !== segment) continue
    const client = clientOf(content.update)
    if (client === undefined) continue
    const merged = core.conversation.merge(
      segment,
      { client, user: core.deps.user, gateway: false },
      content.update,
    )
    if (!merged.ok || merged.value.known) continue // a gap is filled by a fetch, which replays again
    core.shelf.changed(segment, content.update)
    isNew = true
  }
  return isNew
}

/** Loads a held segment if need be. One that is damaged or lacks rows is held no more; to be fetched again. */
export async function ensureLoaded(core: ReplicaCore, segment: number): Promise<Result<void, StoreFailure>> {
  if (core.shelf.isLoaded(segment)) return { ok: true, value: undefined }
  const loaded = await core.shelf.load(segment, core.record.ops.get(segment) ?? 0)
  if (loaded.ok) {
    if (replayPending(core, segment)) await save(core, { durable: true })
    return loaded
  }
  core.deps.stored(loaded)
  if (loaded.failure.kind === 'damaged') await dropDamaged(core, segment)
  return fail(loaded.failure)
}

export async function dropDamaged(core: ReplicaCore, segment: number): Promise<void> {
  core.deps.report({ kind: 'segment-damaged', conversation: core.deps.id, segment })
  drop(core, segment)
  await save(core, { durable: false })
}

/** Shows the state as it is now, unless a change is on its way to the disk. */
export function publish(core: ReplicaCore): void {
  core.view = {
    messages: core.isWriting ? core.view.messages : shownMessages(core),
    before: beforeOf(core),
    opening: core.opening,
  }
  core.deps.changed()
}

/**
 * Whether a held segment can stand before newer ones. One that is not live may lack its end, which would be a hole; but
 * as long as nothing newer has come, all of them are as old as each other.
 */
export function isGapless({ record }: ReplicaCore, segment: number): boolean {
  const how = record.held.get(segment)
  const newest = record.held.get(Math.max(...record.held.keys()))
  return how === 'live' || (how !== undefined && newest !== 'live')
}

/** The segments on the screen: from the newest held back to the oldest asked for, as far as there is no hole. */
export function shownRun(core: ReplicaCore): { readonly from: number; readonly to: number } | undefined {
  const to = newestHeld(core)
  if (core.openers === 0 || to === undefined || !core.shelf.isLoaded(to)) return undefined
  let from = to
  while (from > core.shownFrom && core.shelf.isLoaded(from - 1) && isGapless(core, from - 1)) from -= 1
  return { from, to }
}

function shownMessages(core: ReplicaCore): ReadonlyArray<Message> {
  const run = shownRun(core)
  if (run === undefined) return []
  const all = core.conversation.messages.read()
  if (core.conversation.loadedSegments().every((segment) => segment >= run.from && segment <= run.to))
    return all
  return all.filter(({ segment }) => segment >= run.from && segment <= run.to)
}

function beforeOf(core: ReplicaCore): ReplicaView['before'] {
  const run = shownRun(core)
  if (run === undefined) return core.opening ? 'loading' : 'unreachable'
  if (run.from === 0) return 'beginning'
  return core.older === 'idle' ? 'more' : core.older
}
