/**
 * What one socket reads, under its credit (CF*). Live entries go out at once while the reader has credit and nothing of
 * their conversation is missing. Else nothing is kept for it but how far it has been told: what it misses is read from the log
 * once it may come. While the relay is still telling it how far the logs reach (`hold`), every conversation lags, so that
 * the reader sees each entry once and no gap (HS6).
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { batchBytes, initialCreditBytes, maxCreditBytes, readerStallMs } from '../../core/protocol/limits.ts'
import type { LogStore } from '../store/log-store.ts'
import type { Connection } from './connection.ts'
import { createRun, type EntryRun } from './entry-run.ts'

/**
 * Frames that need no credit pile up when somebody asks and never reads: at this the reader is sent away (CF5). More than
 * all credit, so that whoever only reads slowly has `readerStallMs`.
 */
export const maxUnreadBytes = 2 * maxCreditBytes

export interface ReaderQueueDeps {
  readonly connection: Connection
  readonly clock: Clock
  readonly logs: Pick<LogStore, 'entries'>
  /** Runs a task that reads the store. */
  readonly guard: (run: () => Promise<void>) => Promise<void>
  readonly isClosed: () => boolean
  readonly tooSlow: () => void
}

/** The place in a log that an ack stands for. */
export interface AckPlace {
  readonly conversation: ConversationId
  readonly seq: number
  readonly repeated: boolean
}

export interface ReaderQueue {
  /** Live entries. */
  readonly deliver: (run: EntryRun) => void
  /** Calls `leave`, which sends an ack, when everything before its place has gone out. */
  readonly inOrder: (place: AckPlace, leave: () => void) => void
  /** A frame that needs no credit. */
  readonly send: (frame: Uint8Array) => void
  /** Sends when there is credit; resolves when most of what was sent has left, or the session is over. */
  readonly put: (frame: Uint8Array) => Promise<void>
  /** Resolves when there is credit, or the session is over. */
  readonly room: () => Promise<void>
  /** Sends if there is credit, else answers false. */
  readonly offer: (frame: Uint8Array) => boolean
  readonly credit: (bytes: number) => void
  /** May be called again while it holds; the last `release` lets go. */
  readonly hold: () => void
  /** `known`: the seq up to which the reader has been told of a log since the hold. */
  readonly release: (known: ReadonlyMap<ConversationId, number>) => void
  /** The session is over. */
  readonly close: () => void
}

/** A conversation of which the reader misses the entries (sent, upTo]. */
interface Lag {
  sent: number
  upTo: number
  /** By seq: acks that stand in place of the reader's own entries. */
  readonly acks: Map<number, () => void>
}

interface QueueState {
  credit: number
  holds: number
  isCatchingUp: boolean
  /** Undefined until the reader misses something for the first time; most never do. */
  lags: Map<ConversationId, Lag> | undefined
  /** Undefined: nobody. */
  waiting: Array<() => void> | undefined
  /** Acks of repeats that came during a hold. */
  repeats: Array<{ readonly place: AckPlace; readonly leave: () => void }> | undefined
  stopStall: (() => void) | undefined
}

const createState = (): QueueState => ({
  credit: initialCreditBytes,
  holds: 0,
  isCatchingUp: false,
  lags: undefined,
  waiting: undefined,
  repeats: undefined,
  stopStall: undefined,
})

export function createReaderQueue(deps: ReaderQueueDeps): ReaderQueue {
  const { connection, isClosed } = deps
  const state = createState()
  return {
    deliver: (run) => {
      if (state.credit > 0 && state.holds === 0 && state.lags?.has(run.conversation) !== true) {
        return sendCounted(deps, state, run.frame())
      }
      noteRun(state, run)
      if (state.holds === 0) noteStall(deps, state)
    },
    inOrder: (place, leave) => putAck(state, place, leave),
    send: (frame) => {
      connection.send(frame)
      if (connection.buffered() > maxUnreadBytes) deps.tooSlow()
    },
    room: () => creditOf(deps, state),
    put: async (frame) => {
      await creditOf(deps, state)
      if (isClosed()) return
      sendCounted(deps, state, frame)
      await connection.flushed()
    },
    offer: (frame) => {
      if (state.credit > 0) sendCounted(deps, state, frame)
      return state.credit > 0
    },
    credit: (bytes) => {
      if (bytes === 0) return
      giveCredit(state, bytes)
      if (state.holds === 0) catchUp(deps, state)
    },
    hold: () => {
      state.holds++
    },
    release: (known) => {
      for (const [conversation, seq] of known) noteTold(state, conversation, seq)
      if (--state.holds > 0) return
      const repeats = state.repeats ?? []
      state.repeats = undefined
      for (const { place, leave } of repeats) putAck(state, place, leave)
      catchUp(deps, state)
    },
    close: () => {
      giveCredit(state, 0)
      state.lags = undefined
    },
  }
}

