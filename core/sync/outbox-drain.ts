/** Brings the journal's entries to the relay, in order per conversation. Rules CR20 to CR27 in SPEC.md. */
import { bytesEqual } from '../base/bytes.ts'
import { createCell, type Readable } from '../base/readable.ts'
import { ok, type Result } from '../base/result.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import type { ConversationId, OpId } from '../protocol/ids.ts'
import type { OutboxFailure, PendingEntry, Replacement } from '../storage/outbox.ts'
import { lateIn } from './outbox-late.ts'
import {
  add,
  createLane,
  doubtAll,
  firstOpenChange,
  isStuck,
  type Lane,
  markAcked,
  type QueuedEntry,
  remove,
  renewLane,
  toQueued,
} from './outbox-lane.ts'
import {
  type Blocked,
  type StuckPlace,
  blockedOf,
  isPosting,
  openAbout,
  forget,
  refusedOf,
  refusedPost,
  retry,
  rewrite,
  unsentAbout,
  withhold,
} from './outbox-decisions.ts'
import {
  ack,
  type AckFrame,
  cancelTimers,
  count,
  type DrainCore,
  linkDown,
  type OutboxDrainDeps,
  pump,
  refuse,
  type RefuseFrame,
  topicsIn,
  topicsOfAll,
} from './outbox-sending.ts'

/** A message that waits for the relay, or something said of it does; `refused` if the relay has said no to the message itself for now. */
export interface Waiting {
  readonly refused: RefuseCode | undefined
  /** It is a message, and nobody else is known to have it. */
  readonly posting: boolean
  /** It is a message, and nothing of it has ever left this device: see `OutboxDrain.unsent`. */
  readonly unsent: boolean
}

export interface OutboxDrain {
  /** Counter of the next entry of a conversation. */
  readonly nextCounter: (conversation: ConversationId) => number
  /** Resolves once the entries are durable; they are on their way then. On failure nothing has changed. */
  readonly append: (entries: ReadonlyArray<PendingEntry>) => Promise<Result<void, OutboxFailure>>
  /** In the order of their counters. */
  readonly pending: (conversation: ConversationId) => ReadonlyArray<QueuedEntry>
  /** Whether this very entry waits here. */
  readonly isPending: (conversation: ConversationId, counter: number, entryId: Uint8Array) => boolean
  /** Undefined if nothing about the message waits here. */
  readonly waiting: (conversation: ConversationId, message: OpId) => Waiting | undefined
  /** Whether the message itself waits here, and not only what is said of it. */
  readonly isPosting: (conversation: ConversationId, message: OpId) => boolean
  /** Those that post what disappears, and have waited too long to be sent as they are (CR98). */
  readonly late: (conversation: ConversationId) => ReadonlyArray<QueuedEntry>
  /** Entries with content that wait. */
  readonly queued: Readable<number>
  /** How many of them wait behind a refusal, what was refused included: they move once the person decides. */
  readonly stuck: Readable<number>
  /** Entries whose place in the log is not known here yet, but will be: sent, or acknowledged and not settled. */
  readonly underWay: (conversation: ConversationId) => number
  /** The log has these entries: they wait no longer, even if the store cannot take that and the journal must keep them. */
  readonly placed: (conversation: ConversationId, counters: ReadonlyArray<number>) => void
  /** Forgets entries that the log has and the local store knows to be there. */
  readonly settle: (conversation: ConversationId, counters: ReadonlyArray<number>) => Promise<void>
  /** As `Outbox.replace`. On failure nothing has changed. */
  readonly replace: (
    conversation: ConversationId,
    replacement: Replacement,
  ) => Promise<Result<void, OutboxFailure>>
  /** The relay refused an entry as if this device had been copied; until `replace`. */
  readonly isDoubted: (conversation: ConversationId) => boolean
  readonly stuckIn: () => ReadonlyArray<StuckPlace>
  /** The entry that was refused for good, if it is this message or begins with this op; without one, whatever it is. */
  readonly refused: (conversation: ConversationId, op?: OpId) => QueuedEntry | undefined
  /** What holds up all that waits there: why it was refused, and the messages that it is about. */
  readonly blocked: (conversation: ConversationId) => Blocked | undefined
  /** What was refused for good is tried once more. */
  readonly retry: (conversation: ConversationId) => void
  /** The message, and all that waits and is said of it, if the relay can have none of that (CR94); else empty. */
  readonly unsent: (conversation: ConversationId, message: OpId) => ReadonlyArray<QueuedEntry>
  /**
   * Entries under these counters give way to other bytes: they must be refused or `unsent`. Nothing of the conversation is sent from the call on until
   * the journal has that. What was refused is tried again. On failure nothing has changed.
   */
  readonly rewrite: (
    conversation: ConversationId,
    changed: ReadonlyMap<number, Uint8Array>,
  ) => Promise<Result<void, OutboxFailure>>
  /** While it is on, nothing is sent and what was refused stays so, over connections too; what was to be tried meanwhile is tried afterwards. */
  readonly withhold: (conversation: ConversationId, on: boolean) => void
  /** All that waits there is given up, and nothing takes its place: the conversation was never made. On failure nothing has changed. */
  readonly forget: (conversation: ConversationId) => Promise<Result<void, OutboxFailure>>
  /** Nothing of this conversation is sent until it is released: it is being compared with the relay. */
  readonly hold: (conversation: ConversationId) => void
  /** To be asked as the comparison begins: what it gives releases, and does nothing once that connection has ended. */
  readonly releaser: (conversation: ConversationId) => () => void
  /** What the relay has said nothing of may be sent: it will be refused, and that shown. */
  readonly releaseRest: () => void
  readonly linkDown: () => void
  readonly ack: (frame: AckFrame) => void
  /** False if the request is not an append. */
  readonly refuse: (frame: RefuseFrame) => boolean
  readonly close: () => void
}

