/** Brings the journal's entries to the relay, in order per conversation. Rules CR20 to CR27 in SPEC.md. */
import { bytesEqual } from '../base/bytes.ts'
import { millis, type Clock } from '../base/clock.ts'
import { createCell, type Readable } from '../base/readable.ts'
import { ok, type Result } from '../base/result.ts'
import { refuseCodes, type RefuseCode } from '../protocol/codes.ts'
import type { ClientFrame, LoggedEntry } from '../protocol/frame.ts'
import type { ConversationId, OpId } from '../protocol/ids.ts'
import { maxAppendsInFlight } from '../protocol/limits.ts'
import type { Outbox, OutboxContents, OutboxFailure, PendingEntry } from '../storage/outbox.ts'
import {
  createLane,
  firstOpen,
  forgetConnection,
  type Lane,
  nextToSend,
  type QueuedEntry,
  toQueued,
} from './outbox-lane.ts'
import type { WorkFrame } from './relay-session.ts'
import type { Report } from './report.ts'

type AckFrame = Extract<WorkFrame, { readonly kind: 'ack' }>
type RefuseFrame = Extract<WorkFrame, { readonly kind: 'refuse' }>

/** A message that waits for the relay; `refused` if the relay has said no to it for now. */
export interface Waiting {
  readonly refused: RefuseCode | undefined
}

export interface OutboxDrainDeps {
  readonly clock: Clock
  readonly outbox: Outbox
  readonly contents: OutboxContents
  readonly send: (frame: ClientFrame) => boolean
  readonly newRequest: () => number
  readonly report: Report
  /** The relay has the entry, at this place of the log. To be answered with `settle` once that is stored. */
  readonly acked: (conversation: ConversationId, entry: LoggedEntry) => void
  /** The delivery of these messages may be another now. */
  readonly moved: (conversation: ConversationId, topics: ReadonlyArray<OpId>) => void
}

export interface OutboxDrain {
  /** Counter of the next entry of a conversation. */
  readonly nextCounter: (conversation: ConversationId) => number
  /** Resolves once the entries are durable; they are on their way then. On failure nothing has changed. */
  readonly append: (entries: ReadonlyArray<PendingEntry>) => Promise<Result<void, OutboxFailure>>
  /** In the order of their counters. */
  readonly pending: (conversation: ConversationId) => ReadonlyArray<QueuedEntry>
  /** The counter of this very entry, if it waits here. */
  readonly counterOf: (conversation: ConversationId, entryId: Uint8Array) => number | undefined
  /** Undefined if nothing about the message waits here. */
  readonly waiting: (conversation: ConversationId, message: OpId) => Waiting | undefined
  /** Entries with content that wait. */
  readonly queued: Readable<number>
  /** Entries whose place in the log is not known here yet, but will be: sent, or acknowledged and not settled. */
  readonly underWay: (conversation: ConversationId) => number
  /** Forgets entries that the log has and the local store knows to be there. */
  readonly settle: (conversation: ConversationId, counters: ReadonlyArray<number>) => Promise<void>
  readonly linkUp: () => void
  readonly linkDown: () => void
  readonly ack: (frame: AckFrame) => void
  /** False if the request is not an append. */
  readonly refuse: (frame: RefuseFrame) => boolean
  readonly close: () => void
}

interface DrainCore {
  readonly deps: OutboxDrainDeps
  readonly lanes: Map<ConversationId, Lane>
  readonly counters: Map<ConversationId, number>
  readonly inFlight: Map<number, { readonly lane: Lane; readonly entry: QueuedEntry }>
  readonly timers: Set<() => void>
  readonly queued: ReturnType<typeof createCell<number>>
}

/** A relay that says `retry` without saying when. */
const defaultPauseMs = 1_000

export function createOutboxDrain(deps: OutboxDrainDeps): OutboxDrain {
  const core: DrainCore = {
    deps,
    lanes: new Map(),
    counters: new Map(deps.contents.counters),
    inFlight: new Map(),
    timers: new Set(),
    queued: createCell(0),
  }
  take(core, deps.contents.pending)
  const pending = (conversation: ConversationId): ReadonlyArray<QueuedEntry> =>
    core.lanes.get(conversation)?.entries ?? []
  return {
    nextCounter: (conversation) => core.counters.get(conversation) ?? 0,
    append: (entries) => append(core, entries),
    pending,
    counterOf: (conversation, entryId) =>
      pending(conversation).find(({ id }) => bytesEqual(id, entryId))?.counter,
    waiting: (conversation, message) => waitingOf(core.lanes.get(conversation), message),
    queued: core.queued,
    underWay: (conversation) => {
      const lane = core.lanes.get(conversation)
      return lane === undefined ? 0 : lane.sent.size + lane.acked.size
    },
    settle: (conversation, counters) => settle(core, conversation, counters),
    linkUp: () => pump(core),
    linkDown: () => {
      core.inFlight.clear()
      cancelTimers(core)
      for (const lane of core.lanes.values()) {
        const wasRefused = lane.refusal !== undefined
        forgetConnection(lane)
        if (wasRefused) deps.moved(lane.conversation, topicsIn(lane))
      }
    },
    ack: (frame) => ack(core, frame),
    refuse: (frame) => refuse(core, frame),
    close: () => cancelTimers(core),
  }
}

