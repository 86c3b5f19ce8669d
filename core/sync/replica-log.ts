/** How a replica follows the log: cursor, chain, claims, merging what is held. Rules CR10 to CR17 in SPEC.md. */
import { decodeEntry, entryIdOf } from '../protocol/entry.ts'
import type { LoggedEntry, LogState } from '../protocol/frame.ts'
import { bytesEqual } from '../base/bytes.ts'
import { maxResumeEntries } from '../protocol/limits.ts'
import { emptyHead } from '../protocol/log.ts'
import { noArrivals, noneTracked } from './arrivals.ts'
import { placeAfter } from './log-cursor.ts'
import {
  type Arrival,
  hold,
  noteLostJournal,
  patch,
  prepare,
  type ReplicaCore,
  save,
} from './replica-core.ts'
import { storePlaces } from './replica-places.ts'
import { canAppend } from './replica-ends.ts'
import { ensureLoaded } from './replica-load.ts'
import { compareMark, noteForeign } from './replica-marks.ts'
import { addClaim, mergeLive, skip } from './replica-merge.ts'
import { publish } from './replica-view.ts'
import { inSlices } from './slices.ts'

/** What was erased keeps its place in the chain by the id that it had (ER2), what was sealed by that of the sealed entry. */
export function readArrival(logged: LoggedEntry): Arrival {
  const decoded = decodeEntry(logged.bytes)
  const id = logged.erased ?? entryIdOf(logged.bytes)
  const entry = decoded.ok ? decoded.value : undefined
  const standIns = (logged.before ?? []).flatMap((bytes) => {
    const read = decodeEntry(bytes)
    return read.ok ? [read.value] : []
  })
  return { ...logged, id, chained: logged.sealed ?? id, entry, standIns }
}

/** What the relay says of the log after a connection was made, or when it becomes readable. */
export async function noteLog(
  core: ReplicaCore,
  state: LogState,
  { isOld }: { readonly isOld: boolean },
): Promise<void> {
  const { record } = core
  let isSame = false
  core.waiting.clear() // what an older connection left open comes again
  core.isRepairing = false
  core.knownSeq = state.seq
  core.said = state
  const { doubt } = record
  noteDoubt(core, state)
  core.logTime = state.time
  if (record.cursor === undefined && record.held.size === 0) startAt(core, state, isOld)
  else if (isOtherLog(core, state)) {
    core.deps.report({ kind: 'log-mismatch', conversation: core.deps.id, seq: state.seq })
    compareAnew(core)
    jump(core, state)
  } else if (record.cursor === undefined || (!state.resumed && state.seq > record.cursor.seq))
    jump(core, state)
  else isSame = core.record.doubt === doubt
  if (!compareMark(core, state.marked) && isSame) return core.deps.changed()
  await save(core, { durable: false })
  core.deps.changed()
}

/**
 * Whether the counters lead from what the relay has to what waits for it, and nothing else spoke against it. What waits
 * leaves from the front: where one is missing between others the journal has lost it, and only the documents have it.
 */
function noteDoubt(core: ReplicaCore, { nextCounter }: LogState): void {
  noteLostJournal(core)
  const { id, outbox } = core.deps
  const next = outbox.nextCounter(id)
  const pending = outbox.pending(id)
  const first = pending[0]?.counter ?? next
  const isWhole = nextCounter >= first && pending.length === next - first
  if (nextCounter > next || outbox.isDoubted(id)) patch(core, { doubt: 'copy' })
  else if (!isWhole && core.record.doubt === undefined) patch(core, { doubt: 'log' })
}

/** A log that was made on this device: it is empty until the relay says otherwise, and can be written to at once (CS9). */
export async function beginLog(core: ReplicaCore): Promise<void> {
  const { record } = core
  if (record.cursor !== undefined || record.held.size > 0) return
  startAt(core, { seq: 0, head: emptyHead, newestSegment: -1, sealed: true }, false)
  await save(core, { durable: false })
  core.deps.changed()
}

function startAt(
  core: ReplicaCore,
  state: Pick<LogState, 'seq' | 'head' | 'newestSegment' | 'sealed'>,
  isOld: boolean,
): void {
  patch(core, {
    cursor: { seq: state.seq, head: state.head.slice() },
    newestSegment: state.newestSegment,
    claimsComplete: state.seq === 0,
    foreignSeq: isSealedLog(core, state) || state.newestSegment < 0 ? core.record.foreignSeq : state.seq,
    seenSeq: isOld ? state.seq : core.record.seenSeq,
  })
}

