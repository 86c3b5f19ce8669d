import type { DatabaseSync } from 'node:sqlite'
import { bytesToHex } from '../../../core/base/bytes.ts'
import type { DirectoryChange, MemberChange, WorkspaceChange } from '../../../core/protocol/directory.ts'
import {
  type ConversationId,
  idToBytes,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../../core/protocol/ids.ts'
import type { DirectoryStore } from '../directory-store.ts'
import { createConversationNews, type DirectoryReader } from './conversation-changes.ts'
import { method, transaction } from './database.ts'
import { createDocumentNews } from './document-changes.ts'
import { bytes, id, integer, readRole, type Row, text } from './rows.ts'
import { createKeysNews, createSealedNews } from './sealed-changes.ts'

export function createChangesSince(database: DatabaseSync): DirectoryStore['changesSince'] {
  const current = database.prepare('SELECT directory_version FROM relay')
  const own = {
    in: database.prepare(
      `SELECT w.number, w.id, w.name, w.picture, w.accent, m.role, m.joined_version, m.version AS own_version, max(w.version, m.version) AS version
       FROM memberships m JOIN workspaces w ON w.number = m.workspace WHERE m.user = ?`,
    ),
    left: database.prepare(
      `SELECT w.id FROM former_members f JOIN workspaces w ON w.number = f.workspace WHERE f.user = ? AND f.version > ?`,
    ),
  }
  const peopleNews = createPeopleNews(database)
  const newsOf = [createConversationNews(database), createDocumentNews(database)]
  const keysNews = createKeysNews(database)
  const sealedNews = createSealedNews(database)
  return method((user, asked) =>
    // One transaction, so that all is seen as of the one version that is answered.
    transaction(database, () => {
      const version = integer(current.get() ?? {}, 'directory_version')
      const since = asked > version ? 0 : asked
      const changes: Array<DirectoryChange> = []
      const newlyReadable: Array<ConversationId> = []
      const told = new Set<MemberChange['user']>()
      for (const row of own.in.all(idToBytes(user))) {
        const from = integer(row, 'joined_version') > since ? 0 : since
        const number = integer(row, 'number')
        const workspace = id(workspaceId, row, 'id')
        // What was seen of it under another role is over. Who has just joined has seen nothing.
        const isNew = integer(row, 'joined_version') === integer(row, 'own_version')
        if (from < since && !isNew) changes.push({ kind: 'left', workspace })
        if (integer(row, 'version') > from) changes.push(workspaceChange(row))
        const reader = { user, role: readRole(row, 'role'), workspace, number, from }
        for (const read of newsOf) {
          const news = read(reader)
          changes.push(...news.changes)
          newlyReadable.push(...news.newlyReadable)
        }
        changes.push(...peopleNews(reader))
        for (const keys of keysNews(number, from)) {
          if (told.has(keys.user)) continue // shares several workspaces
          told.add(keys.user)
          changes.push(keys)
        }
      }
      for (const left of own.left.all(idToBytes(user), since)) {
        changes.push({ kind: 'left', workspace: id(workspaceId, left, 'id') })
      }
      const sealed = sealedNews(user, since)
      changes.push(...sealed.changes)
      newlyReadable.push(...sealed.newlyReadable)
      return { version, changes, newlyReadable }
    }),
  )
}

/** Who is, or was, in a conversation of workspace ?1 that the guest ?3 is in: private ones that the relay keeps, and sealed ones. */
const guestMates = `
  SELECT o.user, o.joined_version, o.left_version, g.joined_version AS own_version FROM conversation_members g
  JOIN channels c ON c.number = g.conversation AND c.workspace = ?1 AND c.private = 1 AND c.deleted = 0
  JOIN conversation_members o ON o.conversation = g.conversation WHERE g.user = ?3 AND g.left_version IS NULL
  UNION ALL
  SELECT o.user, o.joined_version, o.left_version, g.joined_version FROM sealed_members g
  JOIN channels c ON c.number = g.conversation AND c.workspace = ?1
  JOIN sealed_members o ON o.conversation = g.conversation WHERE g.user = ?3 AND g.left_version IS NULL`

/** Within a transaction: the people of a workspace that a reader sees, those who have left it among them. */
function createPeopleNews(database: DatabaseSync): (reader: DirectoryReader) => ReadonlyArray<MemberChange> {
  // What somebody says of how they are is for those whom they share the workspace with.
  const former = database.prepare(
    `SELECT u.id, u.name, u.username, u.avatar, '' AS status, NULL AS status_until, u.matched, 'member' AS role FROM former_members f JOIN users u ON u.id = f.user
     WHERE f.workspace = ? AND f.version > ?`,
  )
  const members = database.prepare(
    `SELECT u.id, u.name, u.username, u.avatar, u.status, u.status_until, u.matched, m.role FROM memberships m JOIN users u ON u.id = m.user
     WHERE m.workspace = ? AND m.version > ? ORDER BY m.version`,
  )
  // All of a conversation that the guest has come into since, and who is new in one that the guest was in.
  const guestMembers = database.prepare(
    `SELECT DISTINCT u.id, u.name, u.username, u.avatar, u.status, u.status_until, u.matched, m.role
     FROM (${guestMates}) s JOIN memberships m ON m.workspace = ?1 AND m.user = s.user JOIN users u ON u.id = s.user
     WHERE s.left_version IS NULL AND (s.own_version > ?2 OR s.joined_version > ?2 OR m.version > ?2)`,
  )
  const guestFormer = database.prepare(
    `SELECT DISTINCT u.id, u.name, u.username, u.avatar, '' AS status, NULL AS status_until, u.matched, 'member' AS role
     FROM (${guestMates}) s JOIN former_members f ON f.workspace = ?1 AND f.user = s.user JOIN users u ON u.id = s.user
     WHERE s.own_version > ?2 OR f.version > ?2`,
  )
  return ({ user, role, workspace, number, from }) => {
    // Guests see the people of their conversations.
    const asGuest = [number, from, idToBytes(user)] as const
    const isGuest = role === 'guest'
    const seen = isGuest ? guestMembers.all(...asGuest) : members.all(number, from)
    const left = isGuest ? guestFormer.all(...asGuest) : former.all(number, from)
    return [
      ...seen.map((row) => memberChange(row, workspace)),
      ...left.map((row): MemberChange => ({ ...memberChange(row, workspace), former: true })),
    ]
  }
}

const workspaceChange = (row: Row): WorkspaceChange => ({
  kind: 'workspace',
  id: id(workspaceId, row, 'id'),
  name: text(row, 'name'),
  role: readRole(row, 'role'),
  ...(row['picture'] === null ? {} : { picture: bytesToHex(bytes(row, 'picture')) }),
  ...(row['accent'] === null ? {} : { accent: integer(row, 'accent') }),
})

const memberChange = (row: Row, workspace: WorkspaceId): MemberChange => ({
  kind: 'member',
  workspace,
  user: id(userId, row, 'id'),
  name: text(row, 'name'),
  ...(row['username'] === null ? {} : { username: text(row, 'username') }),
  role: readRole(row, 'role'),
  placeholder: row['username'] === null,
  ...(row['status'] === '' ? {} : { status: text(row, 'status') }),
  ...(row['status_until'] === null ? {} : { statusUntil: integer(row, 'status_until') }),
  ...(row['avatar'] === null ? {} : { picture: bytesToHex(bytes(row, 'avatar')) }),
  ...(row['matched'] === null ? {} : { matched: id(userId, row, 'matched') }),
})
