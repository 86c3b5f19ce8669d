/** What the device has when the engine starts: the directory, and the record of each conversation. */
import type { ConversationId } from '../protocol/ids.ts'
import type { LocalStore, StoredConversation } from '../storage/local-store.ts'
import type { OutboxContents } from '../storage/outbox.ts'
import type { Stored } from '../storage/stored.ts'
import { type ConversationRecord, decodeRecord } from '../sync/conversation-record.ts'
import { inSlices } from '../sync/slices.ts'
import { relayEpochKey } from '../sync/sync.ts'
import { readSyncedAt } from './connection.ts'
import type { DirectoryCache } from './directory-cache.ts'
import type { TroubleDesk } from './store-trouble.ts'

interface ReadDeps {
  readonly store: LocalStore
  /** Lets what else the thread has to do go first. */
  readonly breathe: () => Promise<void>
}

interface AtStart {
  readonly records: ReadonlyMap<ConversationId, ConversationRecord>
  readonly epoch: Uint8Array | undefined
  readonly syncedBefore: Awaited<ReturnType<typeof readSyncedAt>>
}

export async function readStore(
  deps: ReadDeps,
  cache: DirectoryCache,
  desk: TroubleDesk,
  { counters }: OutboxContents,
): Promise<AtStart> {
  const { store } = deps
  // All at once: each alone waits for the disk.
  const [listed, directory, epoch, syncedBefore] = await Promise.all([
    store.conversations(),
    cache.load(),
    store.value(relayEpochKey),
    readSyncedAt(store),
  ])
  for (const outcome of [listed, directory, epoch]) desk.stored(outcome)
  // This device has written before, as its journal remembers, and nothing of it is there.
  if (listed.ok && listed.value.length === 0 && counters.length > 0) desk.lost()
  const records = await readRecords(listed.ok ? listed.value : [], deps, desk.stored)
  return { records, epoch: epoch.ok ? epoch.value : undefined, syncedBefore }
}

async function readRecords(
  listed: ReadonlyArray<StoredConversation>,
  { store, breathe }: ReadDeps,
  stored: Stored,
): Promise<ReadonlyMap<ConversationId, ConversationRecord>> {
  const records = new Map<ConversationId, ConversationRecord>()
  const unreadable: Array<ConversationId> = []
  await inSlices(listed, breathe, (slice) => {
    for (const { conversation, record } of slice) {
      const read = record === undefined ? undefined : decodeRecord(record)
      if (read !== undefined) records.set(conversation, read)
      else {
        stored({ ok: false, failure: { kind: 'damaged', where: `record of ${conversation}` } })
        unreadable.push(conversation)
      }
    }
  })
  if (unreadable.length > 0) await forget(store, unreadable)
  return records
}

/** Without its record nothing that lies there of a conversation can be used: relay and journal have it all. */
async function forget(store: LocalStore, conversations: ReadonlyArray<ConversationId>): Promise<void> {
  const writes = conversations.map((conversation) => ({
    kind: 'conversation' as const,
    conversation,
    record: undefined,
  }))
  await store.write(writes, { durable: false })
}
