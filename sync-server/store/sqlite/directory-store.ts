import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { type Role, roles } from '../../../core/protocol/directory.ts'
import { idToBytes, type UserId, workspaceId } from '../../../core/protocol/ids.ts'
import type { DirectoryStore } from '../directory-store.ts'
import { isConstraint, method, transaction } from './database.ts'
import { createChangesSince } from './directory-changes.ts'
import { createChannelInsert, createVersionCounter, nameKey } from './directory-rows.ts'
import { createSqliteMemberships } from './membership-store.ts'
import { id, integer, readRole, text } from './rows.ts'
import { createOverview } from './workspace-overview.ts'
import type { KeyRows } from './workspace-key-rows.ts'

export function createSqliteDirectory(database: DatabaseSync, keys: KeyRows): DirectoryStore {
  return {
    ...createWorkspaceRows(database, keys),
    ...createMembershipRows(database),
    ...createSqliteMemberships(database),
    ...createOwnRows(database),
    ...createAcquaintance(database),
    changesSince: createChangesSince(database),
    overview: createOverview(database),
  }
}

function createWorkspaceRows(
  database: DatabaseSync,
  keys: KeyRows,
): Pick<DirectoryStore, 'createWorkspace' | 'workspaceByName' | 'openWorkspaces'> {
  const nextVersion = createVersionCounter(database)
  const insertChannel = createChannelInsert(database)
  const insert = database.prepare('INSERT INTO workspaces (id, name, name_key, version) VALUES (?, ?, ?, ?)')
  const insertOwner = database.prepare("INSERT INTO memberships VALUES (?, ?, 'owner', ?, ?)")
  const byName = database.prepare('SELECT id FROM workspaces WHERE name_key = ?')
  const open = database.prepare(
    `SELECT w.id, w.name,
       (SELECT count(*) FROM memberships m JOIN users u ON u.id = m.user
        WHERE m.workspace = w.number AND u.username IS NOT NULL) AS members,
       EXISTS (SELECT 1 FROM memberships m WHERE m.workspace = w.number AND m.user = ?) AS joined
     FROM workspaces w ORDER BY w.name_key`,
  )
  return {
    createWorkspace: method(({ id: workspace, name, owner, channels }) => {
      try {
        transaction(database, () => {
          const version = nextVersion()
          const { lastInsertRowid } = insert.run(idToBytes(workspace), name, nameKey(name), version)
          const number = Number(lastInsertRowid)
          keys.make(number, workspace)
          if (owner !== undefined) insertOwner.run(number, idToBytes(owner), version, version)
          for (const channel of channels) insertChannel(number, channel, version)
        })
        return ok(undefined)
      } catch (error) {
        if (isConstraint(error)) return fail({ kind: 'name-taken' })
        throw error
      }
    }),
    workspaceByName: method((name) => {
      const row = byName.get(nameKey(name))
      return row && id(workspaceId, row, 'id')
    }),
    openWorkspaces: method((user) =>
      open.all(idToBytes(user)).map((row) => ({
        id: id(workspaceId, row, 'id'),
        name: text(row, 'name'),
        joined: integer(row, 'joined') === 1,
        members: integer(row, 'members'),
      })),
    ),
  }
}

function createOwnRows(database: DatabaseSync): Pick<DirectoryStore, 'membershipsOf' | 'workspacesOf'> {
  const memberships = database.prepare(
    `SELECT w.id, w.name, m.role FROM memberships m JOIN workspaces w ON w.number = m.workspace
     WHERE m.user = ? ORDER BY w.name_key`,
  )
  const ofUser = database.prepare(
    'SELECT w.id FROM memberships m JOIN workspaces w ON w.number = m.workspace WHERE m.user = ?',
  )
  return {
    membershipsOf: method((user) =>
      memberships.all(idToBytes(user)).map((row) => ({
        id: id(workspaceId, row, 'id'),
        name: text(row, 'name'),
        role: readRole(row, 'role'),
      })),
    ),
    workspacesOf: method((user) => ofUser.all(idToBytes(user)).map((row) => id(workspaceId, row, 'id'))),
  }
}