export function createOutboxDrain(deps: OutboxDrainDeps): OutboxDrain {
  const core: DrainCore = {
    deps,
    lanes: new Map(),
    counters: new Map(deps.contents.counters),
    connection: 0,
    isReleased: new Map(),
    isRestReleased: false,
    inFlight: new Map(),
    timers: new Set(),
    queued: createCell(0),
    refused: createCell(0),
  }
  takeLeft(core, deps.contents.pending)
  const unlisten = deps.uploads.waiting.listen(() => pump(core))
  const pending = (conversation: ConversationId): ReadonlyArray<QueuedEntry> =>
    core.lanes.get(conversation)?.entries ?? []
  return {
    nextCounter: (conversation) => core.counters.get(conversation) ?? 0,
    append: (entries) => append(core, entries),
    pending,
    isPending: (conversation, counter, entryId) => {
      const entry = core.lanes.get(conversation)?.byCounter.get(counter)
      return entry !== undefined && bytesEqual(entry.id, entryId)
    },
    waiting: (conversation, message) => waitingOf(core.lanes.get(conversation), message),
    isPosting: (conversation, message) => isPosting(core.lanes.get(conversation), message),
    late: (conversation) => lateIn(core.lanes.get(conversation), deps.clock.now()),
    queued: core.queued,
    stuck: core.refused,
    stuckIn: () => [...core.lanes.values()].filter(isStuck).map(placeOf),
    underWay: (conversation) => underWayIn(core.lanes.get(conversation)),
    placed: (conversation, counters) => placed(core, conversation, counters),
    settle: (conversation, counters) => settle(core, conversation, counters),
    replace: (conversation, replacement) => replace(core, conversation, replacement),
    isDoubted: (conversation) => core.lanes.get(conversation)?.isDoubted ?? false,
    refused: (conversation, op) => refusedOf(core.lanes.get(conversation), op),
    blocked: (conversation) => blockedOf(core.lanes.get(conversation)),
    retry: (conversation) => retry(core, conversation),
    unsent: (conversation, message) => unsentAbout(core.lanes.get(conversation), message),
    rewrite: (conversation, changed) => rewrite(core, conversation, changed),
    withhold: (conversation, on) => withhold(core, conversation, on),
    forget: (conversation) => forget(core, conversation),
    hold: (conversation) => void core.isReleased.set(conversation, false),
    releaser: (conversation) => releaser(core, conversation),
    releaseRest: () => {
      core.isRestReleased = true
      pump(core)
    },
    linkDown: () => linkDown(core),
    ack: (frame) => ack(core, frame),
    refuse: (frame) => refuse(core, frame),
    close: () => (unlisten(), cancelTimers(core)),
  }
}

