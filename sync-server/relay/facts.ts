/**
 * What judging an entry has to know about its conversation. Read from the store when first asked for, then kept for the
 * conversations that are being written to; bounded, whatever the number of conversations.
 */
import type { Entry } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { LogStore, LogSummary, StoredClaim } from '../store/log-store.ts'
import { createLru, type Lru } from './lru.ts'
import { clientOf } from './update-client.ts'

/** What an entry is looked up by. Made once: it is asked for by whoever gathers and by whoever judges. */
export interface EntryKeys {
  /** Of conversation and device. */
  readonly counter: string
  /** In whose sub-log the entry writes, or the clientID that it claims; undefined if it names none. */
  readonly client: number | undefined
  /** Of conversation and client. */
  readonly claim: string
  /** Of conversation, segment and client. */
  readonly clock: string
}

export function keysOf(entry: Entry): EntryKeys {
  const { conversation, device, segment } = entry
  const client = entry.kind === 'claim' ? entry.client : clientOf(entry.update)
  return {
    counter: `${conversation}:${device}`,
    client,
    claim: `${conversation}:${client}`,
    clock: `${conversation}:${client}:${segment}`,
  }
}

/** An entry and what it is looked up by. */
export interface KeyedEntry {
  readonly entry: Entry
  readonly keys: EntryKeys
}

/** The facts of one batch. Judging writes into them what the batch will make true; nothing else sees that before its commit. */
export interface BatchFacts {
  readonly logs: Map<ConversationId, LogSummary>
  readonly claims: Map<string, StoredClaim>
  readonly clocks: Map<string, number>
  readonly counters: Map<string, number>
  /** Entries that came before, by device and counter: whom to compare a repeat with. */
  readonly repeats: Map<string, Map<number, LoggedEntry>>
}

export interface Facts {
  readonly gather: (entries: ReadonlyArray<KeyedEntry>) => Promise<BatchFacts>
  /** Of a conversation, how far its log reaches and no more. */
  readonly gatherLog: (conversation: ConversationId, batch: BatchFacts) => Promise<void>
  /** To be called once the batch is committed. */
  readonly keep: (batch: BatchFacts) => void
  /** To be called when somebody else has written. */
  readonly forget: () => void
}

/** Notes whom a repeat of this entry is to be compared with. */
export function noteEntry({ repeats }: BatchFacts, { entry, keys }: KeyedEntry, logged: LoggedEntry): void {
  const ofDevice = repeats.get(keys.counter)
  if (ofDevice === undefined) repeats.set(keys.counter, new Map([[entry.counter, logged]]))
  else ofDevice.set(entry.counter, logged)
}

/** About 10 MB when all are full. */
const keptFacts = 20_000

type KeptFacts = Omit<{ readonly [Table in keyof BatchFacts]: Lru<KeyOf<Table>, ValueOf<Table>> }, 'repeats'>

export function createFacts(store: LogStore): Facts {
  const kept: KeptFacts = {
    logs: createLru(keptFacts),
    claims: createLru(keptFacts),
    clocks: createLru(keptFacts),
    counters: createLru(keptFacts),
  }
  return {
    gather: async (entries) => {
      const batch: BatchFacts = {
        logs: new Map(),
        claims: new Map(),
        clocks: new Map(),
        counters: new Map(),
        repeats: new Map(),
      }
      for (const each of entries) if (!takeKept(each, kept, batch)) await readMissing(each, store, batch)
      return batch
    },
    gatherLog: async (conversation, batch) => {
      if (!take(batch.logs, kept.logs, conversation)) {
        await fill(batch.logs, conversation, () => store.log(conversation))
      }
    },
    keep: (batch) => {
      for (const [key, value] of batch.logs) kept.logs.set(key, value)
      for (const [key, value] of batch.claims) kept.claims.set(key, value)
      for (const [key, value] of batch.clocks) kept.clocks.set(key, value)
      for (const [key, value] of batch.counters) kept.counters.set(key, value)
    },
    forget: () => {
      for (const table of Object.values(kept)) table.clear()
    },
  }
}

/** Whether all that the entry needs is in the batch now; nobody waits for the store then. */
function takeKept({ entry, keys }: KeyedEntry, kept: KeptFacts, batch: BatchFacts): boolean {
  return (
    take(batch.logs, kept.logs, entry.conversation) &&
    take(batch.counters, kept.counters, keys.counter) &&
    entry.counter >= (batch.counters.get(keys.counter) ?? 0) &&
    take(batch.claims, kept.claims, keys.claim) &&
    (entry.kind === 'claim' || take(batch.clocks, kept.clocks, keys.clock))
  )
}

function take<Key, Value>(batch: Map<Key, Value>, kept: Lru<Key, Value>, key: Key): boolean {
  if (batch.has(key)) return true
  const value = kept.get(key)
  if (value !== undefined) batch.set(key, value)
  return value !== undefined
}

/** Reads what `takeKept` has not found. */
async function readMissing(keyed: KeyedEntry, store: LogStore, batch: BatchFacts): Promise<void> {
  const { entry, keys } = keyed
  const { conversation, device, counter } = entry
  await fill(batch.logs, conversation, () => store.log(conversation))
  if (!batch.logs.has(conversation)) return
  await fill(batch.counters, keys.counter, () => store.nextCounter(conversation, device))
  const { client } = keys
  if (client === undefined) return
  if (counter < (batch.counters.get(keys.counter) ?? 0) && !batch.repeats.get(keys.counter)?.has(counter)) {
    const segment = entry.kind === 'claim' ? 'claims' : entry.segment
    const before = await store.entryByCounter(conversation, { device, counter, segment, client })
    if (before !== undefined) noteEntry(batch, keyed, before)
  }
  await fill(batch.claims, keys.claim, () => store.claim(conversation, client))
  if (entry.kind === 'claim') return
  await fill(batch.clocks, keys.clock, () => store.nextClock(conversation, entry.segment, client))
}

type KeyOf<Table extends keyof BatchFacts> =
  BatchFacts[Table] extends Map<infer Key, infer _Value> ? Key : never
type ValueOf<Table extends keyof BatchFacts> =
  BatchFacts[Table] extends Map<infer _Key, infer Value> ? Value : never

async function fill<Key, Value>(
  batch: Map<Key, Value>,
  key: Key,
  read: () => Promise<Value | undefined>,
): Promise<void> {
  if (batch.has(key)) return
  const value = await read()
  if (value !== undefined) batch.set(key, value)
}
