import type { Random } from '../../core/base/random.ts'
import type { Result } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'
import { type IndexedDbStore, openIndexedDbStore } from './indexeddb-store.ts'
import { importStoreKey } from './record-cipher.ts'

/** The local store of an account, beside the engine, in whichever window that runs: to be read, and for values of which the engine knows nothing. To be closed after use. */
export type OpenHistory = (
  user: UserId,
) => Promise<Result<IndexedDbStore, StoreFailure | { readonly kind: 'locked' }>>

export const createOpenHistory =
  (bridge: PageBridge, random: Random): OpenHistory =>
  async (user) => {
    const storeKey = await bridge.call('vault.storeKey', {})
    if (!storeKey.ok) return storeKey
    const key = await importStoreKey(storeKey.value)
    storeKey.value.fill(0)
    return openIndexedDbStore({ user, key, random })
  }
