import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import type { DocumentCopies } from '../../core/storage/document-copies.ts'
import type { LocalStore, StoreFailure } from '../../core/storage/local-store.ts'
import { openIndexedDbDocuments } from './indexeddb-documents.ts'
import { openIndexedDbStore } from './indexeddb-store.ts'
import { importStoreKey } from './record-cipher.ts'

export interface RestoredStores {
  readonly store: LocalStore
  readonly copies: DocumentCopies
  readonly close: () => Promise<void>
}

/** Stores under that key, which is wiped, after what may lie there of an earlier time is gone; it fails while that does not go. */
export type OpenRestored = (
  user: UserId,
  storeKey: Uint8Array,
) => Promise<Result<RestoredStores, StoreFailure>>

export const createOpenRestored =
  (deps: { readonly random: Random; readonly erase: (user: UserId) => Promise<boolean> }): OpenRestored =>
  async (user, storeKey) => {
    const { random } = deps
    const isEmpty = await deps.erase(user)
    const key = await importStoreKey(storeKey)
    storeKey.fill(0)
    if (!isEmpty) return fail({ kind: 'failed', detail: 'what lay there of an earlier time is in use' })
    const store = await openIndexedDbStore({ user, key, random })
    if (!store.ok) return store
    const copies = openIndexedDbDocuments({ user, key, random })
    return ok({
      store: store.value,
      copies,
      close: async () => {
        await Promise.all([store.value.close(), copies.close()])
      },
    })
  }
