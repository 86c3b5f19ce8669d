/** All that a relay's database holds, table by table, to be compared. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'

export type Cells = Record<string, SQLOutputValue>
export type Contents = Record<string, ReadonlyArray<Cells>>

const readable = (row: Cells): Cells =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    ]),
  )

export function contentsOf(database: DatabaseSync): Contents {
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
    .map(({ name }) => String(name))
  return Object.fromEntries(
    tables.map((table) => {
      const rows = database.prepare(`SELECT * FROM ${table}`).all()
      return [table, rows.map(readable)]
    }),
  )
}
