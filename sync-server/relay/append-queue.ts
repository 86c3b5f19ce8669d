/**
 * Group commit. What has come in while the last commit was on its way goes into the next one: one transaction, one
 * fsync, then acks and fan-out. An entry that is refused takes nobody along with it; a store that cannot write refuses
 * the batch for now and acks nothing.
 */
import { type Millis, millis } from '../../core/base/clock.ts'
import { Defect } from '../../core/base/defect.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { Throttle } from '../identity/throttle.ts'
import { noteDuration, type Tallies } from '../metrics/tallies.ts'
import type { Deletion, GivenUp, LogWrite, NewEntry } from '../store/log-store.ts'
import { StoreTrouble } from '../store/store.ts'
import { type Decoded, decodeBatch, stall, type Waiting } from './append-batch.ts'
import type { AppendRequest, Commit, Refusal } from './append.ts'
import type { BatchFacts } from './facts.ts'
import { judgeSealedEntry, sealedWriteOf } from './judge-sealed.ts'
import { type Effect, judge, refusal, type Verdict } from './judge.ts'
import { createFactSources, type FactSourcesDeps, type KnownFacts } from './known-facts.ts'
import type { Pace } from './pace.ts'
import type { Receipts } from './receipts.ts'

export interface AppendQueueDeps extends FactSourcesDeps {
  readonly pace: Pace
  readonly receipts: Receipts
  readonly tallies: Tallies
  /** Entries of one user, whatever the device. */
  readonly entryRate: Pick<Throttle, 'take'>
  /** Hands committed entries to readers and settles their requests, in the order of the log. */
  readonly publish: (commits: ReadonlyArray<Commit>) => void
  readonly onTrouble: (trouble: StoreTrouble) => void
  /** Something was deleted: entries may have lost their bodies. */
  readonly onErased: () => void
}

export interface AppendQueue {
  readonly submit: (request: AppendRequest) => void
  /** To be called when a conversation is not what it was, by another way than its log. */
  readonly forget: () => void
  /** Resolves when everything submitted so far is settled. */
  readonly idle: () => Promise<void>
}

const maxBatchEntries = 1_000
const maxBatchBytes = 8 * 1024 * 1024
/** A batch is judged anew when another writer was faster; so often, then the clients have to come again. */
const maxAttempts = 3

export function createAppendQueue(deps: AppendQueueDeps): AppendQueue {
  const { pace, tallies, entryRate, onTrouble } = deps
  const { commit, forget } = createCommit(deps)
  let waiting: Array<Waiting> = []
  let running = false
  let whenIdle: Array<() => void> = []

  const flush = async (requests: ReadonlyArray<Waiting>): Promise<void> => {
    const batch = decodeBatch(requests, entryRate)
    try {
      await commit(batch)
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      onTrouble(error)
      forget()
      refuseForNow(batch, error.kind === 'full' ? 'the relay has no room to write' : 'the store cannot write')
    }
    if (waiting.length > 0) return pace.next(begin)
    running = false
    for (const done of whenIdle) done()
    whenIdle = []
  }

  const begin = async (): Promise<number> => {
    const batch = waiting.slice(0, batchLength(waiting))
    waiting = waiting.slice(batch.length)
    await flush(batch)
    tallies.waiting -= batch.length
    tallies.waitingSince = waiting[0]?.since
    return batch.length
  }

  return {
    submit: (request) => {
      const since = tallies.now()
      waiting.push({ request, since })
      tallies.waiting++
      tallies.waitingSince ??= since
      if (running) return
      running = true
      pace.next(begin)
    },
    forget,
    idle: () => (running ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
  }
}

interface Committing {
  /** Judges, writes and hands over a batch. */
  readonly commit: (batch: ReadonlyArray<Decoded>) => Promise<void>
  readonly forget: AppendQueue['forget']
}

function createCommit(deps: AppendQueueDeps): Committing {
  const { store, clock, receipts, tallies, publish, onErased } = deps
  const facts = createFactSources(deps)
  /** Changes with each `forget`: what was gathered before is not kept. */
  let generation = 0
  const forget = (): void => {
    generation++
    facts.forget()
  }
  const commit: Committing['commit'] = async (batch) => {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const gathered = generation
      const began = tallies.now()
      const known = await facts.gather(batch)
      const judged = judgeBatch(batch, known, clock.now(), receipts)
      const erased = erasedBy(judged)
      const isIdle = judged.writes.length === 0 && erased.length === 0
      // In one: a batch of which a part is stored cannot be refused.
      const appended = isIdle ? { ok: true } : await store.append(judged.writes, erased)
      if (!appended.ok) {
        facts.forget()
        continue
      }
      if (gathered === generation) facts.keep(known)
      if (judged.writes.length > 0) noteDuration(tallies.commits, tallies.now() - began)
      settleBatch(judged, receipts, publish)
      noteAccepted(judged.accepted, tallies)
      if (erased.length > 0 || judged.writes.some(({ deletions }) => deletions.length > 0)) onErased()
      return
    }
    refuseForNow(batch, 'the log is being written elsewhere')
  }
  return { commit, forget }
}

/** How many of those that wait go into one commit: at least one. */
function batchLength(waiting: ReadonlyArray<Waiting>): number {
  let bytes = 0
  const over = waiting.findIndex(({ request }, index) => {
    bytes += request.bytes.length
    return index >= maxBatchEntries || bytes > maxBatchBytes
  })
  return over === -1 ? waiting.length : Math.max(1, over)
}

interface JudgedBatch {
  readonly writes: ReadonlyArray<LogWrite>
  readonly commits: ReadonlyArray<Commit>
  readonly accepted: ReadonlyArray<Decoded>
  readonly others: ReadonlyArray<Decoded & { readonly verdict: Exclude<Verdict, { kind: 'accepted' }> }>
}

