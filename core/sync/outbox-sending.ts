/** How the outbox's entries go up on one connection: in order, so many at a time, until the relay objects. Rules CR20 to CR26. */
import { millis, type Clock } from '../base/clock.ts'
import type { Cell } from '../base/readable.ts'
import { refuseCodes, type RefuseCode } from '../protocol/codes.ts'
import type { ClientFrame, LoggedEntry } from '../protocol/frame.ts'
import type { ConversationId, OpId } from '../protocol/ids.ts'
import { maxAppendsInFlight } from '../protocol/limits.ts'
import type { Outbox, OutboxContents, PendingEntry } from '../storage/outbox.ts'
import {
  firstOpen,
  isStuck,
  forgetConnection,
  type Lane,
  markAcked,
  nextToSend,
  type QueuedEntry,
  sendAgain,
} from './outbox-lane.ts'
import { isLate, lateIn } from './outbox-late.ts'
import type { WorkFrame } from './relay-session.ts'
import type { Uploads } from './uploads.ts'
import type { Report } from './report.ts'

export type AckFrame = Extract<WorkFrame, { readonly kind: 'ack' }>
export type RefuseFrame = Extract<WorkFrame, { readonly kind: 'refuse' }>

export interface OutboxDrainDeps {
  readonly clock: Clock
  readonly outbox: Outbox
  readonly uploads: Pick<Uploads, 'waiting'>
  readonly contents: OutboxContents
  readonly send: (frame: ClientFrame) => boolean
  readonly newRequest: () => number
  readonly report: Report
  /** The relay has the entry, at this place of the log. To be answered with `settle` once that is stored. */
  readonly acked: (conversation: ConversationId, entry: LoggedEntry, receipt: Uint8Array) => void
  /** The delivery of these messages may be another now. */
  readonly moved: (conversation: ConversationId, topics: ReadonlyArray<OpId>) => void
  /** As in `SyncDeps`. */
  readonly isAwaited?: (conversation: ConversationId) => boolean
  /** Writes anew, behind what waits, what disappears and has waited too long to be sent as it is (`late`), as far as that can be done. */
  readonly prolong: (conversation: ConversationId) => Promise<void>
  /** The relay has other entries where these should go: a new connection finds out which. */
  readonly doubted: () => void
}

export interface DrainCore {
  readonly deps: OutboxDrainDeps
  readonly lanes: Map<ConversationId, Lane>
  readonly counters: Map<ConversationId, number>
  /** How many have ended: what was begun on one of them says nothing of the next. */
  connection: number
  /** Whether a conversation may be sent on this connection; what is not in it, only once all others are known. */
  readonly isReleased: Map<ConversationId, boolean>
  isRestReleased: boolean
  readonly inFlight: Map<number, { readonly lane: Lane; readonly entry: QueuedEntry }>
  readonly timers: Set<() => void>
  readonly queued: Cell<number>
  /** Of those that wait behind a refusal, the refused one with them. */
  readonly refused: Cell<number>
}

/** A relay that says `retry` without saying when. */
const defaultPauseMs = 1_000

export function count(core: DrainCore): void {
  const lanes = [...core.lanes.values()]
  const openIn = (some: ReadonlyArray<Lane>): number => some.reduce((sum, { open }) => sum + open, 0)
  core.queued.write(openIn(lanes))
  core.refused.write(openIn(lanes.filter(isStuck)))
}

export function linkDown(core: DrainCore): void {
  core.connection += 1
  core.inFlight.clear()
  core.isReleased.clear()
  core.isRestReleased = false
  cancelTimers(core)
  for (const lane of core.lanes.values()) {
    const wasRefused = lane.refusal !== undefined
    forgetConnection(lane)
    if (wasRefused) core.deps.moved(lane.conversation, topicsIn(lane))
  }
  count(core)
}

export const topicsOfAll = (entries: ReadonlyArray<QueuedEntry>): ReadonlyArray<OpId> =>
  entries.flatMap(({ topics }) => topics)

