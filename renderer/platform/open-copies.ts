import type { Random } from '../../core/base/random.ts'
import { ok, type Result } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import type { DocumentCopies } from '../../core/storage/document-copies.ts'
import { openIndexedDbDocuments } from './indexeddb-documents.ts'
import { importStoreKey } from './record-cipher.ts'

export type CopiesFailure = { readonly kind: 'locked' }

/** The copies of documents that this device keeps for an account whose vault is open. */
export type OpenCopies = (user: UserId) => Promise<Result<DocumentCopies, CopiesFailure>>

export const createOpenCopies =
  (bridge: PageBridge, random: Random): OpenCopies =>
  async (user) => {
    const storeKey = await bridge.call('vault.storeKey', {})
    if (!storeKey.ok) return storeKey
    const key = await importStoreKey(storeKey.value)
    storeKey.value.fill(0)
    return ok(openIndexedDbDocuments({ user, key, random }))
  }
