/** Takes an account out of the relay: what opens it, what names it, its keys and its memberships. What it wrote stays. */
import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { idToBytes, workspaceId } from '../../../core/protocol/ids.ts'
import type { AccountStore } from '../account-store.ts'
import { method, transaction } from './database.ts'
import { createVersionCounter } from './directory-rows.ts'
import { createLeaveAll } from './membership-store.ts'
import { id, integer } from './rows.ts'

/** What others see in place of the name. */
const nameOfGone = 'Deleted account'

const forgotten = [
  'DELETE FROM credentials WHERE user = ?1',
  'DELETE FROM foreign_identities WHERE user = ?1',
  'DELETE FROM key_backups WHERE user = ?1',
  'DELETE FROM device_leaves WHERE user = ?1',
  'DELETE FROM link_messages WHERE user = ?1',
  'DELETE FROM pictures WHERE owner = ?1', // the trigger is for rows of people that go, and this one stays
  'DELETE FROM refresh_tokens WHERE device IN (SELECT id FROM devices WHERE user = ?1)',
  "UPDATE devices SET revoked = 1, name = '' WHERE user = ?1",
] as const

export function createAccountErasure(database: DatabaseSync): Pick<AccountStore, 'erase'> {
  const nextVersion = createVersionCounter(database)
  const leaveAll = createLeaveAll(database)
  const memberships = database.prepare(
    `SELECT w.number, w.id, m.role = 'owner'
       AND NOT EXISTS (SELECT 1 FROM memberships o WHERE o.workspace = m.workspace AND o.role = 'owner' AND o.user <> m.user)
       AND EXISTS (SELECT 1 FROM memberships o WHERE o.workspace = m.workspace AND o.user <> m.user) AS needed
     FROM memberships m JOIN workspaces w ON w.number = m.workspace WHERE m.user = ?`,
  )
  const former = database.prepare(
    'SELECT w.id FROM former_members f JOIN workspaces w ON w.number = f.workspace WHERE f.user = ?',
  )
  const tellFormer = database.prepare('UPDATE former_members SET version = ? WHERE user = ?')
  const forget = forgotten.map((sql) => database.prepare(sql))
  const blank = database.prepare(
    `UPDATE users SET username = NULL, name = ?, email = NULL, avatar = NULL, status = '', status_until = NULL, disabled = ?, sessions_from = ?
     WHERE id = ? AND username IS NOT NULL`,
  )
  return {
    erase: method((user, now) =>
      transaction(database, () => {
        const own = idToBytes(user)
        const rows = memberships.all(own)
        if (rows.some((row) => integer(row, 'needed') === 1)) return fail({ kind: 'last-owner' })
        // Whoever was with them in a workspace that they left before has their name as well.
        const left = former.all(own)
        if (left.length > 0) tellFormer.run(nextVersion(), own)
        for (const row of rows) leaveAll(integer(row, 'number'), own, nextVersion())
        for (const statement of forget) statement.run(own)
        const { changes } = blank.run(nameOfGone, now, now, own)
        if (changes === 0) return fail({ kind: 'not-found' })
        return ok([...rows, ...left].map((row) => id(workspaceId, row, 'id')))
      }),
    ),
  }
}
