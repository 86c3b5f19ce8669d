import type { DatabaseSync } from 'node:sqlite'
import { conversationId, idToBytes, opId, userId, workspaceId } from '../../../core/protocol/ids.ts'
import type { RetentionStore } from '../retention-store.ts'
import { method } from './database.ts'
import { id, integer } from './rows.ts'

/** As `migrations.ts` adds it. */
export const retentionTable = `
  CREATE TABLE retention (
    workspace INTEGER PRIMARY KEY REFERENCES workspaces (number),
    days INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX messages_by_age ON message_ops (conversation, time) WHERE state = 'said';
`

export function createSqliteRetention(database: DatabaseSync): RetentionStore {
  const find = database.prepare(
    'SELECT r.days FROM retention r JOIN workspaces w ON w.number = r.workspace WHERE w.id = ?',
  )
  const put = database.prepare(
    `INSERT INTO retention SELECT number, ?2 FROM workspaces WHERE id = ?1
     ON CONFLICT DO UPDATE SET days = excluded.days`,
  )
  const drop = database.prepare(
    'DELETE FROM retention WHERE workspace = (SELECT number FROM workspaces WHERE id = ?)',
  )
  const all = database.prepare(
    `SELECT * FROM (SELECT w.id, min(coalesce(r.days, ?1), coalesce(?1, r.days)) AS days
     FROM workspaces w LEFT JOIN retention r ON r.workspace = w.number ORDER BY w.number) WHERE days IS NOT NULL`,
  )
  const aged = database.prepare(
    `SELECT c.id, o.topic, o.author FROM workspaces w JOIN channels c ON c.workspace = w.number
     JOIN message_ops o ON o.conversation = c.number
     WHERE w.id = ? AND c.sealed IS NULL AND c.deleted = 0 AND c.archived = 0 AND o.state = 'said' AND o.time < ?
     LIMIT ?`,
  )
  return {
    days: method((workspace) => {
      const row = find.get(idToBytes(workspace))
      return row && integer(row, 'days')
    }),
    setDays: method((workspace, days) => {
      const place = idToBytes(workspace)
      if (days === undefined) drop.run(place)
      else put.run(place, days)
    }),
    rules: method((most) =>
      all
        .all(most ?? null)
        .map((row) => ({ workspace: id(workspaceId, row, 'id'), days: integer(row, 'days') })),
    ),
    aged: method((workspace, before, most) =>
      aged.all(idToBytes(workspace), before, most).map((row) => ({
        conversation: id(conversationId, row, 'id'),
        message: id(opId, row, 'topic'),
        author: id(userId, row, 'author'),
      })),
    ),
  }
}