function releaser(core: DrainCore, conversation: ConversationId): () => void {
  const { connection } = core
  return () => {
    if (connection !== core.connection) return
    core.isReleased.set(conversation, true)
    pump(core)
  }
}

/** What an earlier run has left. */
function takeLeft(core: DrainCore, entries: ReadonlyArray<PendingEntry>): void {
  take(core, entries)
  for (const lane of core.lanes.values()) doubtAll(lane)
}

function take(core: DrainCore, entries: ReadonlyArray<PendingEntry>): void {
  for (const entry of entries) {
    const { conversation, counter } = entry
    const lane = core.lanes.get(conversation) ?? createLane(conversation)
    core.lanes.set(conversation, lane)
    add(lane, toQueued(entry))
    core.counters.set(conversation, Math.max(core.counters.get(conversation) ?? 0, counter + 1))
  }
  count(core)
}

async function append(
  core: DrainCore,
  entries: ReadonlyArray<PendingEntry>,
): Promise<Result<void, OutboxFailure>> {
  const appended = await core.deps.outbox.append(entries)
  if (appended.ok) {
    take(core, entries)
    pump(core, entries)
    return ok(undefined)
  }
  const [first] = entries
  // The journal's word counts: the next attempt starts where it says.
  if (appended.failure.kind === 'counter' && first !== undefined) {
    core.counters.set(first.conversation, appended.failure.expected)
  }
  return appended
}

function placed(core: DrainCore, conversation: ConversationId, counters: ReadonlyArray<number>): void {
  const lane = core.lanes.get(conversation)
  if (lane === undefined) return
  const found = markAcked(lane, counters)
  count(core)
  core.deps.moved(conversation, topicsOfAll(found))
}

async function settle(
  core: DrainCore,
  conversation: ConversationId,
  counters: ReadonlyArray<number>,
): Promise<void> {
  const lane = core.lanes.get(conversation)
  if (lane === undefined) return
  const leaving = markAcked(lane, counters) // not to be sent again, whatever comes of the removal
  if (leaving.length === 0) return
  // A journal that cannot be written keeps them: after a restart they are sent once more, and acknowledged as known.
  await core.deps.outbox.remove(leaving.map(({ counter }) => ({ conversation, counter })))
  remove(lane, leaving)
  count(core)
  core.deps.moved(conversation, topicsOfAll(leaving))
}

async function replace(
  core: DrainCore,
  conversation: ConversationId,
  replacement: Replacement,
): Promise<Result<void, OutboxFailure>> {
  const replaced = await core.deps.outbox.replace(conversation, replacement)
  if (!replaced.ok) return replaced
  const lane = core.lanes.get(conversation) ?? createLane(conversation)
  core.lanes.set(conversation, lane)
  for (const [request, flight] of core.inFlight) if (flight.lane === lane) core.inFlight.delete(request)
  const before = topicsIn(lane)
  renewLane(lane, replacement.entries)
  core.counters.set(conversation, replacement.nextCounter)
  count(core)
  core.deps.moved(conversation, [...before, ...topicsIn(lane)])
  pump(core)
  return ok(undefined)
}

const underWayIn = (lane: Lane | undefined): number =>
  lane === undefined ? 0 : lane.sent.size + lane.acked.size

const placeOf = (lane: Lane): StuckPlace => ({
  conversation: lane.conversation,
  message: firstOpenChange(lane)?.posts[0],
})

function waitingOf(lane: Lane | undefined, message: OpId): Waiting | undefined {
  const about = lane === undefined ? [] : openAbout(lane, message)
  if (lane === undefined || about.length === 0) return undefined
  const unsent = unsentAbout(lane, message).length > 0
  const posting = isPosting(lane, message)
  if (lane.refusal === undefined) return { refused: undefined, posting, unsent }
  // What is said of a message stands still, and is told of elsewhere: it is where it was.
  if (!posting) return undefined
  return { refused: refusedPost(lane, message) && lane.refusal, posting, unsent }
}
