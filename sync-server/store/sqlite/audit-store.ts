import type { DatabaseSync } from 'node:sqlite'
import { idToBytes } from '../../../core/protocol/ids.ts'
import { chainHash, noLine } from '../../audit/chain.ts'
import type { AuditScope, AuditStore } from '../audit-store.ts'
import { method, transaction } from './database.ts'
import { bytes, integer, text, time } from './rows.ts'

/** Audit lines, hash-chained by scope. The head lies in a row of its own, so that a tail that was cut off is seen. */
export const auditTables = `
  CREATE TABLE audit_lines (
    row INTEGER PRIMARY KEY,
    scope BLOB NOT NULL, -- a workspace; empty for the relay itself
    number INTEGER NOT NULL,
    time INTEGER NOT NULL,
    line TEXT NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX audit_lines_by_number ON audit_lines (scope, number);
  CREATE TABLE audit_heads (
    scope BLOB PRIMARY KEY,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
`

const scopeBytes = (scope: AuditScope): Uint8Array =>
  scope === 'relay' ? new Uint8Array() : idToBytes(scope)

export function createSqliteAudit(database: DatabaseSync): AuditStore {
  const head = database.prepare('SELECT number, hash FROM audit_heads WHERE scope = ?')
  const setHead = database.prepare(
    `INSERT INTO audit_heads VALUES (?1, ?2, ?3)
     ON CONFLICT DO UPDATE SET number = excluded.number, hash = excluded.hash`,
  )
  const insert = database.prepare(
    'INSERT INTO audit_lines (scope, number, time, line, hash) VALUES (?, ?, ?, ?, ?)',
  )
  const list = database.prepare(
    'SELECT number, time, line, hash FROM audit_lines WHERE scope = ? AND number > ? ORDER BY number LIMIT ?',
  )
  const headOf = (scope: Uint8Array): { number: number; hash: Uint8Array } | undefined => {
    const row = head.get(scope)
    return row && { number: integer(row, 'number'), hash: bytes(row, 'hash') }
  }
  return {
    add: method((scope, now, line) =>
      transaction(database, () => {
        const place = scopeBytes(scope)
        const before = headOf(place) ?? { number: 0, hash: noLine }
        const number = before.number + 1
        const hash = chainHash(before.hash, number, now, line)
        insert.run(place, number, now, line, hash)
        setHead.run(place, number, hash)
      }),
    ),
    list: method((scope, after, limit) =>
      list.all(scopeBytes(scope), after, limit).map((row) => ({
        number: integer(row, 'number'),
        time: time(row, 'time'),
        line: text(row, 'line'),
        hash: bytes(row, 'hash'),
      })),
    ),
    head: method((scope) => headOf(scopeBytes(scope))),
  }
}