export const topicsIn = ({ entries }: Lane): ReadonlyArray<OpId> => topicsOfAll(entries)

export function cancelTimers(core: DrainCore): void {
  for (const cancel of core.timers) cancel()
  core.timers.clear()
}

/**
 * Sends what may be sent, one entry of each conversation at a time and first of those that have least under way: a long
 * queue does not hold up the others. Nobody knows of `fresh` ones yet.
 */
export function pump(core: DrainCore, fresh: ReadonlyArray<PendingEntry> = []): void {
  if (core.inFlight.size >= maxAppendsInFlight) return
  const uploading = core.deps.uploads.waiting.read()
  const { isAwaited } = core.deps
  let lanes = [...core.lanes.values()]
    .filter(
      ({ conversation }) =>
        core.isReleased.get(conversation) ?? (core.isRestReleased && isAwaited?.(conversation) !== true),
    )
    .filter((lane) => nextToSend(lane, uploading) !== undefined)
    .toSorted((left, right) => left.sent.size - right.sent.size)
  while (lanes.length > 0) {
    const more: Array<Lane> = []
    for (const lane of lanes) {
      const entry = nextToSend(lane, uploading)
      if (entry === undefined) continue
      if (core.inFlight.size >= maxAppendsInFlight) return
      if (isLate(lane, entry, core.deps.clock.now())) {
        prolong(core, lane)
        continue
      }
      const request = core.deps.newRequest()
      if (!core.deps.send({ kind: 'append', request, entry: entry.bytes })) return
      lane.sent.add(entry.counter)
      core.inFlight.set(request, { lane, entry })
      more.push(lane)
      if (entry.posts.length > 0 && !fresh.some(({ bytes }) => bytes === entry.bytes))
        core.deps.moved(lane.conversation, entry.posts) // it cannot be taken back unseen any more
    }
    lanes = more
  }
}

/** What cannot be written anew goes as it is: it must not hold up the rest. */
function prolong(core: DrainCore, lane: Lane): void {
  const { clock, prolong: write } = core.deps
  lane.isProlonged = true
  void write(lane.conversation).finally(() => {
    lane.isProlonged = false
    for (const { counter } of lateIn(lane, clock.now())) lane.asTheyAre.add(counter)
    pump(core)
  })
}

export function ack(core: DrainCore, { request, receipt, ...place }: AckFrame): void {
  const found = core.inFlight.get(request)
  if (found === undefined) return
  core.inFlight.delete(request)
  const { lane, entry } = found
  lane.sent.delete(entry.counter)
  markAcked(lane, [entry.counter])
  lane.isRenewed = false
  const { seq, head, time, sealed } = place
  const logged = { seq, head, time, bytes: entry.bytes }
  core.deps.acked(lane.conversation, sealed === undefined ? logged : { ...logged, sealed }, receipt)
  pump(core)
}

export function refuse(core: DrainCore, { request, code, detail, retryAfter }: RefuseFrame): boolean {
  const found = core.inFlight.get(request)
  if (found === undefined) return false
  core.inFlight.delete(request)
  const { lane, entry } = found
  sendAgain(lane, entry)
  core.deps.moved(lane.conversation, entry.posts)
  // Any other was refused because one before it is missing, and goes up again after that one.
  if (firstOpen(lane) === entry) {
    if (refuseCodes[code] === 'retry') pause(core, lane, retryAfter)
    else if (isOldCopy(code) && !lane.isRenewed) {
      lane.isDoubted = true
      core.deps.doubted()
    } else stop(core, lane, code, detail)
  }
  pump(core)
  return true
}

/** What the relay answers a device that goes on from where it, or its twin, has already been. */
const isOldCopy = (code: RefuseCode): boolean => code === 'counter' || code === 'clock' || code === 'claimed'

function stop(core: DrainCore, lane: Lane, code: RefuseCode, detail: string): void {
  lane.refusal = code
  count(core)
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
