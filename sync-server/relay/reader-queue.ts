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

/** A conversation of which the reader misses the entries (sent, upTo]. */
interface Lag {
  sent: number
  upTo: number
  /** By seq: acks that stand in place of the reader's own entries. */
  readonly acks: Map<number, () => void>
}

/** What is on its way to one reader; the functions below move it. */
export interface ReaderQueue {
  readonly deps: ReaderQueueDeps
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

export const createReaderQueue = (deps: ReaderQueueDeps): ReaderQueue => ({
  deps,
  credit: initialCreditBytes,
  holds: 0,
  isCatchingUp: false,
  lags: undefined,
  waiting: undefined,
  repeats: undefined,
  stopStall: undefined,
})

/** Live entries. */
export function deliver(queue: ReaderQueue, run: EntryRun): void {
  if (queue.credit > 0 && queue.holds === 0 && queue.lags?.has(run.conversation) !== true) {
    return sendCounted(queue, run.frame())
  }
  noteRun(queue, run)
  if (queue.holds === 0) noteStall(queue)
}

/** A frame that needs no credit. */
export function sendFree({ deps }: ReaderQueue, frame: Uint8Array): void {
  deps.connection.send(frame)
  if (deps.connection.buffered() > maxUnreadBytes) deps.tooSlow()
}

/** Sends when there is credit; resolves when most of what was sent has left, or the session is over. */
export async function put(queue: ReaderQueue, frame: Uint8Array): Promise<void> {
  await creditIn(queue)
  if (queue.deps.isClosed()) return
  sendCounted(queue, frame)
  await queue.deps.connection.flushed()
}

/** Sends if there is credit, else answers false. */
export function offer(queue: ReaderQueue, frame: Uint8Array): boolean {
  if (queue.credit > 0) sendCounted(queue, frame)
  return queue.credit > 0
}

/** The reader can take so much more. */
export function credit(queue: ReaderQueue, bytes: number): void {
  if (bytes === 0) return
  giveCredit(queue, bytes)
  if (queue.holds === 0) catchUp(queue)
}

/** May be called again while it holds; the last `release` lets go. */
export function hold(queue: ReaderQueue): void {
  queue.holds++
}

/** `known`: the seq up to which the reader has been told of a log since the hold. */
export function release(queue: ReaderQueue, known: ReadonlyMap<ConversationId, number>): void {
  for (const [conversation, seq] of known) noteTold(queue, conversation, seq)
  if (--queue.holds > 0) return
  const repeats = queue.repeats ?? []
  queue.repeats = undefined
  for (const { place, leave } of repeats) inOrder(queue, place, leave)
  catchUp(queue)
}

/** The reader gets no more of this conversation but the acks of what it wrote. */
export function forget({ lags }: ReaderQueue, conversation: ConversationId): void {
  const acks = [...(lags?.get(conversation)?.acks ?? [])]
  lags?.delete(conversation)
  for (const [, leave] of acks.toSorted(([left], [right]) => left - right)) leave()
}

/** The session is over. */
export function closeQueue(queue: ReaderQueue): void {
  giveCredit(queue, 0)
  queue.lags = undefined
}

function sendCounted(queue: ReaderQueue, frame: Uint8Array): void {
  queue.credit -= frame.length
  queue.deps.connection.send(frame)
}

/** Something waits: without credit the reader has so long to give some (CF3). */
function noteStall(queue: ReaderQueue): void {
  const { clock, isClosed, tooSlow } = queue.deps
  if (queue.credit > 0 || isClosed()) return
  queue.stopStall ??= clock.after(millis(readerStallMs), tooSlow)
}

/** Resolves when there is credit, or the session is over. */
export async function creditIn(queue: ReaderQueue): Promise<void> {
  while (queue.credit <= 0 && !queue.deps.isClosed()) {
    noteStall(queue)
    await new Promise<void>((resolve) => {
      queue.waiting ??= []
      queue.waiting.push(resolve)
    })
  }
}

/** More credit, or none any more: whoever waits looks again. */
function giveCredit(queue: ReaderQueue, bytes: number): void {
  queue.credit = Math.min(queue.credit + bytes, maxCreditBytes)
  queue.stopStall?.()
  queue.stopStall = undefined
  const waiting = queue.waiting ?? []
  queue.waiting = undefined
  for (const resolve of waiting) resolve()
}

function catchUp(queue: ReaderQueue): void {
  if (queue.isCatchingUp || !isBehind(queue)) return
  queue.isCatchingUp = true
  void queue.deps
    .guard(() => sendMissing(queue))
    .then(() => {
      queue.isCatchingUp = false
      if (isBehind(queue)) noteStall(queue)
    })
}

const isBehind = ({ lags }: ReaderQueue): boolean => lags !== undefined && lags.size > 0

function noteRun(queue: ReaderQueue, { conversation, entries }: EntryRun): void {
  const [first, last] = [entries[0], entries.at(-1)]
  if (first === undefined || last === undefined) return
  lagOf(queue, conversation, first.seq).upTo = last.seq
}

/** What the reader misses begins with `first`, unless it misses something already. */
function lagOf(queue: ReaderQueue, conversation: ConversationId, first: number): Lag {
  queue.lags ??= new Map()
  const known = queue.lags.get(conversation)
  if (known !== undefined) return known
  const lag: Lag = { sent: first - 1, upTo: first - 1, acks: new Map() }
  queue.lags.set(conversation, lag)
  return lag
}

function noteTold({ lags }: ReaderQueue, conversation: ConversationId, seq: number): void {
  const lag = lags?.get(conversation)
  if (lag !== undefined) lag.sent = Math.max(lag.sent, seq)
}

/** Calls `leave`, which sends an ack, when everything before its place has gone out. */
export function inOrder(queue: ReaderQueue, place: AckPlace, leave: () => void): void {
  const lag = queue.lags?.get(place.conversation)
  if (place.repeated && queue.holds > 0) {
    queue.repeats ??= []
    return void queue.repeats.push({ place, leave })
  }
  if (lag === undefined ? queue.holds === 0 : place.repeated && place.seq <= lag.sent) return leave()
  if (place.repeated) {
    const before = lag?.acks.get(place.seq)
    lag?.acks.set(place.seq, () => {
      before?.()
      leave()
    })
    return
  }
  const missed = lagOf(queue, place.conversation, place.seq)
  missed.upTo = place.seq
  missed.acks.set(place.seq, leave)
}

/** One part of each conversation after the other, until all is sent, credit is used up or the logs are told anew. */
async function sendMissing(queue: ReaderQueue): Promise<void> {
  const { connection, logs, isClosed } = queue.deps
  const mayGoOn = (): boolean => queue.credit > 0 && queue.holds === 0 && !isClosed()
  while (mayGoOn()) {
    const next = queue.lags?.entries().next()
    if (next === undefined || next.done === true) return
    const [conversation, lag] = next.value
    queue.lags?.delete(conversation)
    const upTo = sendAcks(lag)
    if (lag.sent >= lag.upTo) continue
    queue.lags?.set(conversation, lag) // behind the others: each gets its turn
    const range = { segment: undefined, after: lag.sent, upTo }
    const entries = await logs.entries(conversation, range, { maxBytes: batchBytes })
    const last = entries.at(-1)
    if (last === undefined) return
    if (!mayGoOn()) return
    if (queue.lags?.get(conversation) !== lag) continue // forgotten meanwhile
    sendCounted(queue, createRun(conversation, entries).frame())
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
