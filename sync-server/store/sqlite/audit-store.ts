import type { DatabaseSync } from 'node:sqlite'
import { idToBytes } from '../../../core/protocol/ids.ts'
import { chainHash, noLine } from '../../audit/chain.ts'
import type { AuditNote, AuditScope, AuditStore } from '../audit-store.ts'
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

interface Chain {
  readonly headOf: (scope: AuditScope) => { readonly number: number; readonly hash: Uint8Array } | undefined
  /** To be called within a transaction. */
  readonly add: (note: AuditNote) => void
}

export function createChain(database: DatabaseSync): Chain {
  const head = database.prepare('SELECT number, hash FROM audit_heads WHERE scope = ?')
  const setHead = database.prepare(
    `INSERT INTO audit_heads VALUES (?1, ?2, ?3)
     ON CONFLICT DO UPDATE SET number = excluded.number, hash = excluded.hash`,
  )
  const insert = database.prepare(
    'INSERT INTO audit_lines (scope, number, time, line, hash) VALUES (?, ?, ?, ?, ?)',
  )
  const headOf: Chain['headOf'] = (scope) => {
    const row = head.get(scopeBytes(scope))
    return row && { number: integer(row, 'number'), hash: bytes(row, 'hash') }
  }
  return {
    headOf,
    add: ({ scope, time: now, line }) => {
      const before = headOf(scope) ?? { number: 0, hash: noLine }
      const number = before.number + 1
      const hash = chainHash(before.hash, number, now, line)
      insert.run(scopeBytes(scope), number, now, line, hash)
      setHead.run(scopeBytes(scope), number, hash)
    },
  }
}

export function createSqliteAudit(database: DatabaseSync): AuditStore {
  const { headOf, add } = createChain(database)
  const list = database.prepare(
    'SELECT number, time, line, hash FROM audit_lines WHERE scope = ? AND number > ? ORDER BY number LIMIT ?',
  )
  return {
    add: method((scope, now, line) => transaction(database, () => add({ scope, time: now, line }))),
    list: method((scope, after, limit) =>
      list.all(scopeBytes(scope), after, limit).map((row) => ({
        number: integer(row, 'number'),
        time: time(row, 'time'),
        line: text(row, 'line'),
        hash: bytes(row, 'hash'),
      })),
    ),
    head: method(headOf),
  }
}
