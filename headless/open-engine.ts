import path from 'node:path'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import { fail, type Result } from '../core/base/result.ts'
import type { Account, PageBridge } from '../core/bridge/contract.ts'
import type { Engine } from '../core/engine/engine.ts'
import { type OverBridgeDeps, openEngineOverBridge } from '../core/engine/over-bridge/open-engine.ts'
import { openMemoryIndex } from '../core/search/memory-index.ts'
import type { LocalStore, StoreFailure } from '../core/storage/local-store.ts'
import type { OutboxFailure } from '../core/storage/outbox.ts'
import type { Report } from '../core/sync/report.ts'
import { createPrimitives } from '../main/e2ee/primitives.ts'
import { connectNodeSocket } from './node-socket.ts'
import { openSqliteLocalStore } from './sqlite-local-store.ts'

export interface EnginePlace {
  readonly bridge: PageBridge
  readonly account: Account
  readonly clock: Clock
  readonly random: Random
  readonly report: Report
}

export type OpenEngineFailure =
  | { readonly kind: 'store'; readonly failure: StoreFailure }
  | { readonly kind: 'outbox'; readonly failure: OutboxFailure }
  | { readonly kind: 'locked' }

/** The engine of the account whose vault is open, its store a file in the folder that main was started over. */
export async function openFolderEngine(
  folder: string,
  place: EnginePlace,
): Promise<Result<Engine, OpenEngineFailure>> {
  const key = await place.bridge.call('vault.storeKey', {})
  if (!key.ok) return key
  const store = openSqliteLocalStore({ file: path.join(folder, 'store.db'), key: key.value })
  if (!store.ok) return fail({ kind: 'store', failure: store.failure })
  await dropLeftFiles(place.bridge)
  const engine = await openNodeEngine(store.value, place)
  return engine.ok ? engine : fail({ kind: 'outbox', failure: engine.failure })
}

/** Of what an earlier run attached and did not send nobody knows any more. */
async function dropLeftFiles(bridge: PageBridge): Promise<void> {
  const waiting = await bridge.call('files.waiting', {})
  for (const { id, isFromBefore } of waiting.ok ? waiting.value : [])
    if (isFromBefore) await bridge.call('files.drop', { id })
}

/** In plain Node, over any store. Its search index is in memory. @internal */
export function openNodeEngine(
  store: LocalStore,
  { clock, random, ...place }: EnginePlace & Partial<Pick<OverBridgeDeps, 'connect' | 'longestSealed'>>,
): Promise<Result<Engine, OutboxFailure>> {
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const { verify } = createPrimitives((length) => random.bytes(length))
  return openEngineOverBridge({
    connect: connectNodeSocket,
    ...place,
    clock,
    random,
    store,
    openIndex: openMemoryIndex({ store, clock, breathe }),
    breathe,
    verifyReceipt: async (key, text, signature) => verify(key, text, signature),
  })
}
