/**
 * What judging a sealed entry has to know: the log's state as core/sealed has it, and of people's keys what they have put up.
 * The states of conversations that are being written to are kept; the store holds one of each, from which the entries since are
 * told again.
 */
import type { Millis } from '../../core/base/clock.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId, DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { batchBytes } from '../../core/protocol/limits.ts'
import { claimSegment } from '../../core/sealed/content-entry.ts'
import { neededLists } from '../../core/sealed/epoch-rules.ts'
import { type ListFact, listFact } from '../../core/sealed/judgement.ts'
import { appended, neededHead } from '../../core/sealed/place-rules.ts'
import { decodeSealed, type SealedEntry } from '../../core/sealed/sealed-entry.ts'
import { decodeSealedLog } from '../../core/sealed/sealed-log-codec.ts'
import { emptySealedLog, type SealedLog } from '../../core/sealed/sealed-log.ts'
import { readStoredList } from '../keys/stored-lists.ts'
import type { NewEntry } from '../store/log-store.ts'
import { type Store, StoreTrouble } from '../store/store.ts'
import { createLru } from './lru.ts'

/** A log, and the seq as of which the store has its state. */
export interface KeptLog {
  readonly log: SealedLog
  readonly saved: number
}

export interface LeafFact {
  readonly generation: number
  readonly isGood: boolean
}

/** The facts of one batch, into which judging writes what the batch will make true. */
export interface SealedBatch {
  readonly logs: Map<ConversationId, KeptLog>
  /** By `headKey`: of places that entries say they have seen. */
  readonly heads: Map<string, Uint8Array>
  /** By `listKey`. */
  readonly lists: Map<string, ListFact>
  readonly newestLists: Map<UserId, number>
  readonly leaves: Map<DeviceId, LeafFact>
  /** By `insiderKey`: who is in the workspace of a new epoch. */
  readonly insiders: Set<string>
  /** By `repeatKey`: what stands under a counter that is used again. */
  readonly repeats: Map<string, LoggedEntry>
}

export interface SealedFacts {
  readonly gather: (entries: ReadonlyArray<SealedEntry>, now: Millis) => Promise<SealedBatch>
  /** To be called once the batch is committed. */
  readonly keep: (batch: SealedBatch) => void
  /** To be called when somebody else has written. */
  readonly forget: () => void
  /** To be called when the user has this list. */
  readonly listChanged: (user: UserId, version: number) => void
}

export const headKey = (conversation: ConversationId, seq: number): string => `${conversation}:${seq}`
export const listKey = (user: UserId, version: number): string => `${user}:${version}`
export const insiderKey = (workspace: WorkspaceId, user: UserId): string => `${workspace}:${user}`
export const sealedRepeatKey = ({ conversation, device, counter }: SealedEntry): string =>
  `${conversation}:${device}:${counter}`

/** Where the entry stands in the log: what belongs to no segment stands with the claims. */
export const segmentOf = (entry: SealedEntry): NewEntry['segment'] =>
  entry.kind === 'content' && entry.segment !== claimSegment ? entry.segment : 'claims'

/** Some 3 kB each for a conversation of two, 100 kB for one of 64 people. */
const keptLogs = 2_000
const keptLists = 10_000

type Deps = Pick<Store, 'logs' | 'keys' | 'directory'>