const topicsIn = (lane: Lane): ReadonlyArray<OpId> => lane.entries.flatMap(({ topics }) => topics)

function cancelTimers(core: DrainCore): void {
  for (const cancel of core.timers) cancel()
  core.timers.clear()
}

function take(core: DrainCore, entries: ReadonlyArray<PendingEntry>): void {
  for (const entry of entries) {
    const { conversation, counter } = entry
    const lane = core.lanes.get(conversation) ?? createLane(conversation)
    core.lanes.set(conversation, lane)
    lane.entries.push(toQueued(entry))
    core.counters.set(conversation, Math.max(core.counters.get(conversation) ?? 0, counter + 1))
  }
  count(core)
}

function count(core: DrainCore): void {
  let waiting = 0
  for (const { entries } of core.lanes.values()) {
    waiting += entries.filter(({ content }) => content !== undefined).length
  }
  core.queued.write(waiting)
}

async function append(
  core: DrainCore,
  entries: ReadonlyArray<PendingEntry>,
): Promise<Result<void, OutboxFailure>> {
  const appended = await core.deps.outbox.append(entries)
  if (appended.ok) {
    take(core, entries)
    pump(core)
    return ok(undefined)
  }
  const [first] = entries
  // The journal's word counts: the next attempt starts where it says.
  if (appended.failure.kind === 'counter' && first !== undefined) {
    core.counters.set(first.conversation, appended.failure.expected)
  }
  return appended
}

/** Sends what may be sent, one entry of each conversation at a time, so that a long queue does not hold up the others. */
function pump(core: DrainCore): void {
  let lanes = [...core.lanes.values()]
  while (lanes.length > 0) {
    const more: Array<Lane> = []
    for (const lane of lanes) {
      const entry = nextToSend(lane)
      if (entry === undefined) continue
      if (core.inFlight.size >= maxAppendsInFlight) return
      const request = core.deps.newRequest()
      if (!core.deps.send({ kind: 'append', request, entry: entry.bytes })) return
      lane.sent.add(entry.counter)
      core.inFlight.set(request, { lane, entry })
      more.push(lane)
    }
    lanes = more
  }
}

function answered(
  core: DrainCore,
  request: number,
): { readonly lane: Lane; readonly entry: QueuedEntry } | undefined {
  const found = core.inFlight.get(request)
  core.inFlight.delete(request)
  found?.lane.sent.delete(found.entry.counter)
  return found
}

function ack(core: DrainCore, { request, seq, head, time }: AckFrame): void {
  const found = answered(core, request)
  if (found === undefined) return
  const { lane, entry } = found
  lane.acked.add(entry.counter)
  core.deps.acked(lane.conversation, { seq, head, time, bytes: entry.bytes })
  pump(core)
}

function refuse(core: DrainCore, { request, code, detail, retryAfter }: RefuseFrame): boolean {
  const found = answered(core, request)
  if (found === undefined) return false
  const { lane, entry } = found
  // Any other was refused because one before it is missing, and goes up again after that one.
  if (firstOpen(lane) === entry) {
    if (refuseCodes[code] === 'retry') pause(core, lane, retryAfter)
    else stop(core, lane, code, detail)
  }
  pump(core)
  return true
}

function stop(core: DrainCore, lane: Lane, code: RefuseCode, detail: string): void {
  lane.refusal = code
  core.deps.report({ kind: 'append-refused', conversation: lane.conversation, code, detail })
  core.deps.moved(lane.conversation, topicsIn(lane))
}

function pause(core: DrainCore, lane: Lane, retryAfter: number): void {
  lane.isPaused = true
  const cancel = core.deps.clock.after(millis(retryAfter > 0 ? retryAfter : defaultPauseMs), () => {
    core.timers.delete(cancel)
    lane.isPaused = false
    pump(core)
  })
  core.timers.add(cancel)
}

async function settle(
  core: DrainCore,
  conversation: ConversationId,
  counters: ReadonlyArray<number>,
): Promise<void> {
  const lane = core.lanes.get(conversation)
  const gone = new Set(counters)
  const leaving = lane?.entries.filter(({ counter }) => gone.has(counter)) ?? []
  if (lane === undefined || leaving.length === 0) return
  for (const { counter } of leaving) lane.acked.add(counter) // not to be sent again, whatever comes of the removal
  // A journal that cannot be written keeps them: after a restart they are sent once more, and acknowledged as known.
  await core.deps.outbox.remove(leaving.map(({ counter }) => ({ conversation, counter })))
  lane.entries = lane.entries.filter(({ counter }) => !gone.has(counter))
  for (const counter of counters) lane.acked.delete(counter)
  count(core)
  core.deps.moved(
    conversation,
    leaving.flatMap(({ topics }) => topics),
  )
}

function waitingOf(lane: Lane | undefined, message: OpId): Waiting | undefined {
  const entries = lane?.entries.filter(({ topics }) => topics.includes(message)) ?? []
  if (lane === undefined || entries.length === 0) return undefined
  const first = firstOpen(lane)
  return { refused: entries.some((entry) => entry === first) ? lane.refusal : undefined }
}