/** Epochs and marks go into a sealed log too: whether others have written to it, only its entries say. */
const isSealedLog = ({ deps }: ReplicaCore, { sealed }: Pick<LogState, 'sealed'>): boolean =>
  sealed || deps.isSealed()

function isOtherLog(core: ReplicaCore, state: LogState): boolean {
  const { cursor } = core.record
  if (cursor === undefined || state.resumed) return false
  if (state.seq <= cursor.seq) return state.seq < cursor.seq || !bytesEqual(state.head, cursor.head)
  // The relay resumes whoever is not far behind, unless it does not know the head.
  return core.saidSeq !== undefined && state.seq - core.saidSeq <= maxResumeEntries
}

/** Too far behind to be sent what is missing: what is held is complete up to the old cursor and no further. */
function jump(core: ReplicaCore, state: LogState): void {
  const { record } = core
  const through = record.cursor?.seq ?? 0
  patch(core, {
    cursor: { seq: state.seq, head: state.head.slice() },
    newestSegment: Math.max(record.newestSegment, state.newestSegment),
    held: new Map(Array.from(record.held, ([segment, how]) => [segment, how === 'live' ? through : how])),
    claimsComplete: false,
    foreignSeq: isSealedLog(core, state) ? record.foreignSeq : state.seq,
  })
}

/** The relay's logs are others than before. */
export async function distrustLog(core: ReplicaCore): Promise<void> {
  compareAnew(core)
  await save(core, { durable: false })
}

/** Everything held is fetched anew and merged into what is there: nothing that this device has is given up. */
function compareAnew(core: ReplicaCore): void {
  patch(core, {
    cursor: undefined,
    held: new Map(Array.from(core.record.held.keys(), (segment) => [segment, 0])),
    claimsComplete: false,
    arrivals: noArrivals, // places in another log say nothing of this one
    reads: noneTracked,
    doubt: core.record.doubt ?? 'log',
  })
}

/** Entries that take long enough for the screen to be drawn before what comes next. */
const manyEntries = 20

/** Takes entries of the log in any order, any number of times; own ones that were acknowledged among them. */
export async function receive(core: ReplicaCore, logged: ReadonlyArray<LoggedEntry>): Promise<void> {
  await prepare(core)
  const { breathe } = core.deps
  const arrivals: Array<Arrival> = []
  await inSlices(logged, breathe, (slice) => void arrivals.push(...slice.map(readArrival)))
  await loadWhatTheyTouch(core, [...arrivals, ...core.waiting.values()])
  const own: Array<number> = []
  const before = core.record
  await inSlices(arrivals, breathe, (slice) => {
    core.conversation.batch(() => {
      for (const arrival of slice) place(core, arrival, own)
    })
  })
  if (arrivals.length >= manyEntries) await breathe()
  expectPredecessors(core)
  for (const counter of own) core.unsettled.add(counter)
  if (own.length > 0) core.deps.outbox.placed(core.deps.id, own)
  publish(core)
  if (core.record !== before || own.length > 0) await storePlaces(core)
}

/**
 * Segments that live entries go to, and those of own entries that leave the journal now: loading merges what the journal
 * has, and this device must not write under a clock that it has used.
 */
async function loadWhatTheyTouch(core: ReplicaCore, arrivals: ReadonlyArray<Arrival>): Promise<void> {
  const touched = new Set<number>()
  for (const arrival of arrivals) {
    const { entry } = arrival
    const how = entry?.kind === 'content' ? core.record.held.get(entry.segment) : undefined
    if (entry === undefined || how === undefined || touched.has(entry.segment)) continue
    if (how !== 'live' && !isPending(core, arrival)) continue
    touched.add(entry.segment) // what is found out of it holds for all of them
    if (how === 'live' && !core.shelf.isLoaded(entry.segment) && canAppend(core, entry.segment, arrivals))
      continue
    const loaded = await ensureLoaded(core, entry.segment)
    if (loaded.ok || !core.record.held.has(entry.segment)) continue
    // A store that cannot be read just now: the segment is caught up later, from here, by another writer.
    hold(core, entry.segment, how === 'live' ? (core.record.cursor?.seq ?? 0) : how)
    patch(core, { client: undefined })
  }
}

