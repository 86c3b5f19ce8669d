/** Fills the encrypted store of a page with long conversations, and its directory with their names. */
import { orThrow } from '../../core/base/defect.ts'
import { createDirectoryCache } from '../../core/engine/directory-cache.ts'
import { createDirectoryModel } from '../../core/engine/directory-model.ts'
import type { DirectoryChange } from '../../core/protocol/directory.ts'
import { conversationId, deviceId, type UserId, userId, workspaceId } from '../../core/protocol/ids.ts'
import type { LocalStore } from '../../core/storage/local-store.ts'
import { claimsKey, emptyRecord, encodeClaims, encodeRecord } from '../../core/sync/conversation-record.ts'
import { systemClock } from '../../renderer/platform/system.ts'
import type { FillOrder } from '../lib/fill-order.ts'

const workspace = workspaceId('e'.repeat(32))

/** Stores conversations as they lie there once they have come from the relay: a blob a segment, a record, the claims. */
export async function fillStore(
  store: LocalStore,
  self: UserId,
  { conversations, client, people }: FillOrder,
  read: (source: string, segment: number) => Promise<Uint8Array>,
): Promise<void> {
  for (const { id, source, ops } of conversations) {
    const conversation = conversationId(id)
    for (const segment of ops.keys()) {
      const blob = await read(source, segment)
      orThrow(await store.write([{ kind: 'segment', conversation, segment, blob }], { durable: false }))
    }
    const record = encodeRecord({
      ...emptyRecord,
      cursor: { seq: 1 + ops.length, head: new Uint8Array(32) },
      newestSegment: ops.length - 1,
      held: new Map(Array.from(ops.keys(), (segment) => [segment, 'live'])),
      ops: new Map(ops.entries()),
      claimsComplete: true,
    })
    const claims = encodeClaims([{ client, device: deviceId('f'.repeat(32)), user: self, gateway: true }])
    const value = { kind: 'value', key: claimsKey(conversation), value: claims } as const
    orThrow(await store.write([{ kind: 'conversation', conversation, record }, value], { durable: true }))
  }
  await fillDirectory(store, { conversations, people })
}

async function fillDirectory(
  store: LocalStore,
  { conversations, people }: Pick<FillOrder, 'conversations' | 'people'>,
): Promise<void> {
  const model = createDirectoryModel(userId('0'.repeat(32)))
  const stored = (outcome: Parameters<typeof orThrow>[0]): void => void orThrow(outcome)
  const cache = createDirectoryCache({ clock: systemClock, store, model, stored })
  const changes: ReadonlyArray<DirectoryChange> = [
    { kind: 'workspace', id: workspace, name: 'Bench', role: 'member' },
    ...conversations.map(({ id }) => {
      return { kind: 'channel' as const, id: conversationId(id), workspace, name: id.slice(-4), topic: '' }
    }),
    ...people.map((id) => {
      const user = userId(id)
      return {
        kind: 'member' as const,
        workspace,
        user,
        name: id,
        role: 'member' as const,
        placeholder: true,
      }
    }),
  ]
  model.apply(changes, 1)
  cache.changed(changes)
  await cache.flush()
}
