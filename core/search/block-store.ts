import type { Result } from '../base/result.ts'
import type { StoreFailure } from '../storage/local-store.ts'

export interface BlockPut {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Where the index lies: named blocks, each written once and deleted, but for the manifest. Adapters encrypt every block and
 * bind it to its name. Every adapter passes tests/contracts/block-store-contract.ts.
 */
export interface BlockStore {
  /** In the order of `names`; undefined for a block that is not there or does not open. */
  readonly read: (
    names: ReadonlyArray<string>,
  ) => Promise<Result<ReadonlyArray<Uint8Array | undefined>, StoreFailure>>
  /** All or nothing. What was written before one that succeeds is there if that is. */
  readonly write: (
    puts: ReadonlyArray<BlockPut>,
    deletes: ReadonlyArray<string>,
  ) => Promise<Result<void, StoreFailure>>
  readonly names: () => Promise<Result<ReadonlyArray<string>, StoreFailure>>
  readonly close: () => Promise<void>
}