export function createSealedFacts(store: Deps): SealedFacts {
  const logs = createLru<ConversationId, KeptLog>(keptLogs)
  const lists = createLru<string, ListFact>(keptLists)
  const newestLists = createLru<UserId, number>(keptLists)

  const gatherLog = async (conversation: ConversationId, batch: SealedBatch): Promise<KeptLog> => {
    const known =
      batch.logs.get(conversation) ?? logs.get(conversation) ?? (await loadLog(store, conversation))
    batch.logs.set(conversation, known)
    return known
  }
  /** Never back to what was read before. */
  const listChanged = (user: UserId, version: number): void =>
    newestLists.set(user, Math.max(version, newestLists.get(user) ?? 0))
  const gatherNewest = async (user: UserId, batch: SealedBatch): Promise<void> => {
    if (batch.newestLists.has(user)) return
    const version = newestLists.get(user) ?? (await store.keys.newestList(user))?.version
    if (version === undefined) return
    listChanged(user, version)
    batch.newestLists.set(user, newestLists.get(user) ?? version)
  }
  const gatherList = async (user: UserId, version: number, batch: SealedBatch): Promise<void> => {
    const key = listKey(user, version)
    const known = lists.get(key) ?? (await readList(store, user, version))
    if (known === undefined) return
    lists.set(key, known)
    batch.lists.set(key, known)
  }
  const gatherOne = async (entry: SealedEntry, batch: SealedBatch, now: Millis): Promise<void> => {
    const { log } = await gatherLog(entry.conversation, batch)
    await gatherPlace(store, log, entry, batch)
    if (entry.kind === 'leave') return
    if (entry.kind === 'content') {
      for (const { user } of log.epoch?.members ?? []) await gatherNewest(user, batch)
      return
    }
    for (const { user, version } of neededLists(entry)) {
      await gatherNewest(user, batch)
      await gatherList(user, version, batch)
      await gatherPerson(store, user, entry.body.workspace, batch, now)
    }
  }
  return {
    gather: async (entries, now) => {
      const batch = emptyBatch()
      for (const entry of entries) await gatherOne(entry, batch, now)
      return batch
    },
    keep: (batch) => {
      for (const [conversation, log] of batch.logs) {
        if (log.log.epoch !== undefined) logs.set(conversation, log) // no memory for what was never made
      }
    },
    forget: () => {
      logs.clear()
      newestLists.clear()
    },
    listChanged,
  }
}

const emptyBatch = (): SealedBatch => ({
  logs: new Map(),
  heads: new Map(),
  lists: new Map(),
  newestLists: new Map(),
  leaves: new Map(),
  insiders: new Set(),
  repeats: new Map(),
})

async function readList({ keys }: Deps, user: UserId, version: number): Promise<ListFact | undefined> {
  const stored = await keys.list(user, version)
  return stored && listFact(readStoredList(stored), stored.hash)
}

/** The head that the entry says it has seen, and what stands under its counter if that was used. */
async function gatherPlace(
  { logs }: Deps,
  log: SealedLog,
  entry: SealedEntry,
  batch: SealedBatch,
): Promise<void> {
  const { conversation, device, counter } = entry
  batch.heads.set(headKey(conversation, log.seq), log.head)
  const seq = neededHead(log, entry)
  const head = seq === undefined ? undefined : await logs.headAt(conversation, seq)
  if (seq !== undefined && head !== undefined) batch.heads.set(headKey(conversation, seq), head)
  if (counter > (log.chains.get(device)?.counter ?? -1)) return
  const segment = segmentOf(entry)
  const before = await logs.entryByCounter(conversation, { device, counter, segment, client: 0 })
  if (before !== undefined) batch.repeats.set(sealedRepeatKey(entry), before)
}

async function gatherPerson(
  { keys, directory }: Deps,
  user: UserId,
  workspace: WorkspaceId,
  batch: SealedBatch,
  now: Millis,
): Promise<void> {
  for (const { device, generation, until } of await keys.leaves(user)) {
    batch.leaves.set(device, { generation, isGood: now < until })
  }
  if ((await directory.role(workspace, user)) !== undefined) batch.insiders.add(insiderKey(workspace, user))
}

const noLog = (conversation: ConversationId): KeptLog => ({ log: emptySealedLog(conversation), saved: 0 })

/** The stored state, and the content entries since: every other entry is stored with the state after it. */
async function loadLog({ logs }: Deps, conversation: ConversationId): Promise<KeptLog> {
  const state = await logs.sealedState(conversation)
  const end = await logs.log(conversation)
  if (state === undefined || end === undefined) return noLog(conversation)
  const saved = decodeSealedLog(state)
  if (saved === undefined) throw damaged()
  let log = saved
  while (log.seq < end.seq) {
    const range = { segment: undefined, after: log.seq, upTo: end.seq }
    const entries = await logs.entries(conversation, range, { maxBytes: batchBytes })
    if (entries.length === 0) throw damaged()
    for (const { bytes } of entries) log = toldAgain(log, bytes)
  }
  return { log, saved: saved.seq }
}

function toldAgain(log: SealedLog, bytes: Uint8Array): SealedLog {
  const entry = decodeSealed(bytes)
  if (!entry.ok || log.epoch === undefined) throw damaged()
  return { ...appended(log, entry.value), epoch: { ...log.epoch, entries: log.epoch.entries + 1 } }
}

const damaged = (): StoreTrouble => new StoreTrouble('damaged', new Error('the state of a sealed log'))
