/**
 * A table to read from. Reads that are asked for in one turn share a transaction: beginning one keeps the thread busy for
 * longer than several reads, and hundreds of conversations come up at once.
 */
export function shareReads(name: string): (database: IDBDatabase) => IDBObjectStore {
  let shared: { readonly database: IDBDatabase; readonly table: IDBObjectStore } | undefined
  return (database) => {
    if (shared?.database !== database) {
      shared = { database, table: database.transaction(name).objectStore(name) }
      queueMicrotask(() => (shared = undefined)) // a transaction takes requests until the turn in which it began is over
    }
    return shared.table
  }
}