function sendCounted({ connection }: ReaderQueueDeps, state: QueueState, frame: Uint8Array): void {
  state.credit -= frame.length
  connection.send(frame)
}

/** Something waits: without credit the reader has so long to give some (CF3). */
function noteStall({ clock, isClosed, tooSlow }: ReaderQueueDeps, state: QueueState): void {
  if (state.credit > 0 || isClosed()) return
  state.stopStall ??= clock.after(millis(readerStallMs), tooSlow)
}

/** Resolves when there is credit, or the session is over. */
async function creditOf(deps: ReaderQueueDeps, state: QueueState): Promise<void> {
  while (state.credit <= 0 && !deps.isClosed()) {
    noteStall(deps, state)
    await new Promise<void>((resolve) => {
      state.waiting ??= []
      state.waiting.push(resolve)
    })
  }
}

/** More credit, or none any more: whoever waits looks again. */
function giveCredit(state: QueueState, bytes: number): void {
  state.credit = Math.min(state.credit + bytes, maxCreditBytes)
  state.stopStall?.()
  state.stopStall = undefined
  const waiting = state.waiting ?? []
  state.waiting = undefined
  for (const resolve of waiting) resolve()
}

function catchUp(deps: ReaderQueueDeps, state: QueueState): void {
  if (state.isCatchingUp || !isBehind(state)) return
  state.isCatchingUp = true
  void deps
    .guard(() => sendMissing(deps, state))
    .then(() => {
      state.isCatchingUp = false
      if (isBehind(state)) noteStall(deps, state)
    })
}

const isBehind = ({ lags }: QueueState): boolean => lags !== undefined && lags.size > 0

function noteRun(state: QueueState, { conversation, entries }: EntryRun): void {
  const [first, last] = [entries[0], entries.at(-1)]
  if (first === undefined || last === undefined) return
  lagOf(state, conversation, first.seq).upTo = last.seq
}

/** What the reader misses begins with `first`, unless it misses something already. */
function lagOf(state: QueueState, conversation: ConversationId, first: number): Lag {
  state.lags ??= new Map()
  const known = state.lags.get(conversation)
  if (known !== undefined) return known
  const lag: Lag = { sent: first - 1, upTo: first - 1, acks: new Map() }
  state.lags.set(conversation, lag)
  return lag
}

function noteTold({ lags }: QueueState, conversation: ConversationId, seq: number): void {
  const lag = lags?.get(conversation)
  if (lag !== undefined) lag.sent = Math.max(lag.sent, seq)
}

function putAck(state: QueueState, place: AckPlace, leave: () => void): void {
  const lag = state.lags?.get(place.conversation)
  if (place.repeated && state.holds > 0) {
    state.repeats ??= []
    return void state.repeats.push({ place, leave })
  }
  if (lag === undefined ? state.holds === 0 : place.repeated && place.seq <= lag.sent) return leave()
  if (place.repeated) {
    const before = lag?.acks.get(place.seq)
    lag?.acks.set(place.seq, () => {
      before?.()
      leave()
    })
    return
  }
  const missed = lagOf(state, place.conversation, place.seq)
  missed.upTo = place.seq
  missed.acks.set(place.seq, leave)
}

/** One part of each conversation after the other, until all is sent, credit is used up or the logs are told anew. */
async function sendMissing(deps: ReaderQueueDeps, state: QueueState): Promise<void> {
  const { connection, logs, isClosed } = deps
  const mayGoOn = (): boolean => state.credit > 0 && state.holds === 0 && !isClosed()
  while (mayGoOn()) {
    const next = state.lags?.entries().next()
    if (next === undefined || next.done === true) return
    const [conversation, lag] = next.value
    state.lags?.delete(conversation)
    const upTo = sendAcks(lag)
    if (lag.sent >= lag.upTo) continue
    state.lags?.set(conversation, lag) // behind the others: each gets its turn
    const range = { segment: undefined, after: lag.sent, upTo }
    const entries = await logs.entries(conversation, range, { maxBytes: batchBytes })
    const last = entries.at(-1)
    if (last === undefined) return
    if (!mayGoOn()) return
    sendCounted(deps, state, createRun(conversation, entries).frame())
    lag.sent = last.seq
    await connection.flushed()
  }
}

/** Lets the acks go whose turn it is; answers with the seq up to which the log is to be read before the next one. */
function sendAcks(lag: Lag): number {
  let next = Number.POSITIVE_INFINITY
  for (const [seq, leave] of [...lag.acks].toSorted(([left], [right]) => left - right)) {
    if (seq > lag.sent + 1) {
      next = seq - 1
      break
    }
    lag.acks.delete(seq)
    leave()
    lag.sent = Math.max(lag.sent, seq)
  }
  return Math.min(next, lag.upTo)
}
