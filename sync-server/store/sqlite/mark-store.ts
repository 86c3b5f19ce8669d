import type { DatabaseSync } from 'node:sqlite'
import { conversationId, idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { MarkStore, ReadMark } from '../mark-store.ts'
import { method, transaction } from './database.ts'
import { id, integer } from './rows.ts'

export function createSqliteMarks(database: DatabaseSync): MarkStore {
  const raise = database.prepare(
    `INSERT INTO marks SELECT l.conversation, ?, min(?, l.seq) FROM channels c JOIN logs l ON l.conversation = c.number
     WHERE c.id = ? AND c.sealed IS NULL AND l.seq > 0
     ON CONFLICT (conversation, user) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > marks.seq
     RETURNING seq`,
  )
  const readers = database.prepare(
    `SELECT count(*) AS readers FROM (
       SELECT 1 FROM readers r JOIN users u ON u.id = r.user
       WHERE r.conversation = (SELECT number FROM channels WHERE id = ?) AND u.username IS NOT NULL LIMIT ?)`,
  )
  const marks = database.prepare(
    `SELECT c.id, k.user, k.seq FROM channels c JOIN marks k ON k.conversation = c.number
     JOIN readers r ON r.conversation = c.number AND r.user = k.user
     WHERE c.id = ?`,
  )
  return {
    raise: method((wanted: ReadonlyArray<ReadMark>) =>
      transaction(database, () =>
        wanted.flatMap(({ conversation, user, seq }) => {
          const moved = raise.get(idToBytes(user), seq, idToBytes(conversation))
          return moved === undefined ? [] : [{ conversation, user, seq: integer(moved, 'seq') }]
        }),
      ),
    ),
    marksOf: method((conversation, maxReaders) => {
      const rows = marks.all(idToBytes(conversation))
      if (rows.length === 0) return []
      const found = readers.get(idToBytes(conversation), maxReaders + 1) ?? {}
      if (integer(found, 'readers') > maxReaders) return []
      return rows.map((row) => ({
        conversation: id(conversationId, row, 'id'),
        user: id(userId, row, 'user'),
        seq: integer(row, 'seq'),
      }))
    }),
  }
}