function place(core: ReplicaCore, arrival: Arrival, own: Array<number>): void {
  const { deps, waiting } = core
  if (core.record.cursor === undefined) return // to be compared anew, on the next connection
  switch (placeAfter(core.record.cursor, arrival, arrival.chained)) {
    case 'known':
      return noteOwn(core, arrival, own)
    case 'ahead':
      waiting.set(arrival.seq, arrival)
      return
    case 'mismatch':
      deps.report({ kind: 'log-mismatch', conversation: deps.id, seq: arrival.seq })
      waiting.clear()
      compareAnew(core)
      return deps.resetLink()
    case 'next':
      account(core, arrival)
      noteOwn(core, arrival, own)
  }
  const next = waiting.get(arrival.seq + 1)
  if (next === undefined) return
  waiting.delete(next.seq)
  place(core, next, own)
}

/** A gap that acknowledgements under way can fill is none. Any other is asked for, once. */
function expectPredecessors(core: ReplicaCore, isAsked = core.isRepairing): void {
  const { deps, record, waiting } = core
  if (waiting.size === 0 || record.cursor === undefined || core.isRepairing) return
  const [expected, found] = [record.cursor.seq + 1, Math.min(...waiting.keys())]
  const own = [...waiting.values()].filter((arrival) => isPending(core, arrival))
  if (found - expected <= deps.outbox.underWay(deps.id) - own.length) return // what waits here itself fills no gap
  if (!isAsked && found - expected <= maxResumeEntries && askFor(core, expected, found)) return
  waiting.clear()
  deps.report({ kind: 'log-gap', conversation: deps.id, expected, found })
  deps.resetLink()
}

/** False if the relay is out of reach. What comes is taken as if it had come by itself; then the gap must be closed. */
function askFor(core: ReplicaCore, expected: number, found: number): boolean {
  const { id: conversation, fetch, report } = core.deps
  const { said } = core
  const finish = (): void => {
    if (core.said !== said || !core.isRepairing) return
    core.isRepairing = false
    if (!core.waiting.has(found)) report({ kind: 'gap-repaired', conversation, expected, found })
    expectPredecessors(core, true)
  }
  core.isRepairing = fetch(
    { conversation, segment: undefined, after: expected - 1, before: found },
    {
      page: (entries) => core.queue.run(() => receive(core, entries)),
      complete: () => void core.queue.run(finish),
      failed: () => void core.queue.run(finish),
    },
  )
  return core.isRepairing
}

const isPending = ({ deps }: ReplicaCore, { id, entry }: Arrival): boolean =>
  entry !== undefined && deps.outbox.isPending(deps.id, entry.counter, id)

function noteOwn(core: ReplicaCore, arrival: Arrival, own: Array<number>): void {
  const { entry } = arrival
  if (entry?.device === core.deps.device && isPending(core, arrival)) own.push(entry.counter)
}

/** The entry that follows the cursor: from here on it is accounted for, whatever it holds. */
function account(core: ReplicaCore, arrival: Arrival): void {
  const { seq, head, entry } = arrival
  patch(core, { cursor: { seq, head: head.slice() } })
  if (arrival.sealed !== undefined && arrival.bytes.length === 0) return
  for (const each of arrival.standIns) if (each.kind === 'claim') addClaim(core, each)
  if (entry === undefined || entry.conversation !== core.deps.id) {
    return skip(core, seq, entry === undefined ? 'unreadable' : 'another conversation')
  }
  if (entry.kind === 'claim') return addClaim(core, entry)
  if (entry.user !== core.deps.user) noteForeign(core, seq, entry)
  if (entry.segment > core.record.newestSegment) {
    patch(core, { newestSegment: entry.segment })
    // Whoever saw a segment begin has all of it; but without all claims its writers could not be told.
    if (core.record.claimsComplete) {
      hold(core, entry.segment, 'live')
      if (core.openers === 0) patch(core, { ends: { segment: entry.segment, tail: 0, clocks: new Map() } })
      else if (!core.shelf.isLoaded(entry.segment)) core.shelf.loadEmpty(entry.segment)
    }
  }
  const fetching = core.fetching.get(entry.segment)
  if (fetching !== undefined) fetching.early.push(arrival)
  else if (core.record.held.get(entry.segment) === 'live') {
    for (const each of arrival.standIns) if (each.kind === 'content') mergeLive(core, seq, each)
    mergeLive(core, seq, entry)
  }
}
