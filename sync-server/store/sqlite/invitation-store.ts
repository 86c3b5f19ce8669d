import type { DatabaseSync } from 'node:sqlite'
import type { Millis } from '../../../core/base/clock.ts'
import { fail, ok } from '../../../core/base/result.ts'
import { type Role, roles } from '../../../core/protocol/directory.ts'
import { idToBytes, invitationId, type UserId, userId, workspaceId } from '../../../core/protocol/ids.ts'
import type { Invitation, InvitationStore, Redeemed } from '../invitation-store.ts'
import { method, transaction } from './database.ts'
import { createVersionCounter } from './directory-rows.ts'
import { id, integer, readRole, type Row, text, time } from './rows.ts'

/** Within a transaction. `changed`: the person is more than they were. Undefined if the invitation is not good. */
export type Redeem = (
  hash: Uint8Array,
  user: UserId,
  now: Millis,
) => (Redeemed & { readonly changed: boolean }) | undefined

const good = 'uses > 0 AND expires > ?'

export function createSqliteInvitations(database: DatabaseSync): InvitationStore {
  const redeem = createRedeem(database)
  const findWorkspace = database.prepare('SELECT number FROM workspaces WHERE id = ?')
  const insert = database.prepare('INSERT INTO invitations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const purge = database.prepare('DELETE FROM invitations WHERE uses = 0 OR expires <= ?')
  const list = database.prepare(
    `SELECT i.id, w.id AS workspace, i.role, i.email, i.uses, i.expires, i.created_by
     FROM invitations i LEFT JOIN workspaces w ON w.number = i.workspace
     WHERE w.id IS ? AND ${good} ORDER BY i.created DESC, i.id`,
  )
  const remove = database.prepare(
    'DELETE FROM invitations WHERE id = ? AND workspace IS (SELECT number FROM workspaces WHERE id = ?)',
  )
  const look = database.prepare(
    `SELECT w.id AS workspace, w.name, i.role FROM invitations i LEFT JOIN workspaces w ON w.number = i.workspace
     WHERE i.hash = ? AND ${good}`,
  )
  return {
    add: method(({ workspace, ...invitation }) =>
      transaction(database, () => {
        const row = workspace && findWorkspace.get(idToBytes(workspace))
        if (workspace !== undefined && row === undefined) return fail({ kind: 'not-found' })
        const { id: own, hash, role, email = null, uses, expires, createdBy, created } = invitation
        purge.run(created)
        const number = row === undefined ? null : integer(row, 'number')
        const by = createdBy === undefined ? null : idToBytes(createdBy)
        insert.run(idToBytes(own), hash, number, role, email, uses, expires, by, created)
        return ok(undefined)
      }),
    ),
    list: method((workspace, now) =>
      list.all(workspace === undefined ? null : idToBytes(workspace), now).map(readInvitation),
    ),
    remove: method(
      (workspace, invitation) =>
        remove.run(idToBytes(invitation), workspace === undefined ? null : idToBytes(workspace)).changes ===
        1,
    ),
    look: method((hash, now) => {
      const row = look.get(hash, now)
      const workspaceName = row === undefined || row['name'] === null ? undefined : text(row, 'name')
      return row && { ...readRedeemed(row), workspaceName }
    }),
    redeem: method((hash, user, now) =>
      transaction(database, () => {
        const row = look.get(hash, now)
        // Who is here already has what an invitation to the relay gives.
        if (row?.['workspace'] === null) return ok({ ...readRedeemed(row), changed: false })
        const redeemed = redeem(hash, user, now)
        return redeemed === undefined ? fail({ kind: 'invitation-refused' }) : ok(redeemed)
      }),
    ),
  }
}

export function createRedeem(database: DatabaseSync): Redeem {
  const nextVersion = createVersionCounter(database)
  const find = database.prepare(
    `SELECT i.role, i.workspace AS number, w.id AS workspace, m.role AS present FROM invitations i
     LEFT JOIN workspaces w ON w.number = i.workspace
     LEFT JOIN memberships m ON m.workspace = i.workspace AND m.user = ? WHERE i.hash = ? AND i.${good}`,
  )
  const use = database.prepare('UPDATE invitations SET uses = uses - 1 WHERE hash = ?')
  const insert = database.prepare('INSERT INTO memberships VALUES (?1, ?2, ?3, ?4, ?4)')
  const back = database.prepare('DELETE FROM former_members WHERE workspace = ? AND user = ?')
  // Guests see so much else that all of the workspace is told anew to who is one no more.
  const raise = database.prepare(
    `UPDATE memberships SET joined_version = iif(role = 'guest', ?1, joined_version), role = ?2, version = ?3
     WHERE workspace = ?4 AND user = ?5`,
  )
  const enter = (workspace: number, user: UserId, role: Role, isNew: boolean): void => {
    const told = nextVersion()
    if (isNew) {
      insert.run(workspace, idToBytes(user), role, told)
      back.run(workspace, idToBytes(user))
    } else raise.run(told, role, nextVersion(), workspace, idToBytes(user))
  }
  return (hash, user, now) => {
    const row = find.get(idToBytes(user), hash, now)
    if (row === undefined) return undefined
    const redeemed = readRedeemed(row)
    const isMore =
      row['present'] === null || roles.indexOf(readRole(row, 'present')) > roles.indexOf(redeemed.role)
    if (!isMore) return { ...redeemed, changed: false }
    use.run(hash)
    if (redeemed.workspace === undefined) return { ...redeemed, changed: false }
    enter(integer(row, 'number'), user, redeemed.role, row['present'] === null)
    return { ...redeemed, changed: true }
  }
}

const readRedeemed = (row: Row): Redeemed => ({
  workspace: row['workspace'] === null ? undefined : id(workspaceId, row, 'workspace'),
  role: readRole(row, 'role'),
})

const readInvitation = (row: Row): Invitation => ({
  ...readRedeemed(row),
  id: id(invitationId, row, 'id'),
  email: row['email'] === null ? undefined : text(row, 'email'),
  uses: integer(row, 'uses'),
  expires: time(row, 'expires'),
  createdBy: row['created_by'] === null ? undefined : id(userId, row, 'created_by'),
})
