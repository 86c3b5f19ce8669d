import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { deviceId, idToBytes } from '../../../core/protocol/ids.ts'
import type { LinkMessage, LinkStore } from '../link-store.ts'
import { method, transaction } from './database.ts'
import { bytes, id, integer } from './rows.ts'

export function createSqliteLinks(database: DatabaseSync): LinkStore {
  const purge = database.prepare('DELETE FROM link_messages WHERE expires <= ?')
  const slotOf = database.prepare(
    'SELECT count(*) AS messages, min(expires) AS expires FROM link_messages WHERE user = ? AND slot = ?',
  )
  const slots = database.prepare('SELECT count(DISTINCT slot) AS slots FROM link_messages WHERE user = ?')
  const insert = database.prepare('INSERT INTO link_messages VALUES (?, ?, ?, ?, ?, ?)')
  const after = database.prepare(
    `SELECT number, device, body FROM link_messages WHERE user = ? AND slot = ? AND number > ? AND expires > ?
     ORDER BY number`,
  )
  return {
    post: method(({ user, slot }, { from, message }, { now, expires, maxMessages, maxSlots }) =>
      transaction(database, () => {
        purge.run(now)
        const owner = idToBytes(user)
        const known = slotOf.get(owner, slot) ?? {}
        const number = integer(known, 'messages') + 1
        if (number > maxMessages) return fail({ kind: 'full' })
        const isNew = number === 1
        if (isNew && integer(slots.get(owner) ?? {}, 'slots') >= maxSlots) return fail({ kind: 'full' })
        insert.run(owner, slot, number, idToBytes(from), isNew ? expires : integer(known, 'expires'), message)
        return ok(number)
      }),
    ),
    messages: method(({ user, slot }, known, { now, maxBytes }) => {
      const found: Array<LinkMessage> = []
      let size = 0
      for (const row of after.iterate(idToBytes(user), slot, known, now)) {
        const message = bytes(row, 'body')
        size += message.length
        if (found.length > 0 && size > maxBytes) break
        found.push({ number: integer(row, 'number'), from: id(deviceId, row, 'device'), message })
      }
      return found
    }),
  }
}
