/** The tables of the local store, as `indexeddb-store.ts` describes them. */

import type { StoreWrite } from '../../core/storage/local-store.ts'

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

/**
 * What is not written can be read meanwhile: where somebody has read up to is noted just as they open the next conversation.
 * `values` is always among them, for transactions that have a table in common come one after the other: as they were asked for.
 */
export function tablesOf(writes: ReadonlyArray<StoreWrite>): ReadonlyArray<(typeof tables)[number]> {
  const forgets = writes.some((each) => each.kind === 'conversation' && each.record === undefined)
  if (forgets) return tables
  const kinds = new Set(writes.map(({ kind }) => kind))
  return [
    'values',
    ...(kinds.has('conversation') ? (['conversations'] as const) : []),
    ...(kinds.has('segment') ? (['segments'] as const) : []),
    ...(kinds.has('segment') || kinds.has('append-tail') ? (['tails'] as const) : []),
  ]
}
