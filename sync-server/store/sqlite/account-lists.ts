/** All accounts of a relay, for whoever runs it. */
import type { DatabaseSync } from 'node:sqlite'
import { idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { AccountStore, ListedAccount } from '../account-store.ts'
import { method } from './database.ts'
import { id, integer, type Row, text, time } from './rows.ts'

const columns = `u.id, u.username, u.name, u.email, u.disabled, u.created,
  EXISTS (SELECT 1 FROM credentials c WHERE c.user = u.id) AS has_password,
  ifnull((SELECT max(d.seen) FROM devices d WHERE d.user = u.id), 0) AS seen`

const readListed = (row: Row): ListedAccount => ({
  user: id(userId, row, 'id'),
  username: text(row, 'username'),
  displayName: text(row, 'name'),
  email: row['email'] === null ? undefined : text(row, 'email'),
  disabled: row['disabled'] !== null,
  hasPassword: integer(row, 'has_password') === 1,
  created: time(row, 'created'),
  seen: time(row, 'seen'),
})

export function createAccountLists(
  database: DatabaseSync,
): Pick<AccountStore, 'list' | 'listed' | 'namesOf'> {
  // `instr`, not LIKE: what somebody looks for may hold % and _.
  const some = database.prepare(
    `SELECT ${columns} FROM users u
     WHERE u.username > ?1 AND (?2 IS NULL OR u.username = ?2)
       AND (?3 IS NULL OR instr(lower(u.username || char(10) || u.name || char(10) || ifnull(u.email, '')), lower(?3)))
     ORDER BY u.username LIMIT ?4`,
  )
  const one = database.prepare(`SELECT ${columns} FROM users u WHERE u.id = ? AND u.username IS NOT NULL`)
  const names = database.prepare('SELECT id FROM users WHERE id = ?1 OR matched = ?1')
  return {
    namesOf: method((user) => names.all(idToBytes(user)).map((row) => id(userId, row, 'id'))),
    list: method(({ username = null, text: part = null, after, limit }) =>
      some.all(after, username, part, limit).map(readListed),
    ),
    listed: method((user) => {
      const row = one.get(idToBytes(user))
      return row && readListed(row)
    }),
  }
}