function judgeBatch(
  batch: ReadonlyArray<Decoded>,
  facts: KnownFacts,
  now: Millis,
  receipts: Receipts,
): JudgedBatch {
  const gains = new Map<ConversationId, Gain>()
  const accepted: Array<Decoded> = []
  const others: Array<JudgedBatch['others'][number]> = []
  const receiptFor = receipts.cover()
  for (const decoded of batch) {
    const { entry, request } = decoded
    const { bytes, author } = request
    const verdict =
      decoded.wait > 0
        ? refuseTooMany(decoded)
        : decoded.keys === undefined
          ? judgeSealedEntry(decoded.entry, bytes, author, facts, now)
          : judge(decoded, bytes, author, facts.open, now)
    if (verdict.kind !== 'accepted') {
      others.push({ ...decoded, verdict })
      continue
    }
    accepted.push(decoded)
    const gain = gains.get(entry.conversation) ?? []
    if (gain.length === 0) gains.set(entry.conversation, gain)
    const { logged, effect } = verdict
    gain.push({ ...decoded, logged, effect, receipt: receiptFor(entry.conversation, logged) })
  }
  const logged = [...gains].map(([conversation, gain]) => toWrite(conversation, gain, facts.open))
  return {
    writes: logged.map(({ write }) => write),
    commits: logged.map((each) => each.commit),
    accepted,
    others,
  }
}

const erasedBy = ({ others }: JudgedBatch): ReadonlyArray<GivenUp> =>
  others.flatMap(({ entry: { conversation }, verdict }) =>
    verdict.kind === 'repeat' && verdict.isErased === true
      ? [{ conversation, seq: verdict.logged.seq, bytes: verdict.logged.bytes }]
      : [],
  )

/** Those that follow it skip its counter and wait with it (AP8). */
function refuseTooMany({ request, entry, wait }: Decoded): Refusal {
  stall(request.author, entry.conversation)
  return { ...refusal('rate-limited', 'too many entries at once'), retryAfter: millis(wait * 1_000) }
}

type Gain = Array<Decoded & Commit['entries'][number] & { readonly effect: Effect }>

function toWrite(
  conversation: ConversationId,
  gain: Gain,
  facts: BatchFacts,
): { readonly write: LogWrite; readonly commit: Commit } {
  const log = facts.logs.get(conversation)
  const first = gain[0]
  if (log === undefined || first === undefined) throw new Defect('an entry was accepted into no log')
  const entries: Array<NewEntry> = []
  const claims: Array<LogWrite['claims'][number]> = []
  const clocks = new Map<string, LogWrite['clocks'][number]>()
  const deletions: Array<Deletion> = []
  const imported: Array<string> = []
  for (const each of gain) {
    const { entry, effect, logged } = each
    entries.push(toNewEntry(each))
    imported.push(...each.request.imported)
    if (entry.kind === 'claim') claims.push({ ...entry, seq: logged.seq })
    if (effect.kind !== 'clock' || each.keys === undefined) continue
    clocks.set(each.keys.clock, effect)
    if (effect.deletes.length > 0) deletions.push({ ...effect, seq: logged.seq, ranges: effect.deletes })
  }
  const after = first.logged.seq - 1
  const { newestSegment, audience } = log
  const learnt = { claims, clocks: [...clocks.values()], deletions, imported }
  const sealed = sealedWriteOf(gain.map(({ effect }) => effect))
  const members = sealed?.members?.map(({ user }) => user)
  return {
    write: { conversation, after, newestSegment, entries, ...learnt, ...(sealed && { sealed }) },
    commit: { conversation, audience, entries: gain, ...(members && { members }) },
  }
}

const toNewEntry = ({ entry, logged, effect }: Gain[number]): NewEntry => ({
  ...logged,
  segment: effect.kind === 'claim' ? 'claims' : effect.segment,
  device: entry.device,
  counter: entry.counter,
  place: placeOf(effect),
})

function placeOf(effect: Effect): NewEntry['place'] {
  switch (effect.kind) {
    case 'claim':
      return { client: effect.client, clock: 0, ops: 0 }
    case 'clock':
      return { client: effect.client, clock: effect.clock, ops: effect.next - effect.clock }
    case 'sealed': // the relay sees no ops
      return { client: 0, clock: 0, ops: 0 }
  }
}

function settleBatch(
  { commits, others }: JudgedBatch,
  receipts: Receipts,
  publish: AppendQueueDeps['publish'],
): void {
  for (const { conversation, entries } of commits) {
    for (const { request } of entries) request.author.stalled?.delete(conversation)
  }
  for (const { request, entry, wait } of others) if (wait > 0) stall(request.author, entry.conversation)
  publish(commits)
  for (const { request, entry, verdict } of others) {
    if (verdict.kind !== 'repeat') request.settle(verdict)
    else {
      const { conversation } = entry
      const { logged } = verdict
      const receipt = receipts.cover()(conversation, logged)
      request.settle({ kind: 'logged', conversation, entry: logged, receipt, repeated: true })
    }
  }
}

function noteAccepted(accepted: ReadonlyArray<Decoded>, { now, entries, deliveries }: Tallies): void {
  const handedOver = now()
  for (const { entry, keys, since } of accepted) {
    entries[keys === undefined ? 'sealed' : entry.kind === 'claim' ? 'claim' : 'open']++
    noteDuration(deliveries, handedOver - since)
  }
}

function refuseForNow(batch: ReadonlyArray<Decoded>, detail: string): void {
  const refused: Refusal = refusal('unavailable', detail)
  for (const { request, entry } of batch) {
    stall(request.author, entry.conversation)
    request.settle(refused)
  }
}
