import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { attachmentId, conversationId, idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { FileStore } from '../file-store.ts'
import { method, transaction } from './database.ts'
import { bytes, id, integer } from './rows.ts'

export function createSqliteFiles(database: DatabaseSync): FileStore {
  const used = database.prepare('SELECT coalesce(sum(size), 0) AS bytes FROM files WHERE user = ?')
  const workspace = database.prepare(
    `SELECT c.workspace AS number, q.file_bytes FROM channels c LEFT JOIN quotas q ON q.workspace = c.workspace
     WHERE c.id = ?`,
  )
  const usedByAll = database.prepare(
    `SELECT coalesce(sum(f.size), 0) AS bytes FROM channels c JOIN files f ON f.conversation = c.number
     WHERE c.workspace = ?`,
  )
  const known = database.prepare('SELECT 1 FROM files WHERE id = ?')
  const insert = database.prepare(
    `INSERT INTO files SELECT ?, number, ?, ?, NULL, ? FROM channels WHERE id = ?`,
  )
  const one = database.prepare(
    'SELECT c.id AS conversation, f.user, f.size, f.hash FROM files f JOIN channels c ON c.number = f.conversation WHERE f.id = ?',
  )
  const touch = database.prepare('UPDATE files SET touched = ? WHERE id = ?')
  const finish = database.prepare('UPDATE files SET hash = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM files WHERE id = ?')
  const unfinished = database.prepare('SELECT id FROM files WHERE hash IS NULL AND touched < ?')
  return {
    add: method((file, quotas) =>
      transaction(database, () => {
        const [name, user] = [idToBytes(file.id), idToBytes(file.user)]
        if (known.get(name) !== undefined) return fail({ kind: 'taken' })
        const byPerson = integer(used.get(user) ?? {}, 'bytes')
        if (byPerson + file.size > quotas.person)
          return fail({ kind: 'quota', of: 'person', used: byPerson, limit: quotas.person })
        const place = workspace.get(idToBytes(file.conversation))
        if (place === undefined) return fail({ kind: 'not-found' })
        const limit = place['file_bytes'] === null ? quotas.workspace : integer(place, 'file_bytes')
        const byAll =
          limit === undefined ? 0 : integer(usedByAll.get(integer(place, 'number')) ?? {}, 'bytes')
        if (limit !== undefined && byAll + file.size > limit)
          return fail({ kind: 'quota', of: 'workspace', used: byAll, limit })
        const inserted = insert.run(name, user, file.size, file.now, idToBytes(file.conversation))
        return inserted.changes === 1 ? ok(undefined) : fail({ kind: 'not-found' })
      }),
    ),
    file: method((file) => {
      const row = one.get(idToBytes(file))
      return (
        row && {
          conversation: id(conversationId, row, 'conversation'),
          user: id(userId, row, 'user'),
          size: integer(row, 'size'),
          hash: row['hash'] === null ? undefined : bytes(row, 'hash'),
        }
      )
    }),
    touch: method((file, now) => void touch.run(now, idToBytes(file))),
    finish: method((file, hash) => void finish.run(hash, idToBytes(file))),
    remove: method((file) => void remove.run(idToBytes(file))),
    unfinished: method((since) => unfinished.all(since).map((row) => id(attachmentId, row, 'id'))),
  }
}
