import type { Clock } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { LocalStore, StoreFailure } from '../storage/local-store.ts'
import type { BlockStore } from './block-store.ts'
import type { Breathe } from './build-run.ts'
import { createSearchIndex } from './create-search-index.ts'
import type { OpenSearchIndex } from './search-index.ts'

/** Blocks that live as long as the process: for headless clients and tests. */
export function createMemoryBlockStore(): BlockStore {
  const blocks = new Map<string, Uint8Array>()
  let isClosed = false
  const answer = async <Value>(run: () => Value): Promise<Result<Value, StoreFailure>> =>
    isClosed ? fail({ kind: 'closed' }) : ok(run())
  return {
    read: (names) => answer(() => names.map((name) => blocks.get(name))),
    write: (puts, deletes) =>
      answer(() => {
        for (const { name, bytes } of puts) blocks.set(name, bytes.slice())
        for (const name of deletes) blocks.delete(name)
      }),
    names: () => answer(() => [...blocks.keys()]),
    close: async () => {
      isClosed = true
    },
  }
}

/** An index over `store` that is made anew with each start. */
export const openMemoryIndex =
  (deps: { readonly store: LocalStore; readonly clock: Clock; readonly breathe: Breathe }): OpenSearchIndex =>
  (events) =>
    createSearchIndex({ ...deps, ...events, blocks: createMemoryBlockStore() })
