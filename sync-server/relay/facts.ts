/**
 * What judging an entry has to know about its conversation. Read from the store when first asked for, then kept for the
 * conversations that are being written to; bounded, whatever the number of conversations.
 */
import type { Entry } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId, DeviceId } from '../../core/protocol/ids.ts'
import type { LogStore, LogSummary, StoredClaim } from '../store/log-store.ts'
import { createLru, type Lru } from './lru.ts'
import { clientOf } from './update-client.ts'

/** The facts of one batch. Judging writes into them what the batch will make true; nothing else sees that before its commit. */
export interface BatchFacts {
  readonly logs: Map<ConversationId, LogSummary>
  readonly claims: Map<string, StoredClaim>
  readonly clocks: Map<string, number>
  readonly counters: Map<string, number>
  /** Entries that came before, by `counterKey` and counter: whom to compare a repeat with. */
  readonly repeats: Map<string, LoggedEntry>
}

export interface Facts {
  readonly gather: (entries: ReadonlyArray<Entry>) => Promise<BatchFacts>
  /** To be called once the batch is committed. */
  readonly keep: (batch: BatchFacts) => void
  /** To be called when somebody else has written. */
  readonly forget: () => void
}

export const claimKey = (conversation: ConversationId, client: number): string => `${conversation}:${client}`
export const clockKey = (conversation: ConversationId, segment: number, client: number): string =>
  `${conversation}:${segment}:${client}`
export const counterKey = (conversation: ConversationId, device: DeviceId): string =>
  `${conversation}:${device}`
export const repeatKey = (entry: Entry): string =>
  `${counterKey(entry.conversation, entry.device)}:${entry.counter}`

/** About 10 MB when all are full. */
const keptFacts = 20_000

export function createFacts(store: LogStore): Facts {
  const kept: Omit<{ [Table in keyof BatchFacts]: Lru<KeyOf<Table>, ValueOf<Table>> }, 'repeats'> = {
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
      for (const entry of entries) await gatherOne(entry, batch)
      return batch
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

  async function gatherOne(entry: Entry, batch: BatchFacts): Promise<void> {
    const { conversation, device } = entry
    await fill(batch.logs, kept.logs, conversation, () => store.log(conversation))
    if (!batch.logs.has(conversation)) return
    const counters = counterKey(conversation, device)
    await fill(batch.counters, kept.counters, counters, () => store.nextCounter(conversation, device))
    const client = entry.kind === 'claim' ? entry.client : clientOf(entry.update)
    if (client === undefined) return
    if (entry.counter < (batch.counters.get(counters) ?? 0)) {
      const segment = entry.kind === 'claim' ? 'claims' : entry.segment
      const repeat = (): Promise<LoggedEntry | undefined> =>
        store.entryByCounter(conversation, { device, counter: entry.counter, segment, client })
      await fill(batch.repeats, undefined, repeatKey(entry), repeat)
    }
    const claim = (): Promise<StoredClaim | undefined> => store.claim(conversation, client)
    await fill(batch.claims, kept.claims, claimKey(conversation, client), claim)
    if (entry.kind === 'claim') return
    const clock = (): Promise<number> => store.nextClock(conversation, entry.segment, client)
    await fill(batch.clocks, kept.clocks, clockKey(conversation, entry.segment, client), clock)
  }
}

type KeyOf<Table extends keyof BatchFacts> =
  BatchFacts[Table] extends Map<infer Key, infer _Value> ? Key : never
type ValueOf<Table extends keyof BatchFacts> =
  BatchFacts[Table] extends Map<infer _Key, infer Value> ? Value : never

async function fill<Key, Value>(
  batch: Map<Key, Value>,
  kept: Lru<Key, Value> | undefined,
  key: Key,
  read: () => Promise<Value | undefined>,
): Promise<void> {
  if (batch.has(key)) return
  const value = kept?.get(key) ?? (await read())
  if (value !== undefined) batch.set(key, value)
}
