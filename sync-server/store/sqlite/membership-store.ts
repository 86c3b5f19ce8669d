/** Who is in a workspace, in what role, and what they hear of. */
import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import type { Role } from '../../../core/protocol/directory.ts'
import {
  conversationId,
  idToBytes,
  type UserId,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../../core/protocol/ids.ts'
import type { DirectoryStore, LastOwner, NotFound } from '../directory-store.ts'
import { isConstraint, method, transaction } from './database.ts'
import { createVersionCounter, nameKey } from './directory-rows.ts'
import { id, integer, readRole, text, time } from './rows.ts'

type Memberships = Pick<
  DirectoryStore,
  'audiencesOf' | 'members' | 'contacts' | 'rename' | 'setRole' | 'leave'
>

export function createSqliteMemberships(database: DatabaseSync): Memberships {
  return { ...createReads(database), ...createRename(database), ...createChanges(database) }
}

function createReads(database: DatabaseSync): Pick<Memberships, 'audiencesOf' | 'members' | 'contacts'> {
  const workspaces = database.prepare(
    `SELECT w.id FROM memberships m JOIN workspaces w ON w.number = m.workspace WHERE m.user = ? AND m.role <> 'guest'`,
  )
  const conversations = database.prepare(
    `SELECT c.id FROM readers r JOIN channels c ON c.number = r.conversation
     WHERE r.user = ? AND (c.sealed IS NOT NULL OR c.private = 1)`,
  )
  const members = database.prepare(
    `SELECT u.id, u.name, u.username, u.status, m.role FROM memberships m JOIN workspaces w ON w.number = m.workspace
     JOIN users u ON u.id = m.user WHERE w.id = ? ORDER BY u.name, u.id`,
  )
  const contacts = database.prepare(
    `SELECT u.id, u.name, u.username, u.email, u.gone FROM memberships m JOIN workspaces w ON w.number = m.workspace
     JOIN users u ON u.id = m.user WHERE w.id = ? AND u.username IS NOT NULL ORDER BY u.name, u.id`,
  )
  return {
    contacts: method((workspace) =>
      contacts.all(idToBytes(workspace)).map((row) => ({
        user: id(userId, row, 'id'),
        name: text(row, 'name'),
        username: text(row, 'username'),
        email: row['email'] === null ? undefined : text(row, 'email'),
        gone: time(row, 'gone'),
      })),
    ),
    audiencesOf: method((user) => [
      ...workspaces.all(idToBytes(user)).map((row) => id(workspaceId, row, 'id')),
      ...conversations.all(idToBytes(user)).map((row) => id(conversationId, row, 'id')),
    ]),
    members: method((workspace) =>
      members.all(idToBytes(workspace)).map((row) => ({
        user: id(userId, row, 'id'),
        name: text(row, 'name'),
        username: row['username'] === null ? undefined : text(row, 'username'),
        role: readRole(row, 'role'),
        status: text(row, 'status'),
      })),
    ),
  }
}

function createRename(database: DatabaseSync): Pick<Memberships, 'rename'> {
  const nextVersion = createVersionCounter(database)
  const rename = database.prepare('UPDATE workspaces SET name = ?, name_key = ?, version = ? WHERE id = ?')
  return {
    rename: method((workspace, name) => {
      try {
        return transaction(database, () => {
          const renamed = rename.run(name, nameKey(name), nextVersion(), idToBytes(workspace))
          return renamed.changes === 1 ? ok(undefined) : fail({ kind: 'not-found' })
        })
      } catch (error) {
        if (isConstraint(error)) return fail({ kind: 'name-taken' })
        throw error
      }
    }),
  }
}

function createChanges(database: DatabaseSync): Pick<Memberships, 'setRole' | 'leave'> {
  const nextVersion = createVersionCounter(database)
  const current = database.prepare(
    `SELECT w.number, m.role, (SELECT count(*) FROM memberships o WHERE o.workspace = w.number AND o.role = 'owner') AS owners
     FROM memberships m JOIN workspaces w ON w.number = m.workspace WHERE w.id = ? AND m.user = ?`,
  )
  // Guests see so much else that all of the workspace is told anew to who becomes one, or is one no more.
  const setRole = database.prepare(
    `UPDATE memberships SET joined_version = iif((role = 'guest') = (?1 = 'guest'), joined_version, ?2), role = ?1, version = ?3
     WHERE workspace = ?4 AND user = ?5`,
  )
  const leaveAll = createLeaveAll(database)

  /** What the person is now, unless what is asked for would leave nobody to own the workspace. */
  const check = (
    workspace: WorkspaceId,
    user: UserId,
    next: Role | undefined,
  ):
    | { readonly ok: true; readonly value: number }
    | { readonly ok: false; readonly failure: NotFound | LastOwner } => {
    const row = current.get(idToBytes(workspace), idToBytes(user))
    if (row === undefined) return fail({ kind: 'not-found' })
    const isLast = readRole(row, 'role') === 'owner' && integer(row, 'owners') === 1
    return isLast && next !== 'owner' ? fail({ kind: 'last-owner' }) : ok(integer(row, 'number'))
  }
  return {
    setRole: method((workspace, user, role) =>
      transaction(database, () => {
        const found = check(workspace, user, role)
        if (!found.ok) return found
        const told = nextVersion()
        setRole.run(role, told, nextVersion(), found.value, idToBytes(user))
        return ok(undefined)
      }),
    ),
    leave: method((workspace, user) =>
      transaction(database, () => {
        const found = check(workspace, user, undefined)
        if (!found.ok) return found
        const version = nextVersion()
        leaveAll(found.value, idToBytes(user), version)
        return ok(undefined)
      }),
    ),
  }
}

/** Takes somebody out of a workspace, by its number, and out of all conversations there. */
export function createLeaveAll(
  database: DatabaseSync,
): (workspace: number, user: Uint8Array, version: number) => void {
  const statements = [
    `UPDATE channels SET version = ?3 WHERE workspace = ?1 AND number IN
       (SELECT conversation FROM conversation_members WHERE user = ?2 AND left_version IS NULL)`,
    `UPDATE conversation_members SET left_version = ?3, version = ?3, role = 'member'
     WHERE user = ?2 AND left_version IS NULL AND conversation IN (SELECT number FROM channels WHERE workspace = ?1)`,
    'DELETE FROM memberships WHERE workspace = ?1 AND user = ?2 AND ?3 > 0',
    'INSERT INTO former_members VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET version = ?3',
  ].map((sql) => database.prepare(sql))
  return (workspace, user, version) => {
    for (const statement of statements) statement.run(workspace, user, version)
  }
}
