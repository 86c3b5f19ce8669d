/** The tables of the local store, as `indexeddb-store.ts` describes them. */

export const version = 1
export const tables = ['conversations', 'segments', 'tails', 'values'] as const

interface TailRow {
  readonly n: number
  readonly conversation: string
  readonly segment: number
  readonly update: Uint8Array<ArrayBuffer>
}

export function createTables(database: IDBDatabase): void {
  database.createObjectStore('conversations')
  database.createObjectStore('segments')
  database.createObjectStore('tails', { keyPath: 'n' }).createIndex('bySegment', ['conversation', 'segment'])
  database.createObjectStore('values')
}

export const isTailRow = (row: unknown): row is TailRow =>
  typeof row === 'object' && row !== null && 'n' in row && typeof row.n === 'number' && 'update' in row