function createAcquaintance(database: DatabaseSync): Pick<DirectoryStore, 'acquainted'> {
  const shared = database.prepare(
    `SELECT EXISTS (SELECT 1 FROM memberships a JOIN memberships b ON b.workspace = a.workspace
                    WHERE a.user = ?1 AND b.user = ?2)
         OR EXISTS (SELECT 1 FROM sealed_members a JOIN sealed_members b ON b.conversation = a.conversation
                    WHERE a.user = ?1 AND b.user = ?2 AND a.left_version IS NULL AND b.left_version IS NULL) AS found`,
  )
  return {
    acquainted: method((user, users) => {
      const own = idToBytes(user)
      const isKnown = (other: UserId): boolean =>
        other === user || integer(shared.get(own, idToBytes(other)) ?? {}, 'found') === 1
      return new Set(users.filter(isKnown))
    }),
  }
}

const rank = (role: Role): number => roles.indexOf(role)
const workspaceNumber = 'SELECT number FROM workspaces WHERE id = ?'

function createMembershipRows(
  database: DatabaseSync,
): Pick<DirectoryStore, 'role' | 'join' | 'hasOwner' | 'matchPlaceholder'> {
  const nextVersion = createVersionCounter(database)
  const find = database.prepare(workspaceNumber)
  const current = database.prepare(
    `SELECT role FROM memberships WHERE workspace = (${workspaceNumber}) AND user = ?`,
  )
  const insert = database.prepare('INSERT INTO memberships VALUES (?, ?, ?, ?, ?)')
  const back = database.prepare('DELETE FROM former_members WHERE workspace = ? AND user = ?')
  const raise = database.prepare(
    'UPDATE memberships SET role = ?, version = ? WHERE workspace = ? AND user = ?',
  )
  const owner = database.prepare(
    `SELECT 1 FROM memberships WHERE workspace = (${workspaceNumber}) AND role = 'owner' LIMIT 1`,
  )
  return {
    role: method((workspace, user) => {
      const row = current.get(idToBytes(workspace), idToBytes(user))
      return row && readRole(row, 'role')
    }),
    join: method((workspace, user, role) =>
      transaction(database, () => {
        const found = find.get(idToBytes(workspace))
        if (found === undefined) return fail({ kind: 'not-found' })
        const number = integer(found, 'number')
        const member = current.get(idToBytes(workspace), idToBytes(user))
        if (member !== undefined && rank(readRole(member, 'role')) <= rank(role)) return ok(false)
        const version = nextVersion()
        if (member === undefined) {
          insert.run(number, idToBytes(user), role, version, version)
          back.run(number, idToBytes(user))
        } else raise.run(role, version, number, idToBytes(user))
        return ok(true)
      }),
    ),
    hasOwner: method((workspace) => owner.get(idToBytes(workspace)) !== undefined),
    matchPlaceholder: createMatch(database),
  }
}

function createMatch(database: DatabaseSync): DirectoryStore['matchPlaceholder'] {
  const nextVersion = createVersionCounter(database)
  const member = `EXISTS (SELECT 1 FROM memberships m WHERE m.user = users.id AND m.workspace = (${workspaceNumber}))`
  const account = database.prepare(`SELECT 1 FROM users WHERE id = ? AND username IS NOT NULL AND ${member}`)
  const match = database.prepare(
    `UPDATE users SET matched = ? WHERE id = ? AND username IS NULL AND ${member}`,
  )
  const touch = database.prepare('UPDATE memberships SET version = ? WHERE user = ?')
  return method((workspace, placeholder, to) =>
    transaction(database, () => {
      const inside = idToBytes(workspace)
      if (account.get(idToBytes(to), inside) === undefined) return fail({ kind: 'not-found' })
      const matched = match.run(idToBytes(to), idToBytes(placeholder), inside)
      if (matched.changes !== 1) return fail({ kind: 'not-found' })
      touch.run(nextVersion(), idToBytes(placeholder))
      return ok(undefined)
    }),
  )
}
