import type { DatabaseSync } from 'node:sqlite'
import { idToBytes } from '../../../core/protocol/ids.ts'
import type { QuotaStore } from '../quota-store.ts'
import { method } from './database.ts'
import { integer } from './rows.ts'

/** As `migrations.ts` adds it. Null: the relay's own settings say. */
export const quotaTable = `
  CREATE TABLE quotas (
    workspace INTEGER PRIMARY KEY REFERENCES workspaces (number),
    file_bytes INTEGER,
    people INTEGER
  ) STRICT;
  CREATE INDEX files_by_conversation ON files (conversation, size);
`

const people = `SELECT count(*) FROM memberships m JOIN users u ON u.id = m.user
  WHERE m.workspace = w.number AND u.username IS NOT NULL`
const channels = 'channels c WHERE c.workspace = w.number AND c.deleted = 0'
const sumOf = (what: string, table: string): string =>
  `SELECT ${what} FROM channels c JOIN ${table} x ON x.conversation = c.number WHERE c.workspace = w.number`

export function createSqliteQuotas(database: DatabaseSync): QuotaStore {
  const usage = database.prepare(
    `SELECT (${people}) AS people, (SELECT count(*) FROM ${channels}) AS conversations,
       (${sumOf('count(*)', 'message_ops')} AND x.state = 'said') AS messages,
       (${sumOf('count(*)', 'entries')}) AS entries,
       (${sumOf('coalesce(sum(length(x.body)), 0)', 'entries')}) AS entry_bytes,
       (${sumOf('count(*)', 'files')}) AS files, (${sumOf('coalesce(sum(x.size), 0)', 'files')}) AS file_bytes
     FROM workspaces w WHERE w.id = ?`,
  )
  const count = database.prepare(`SELECT (${people}) AS people FROM workspaces w WHERE w.id = ?`)
  const find = database.prepare(
    'SELECT q.file_bytes, q.people FROM quotas q JOIN workspaces w ON w.number = q.workspace WHERE w.id = ?',
  )
  const put = database.prepare(
    `INSERT INTO quotas SELECT number, ?2, ?3 FROM workspaces WHERE id = ?1
     ON CONFLICT DO UPDATE SET file_bytes = excluded.file_bytes, people = excluded.people`,
  )
  return {
    usage: method((workspace) => {
      const row = usage.get(idToBytes(workspace))
      return (
        row && {
          people: integer(row, 'people'),
          conversations: integer(row, 'conversations'),
          messages: integer(row, 'messages'),
          entries: integer(row, 'entries'),
          entryBytes: integer(row, 'entry_bytes'),
          files: integer(row, 'files'),
          fileBytes: integer(row, 'file_bytes'),
        }
      )
    }),
    people: method((workspace) => integer(count.get(idToBytes(workspace)) ?? { people: 0 }, 'people')),
    quota: method((workspace) => {
      const row = find.get(idToBytes(workspace))
      const read = (name: string): number | undefined =>
        row === undefined || row[name] === null ? undefined : integer(row, name)
      return { fileBytes: read('file_bytes'), people: read('people') }
    }),
    setQuota: method((workspace, { fileBytes = null, people: most = null }) => {
      put.run(idToBytes(workspace), fileBytes, most)
    }),
  }
}
