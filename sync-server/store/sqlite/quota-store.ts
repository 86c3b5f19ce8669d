import type { DatabaseSync } from 'node:sqlite'
import { idToBytes } from '../../../core/protocol/ids.ts'
import { type QuotaStore, sliceEntries } from '../quota-store.ts'
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
const ofFiles = (what: string): string =>
  `SELECT ${what} FROM channels c JOIN files f ON f.conversation = c.number WHERE c.workspace = w.number`

/** What to find a conversation takes, in entries. */
const perConversation = 20

export const createSqliteQuotas = (database: DatabaseSync): QuotaStore => ({
  ...createUsage(database),
  ...createQuotaRows(database),
})

function createUsage(database: DatabaseSync): Pick<QuotaStore, 'holdings' | 'logUsage'> {
  const holdings = database.prepare(
    `SELECT (${people}) AS people, (SELECT count(*) FROM ${channels}) AS conversations,
       (${ofFiles('count(*)')}) AS files, (${ofFiles('coalesce(sum(f.size), 0)')}) AS file_bytes
     FROM workspaces w WHERE w.id = ?`,
  )
  const next = database.prepare(
    `SELECT c.number, l.seq FROM channels c JOIN logs l ON l.conversation = c.number
     WHERE c.workspace = (SELECT number FROM workspaces WHERE id = ?) AND c.number >= ? ORDER BY c.number LIMIT 1`,
  )
  const entries = database.prepare(
    `SELECT count(*) AS entries, coalesce(sum(length(body)), 0) AS bytes FROM entries
     WHERE conversation = ? AND seq > ? AND seq <= ?`,
  )
  const messages = database.prepare(
    `SELECT count(*) AS messages FROM message_ops
     WHERE conversation = ? AND in_channel IN (0, 1) AND seq > ? AND seq <= ? AND state = 'said'`,
  )
  return {
    holdings: method((workspace) => {
      const row = holdings.get(idToBytes(workspace))
      return (
        row && {
          people: integer(row, 'people'),
          conversations: integer(row, 'conversations'),
          files: integer(row, 'files'),
          fileBytes: integer(row, 'file_bytes'),
        }
      )
    }),
    logUsage: method((workspace, from) => {
      let [conversation, seq, left] = [from?.conversation ?? 0, from?.seq ?? 0, sliceEntries]
      const sum = { messages: 0, entries: 0, entryBytes: 0 }
      while (left > 0) {
        const row = next.get(idToBytes(workspace), conversation)
        if (row === undefined) return { ...sum, next: undefined }
        const number = integer(row, 'number')
        if (number !== conversation) seq = 0
        const upTo = Math.min(integer(row, 'seq'), seq + left)
        const found = entries.get(number, seq, upTo) ?? {}
        sum.entries += integer(found, 'entries')
        sum.entryBytes += integer(found, 'bytes')
        sum.messages += integer(messages.get(number, seq, upTo) ?? {}, 'messages')
        left -= upTo - seq + perConversation
        const isWhole = upTo >= integer(row, 'seq')
        ;[conversation, seq] = isWhole ? [number + 1, 0] : [number, upTo]
      }
      return { ...sum, next: { conversation, seq } }
    }),
  }
}

function createQuotaRows(database: DatabaseSync): Omit<QuotaStore, 'holdings' | 'logUsage'> {
  const count = database.prepare(`SELECT (${people}) AS people FROM workspaces w WHERE w.id = ?`)
  const find = database.prepare(
    'SELECT q.file_bytes, q.people FROM quotas q JOIN workspaces w ON w.number = q.workspace WHERE w.id = ?',
  )
  const put = database.prepare(
    `INSERT INTO quotas SELECT number, ?2, ?3 FROM workspaces WHERE id = ?1
     ON CONFLICT DO UPDATE SET file_bytes = excluded.file_bytes, people = excluded.people`,
  )
  return {
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
