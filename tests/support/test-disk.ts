import type { LocalStore, StoreWrite } from '../../core/storage/local-store.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'

export interface Disk {
  readonly store: LocalStore
  readonly writes: Array<StoreWrite>
  readonly durability: Array<boolean>
}

/** A store that can be copied, for it remembers how it came about. */
export function createDisk(before: ReadonlyArray<StoreWrite> = []): Disk {
  const store = createMemoryStore()
  const writes: Array<StoreWrite> = []
  const durability: Array<boolean> = []
  const write: LocalStore['write'] = (more, options) => {
    writes.push(...more)
    durability.push(options.durable)
    return store.write(more, options)
  }
  void write(before, { durable: true })
  return { store: { ...store, write }, writes, durability }
}
