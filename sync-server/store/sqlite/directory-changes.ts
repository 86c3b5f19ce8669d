import type { DatabaseSync } from 'node:sqlite'
import type {
  ChannelChange,
  DirectoryChange,
  MemberChange,
  WorkspaceChange,
} from '../../../core/protocol/directory.ts'
import { conversationId, idToBytes, userId, workspaceId } from '../../../core/protocol/ids.ts'
import type { DirectoryStore } from '../directory-store.ts'
import { method, transaction } from './database.ts'
import { id, integer, readRole, type Row, text } from './rows.ts'
import { createKeysNews, createSealedNews } from './sealed-changes.ts'

export function createChangesSince(database: DatabaseSync): DirectoryStore['changesSince'] {
  const current = database.prepare('SELECT directory_version FROM relay')
  const own = database.prepare(
    `SELECT w.number, w.id, w.name, m.role, m.joined_version, max(w.version, m.version) AS version
     FROM memberships m JOIN workspaces w ON w.number = m.workspace WHERE m.user = ?`,
  )
  const channels = database.prepare(
    `SELECT id, name, topic, created_version FROM channels WHERE workspace = ? AND version > ? AND sealed IS NULL
     ORDER BY number`,
  )
  const members = database.prepare(
    `SELECT u.id, u.name, u.username, u.matched, m.role FROM memberships m JOIN users u ON u.id = m.user
     WHERE m.workspace = ? AND m.version > ? ORDER BY m.version`,
  )
  const keysNews = createKeysNews(database)
  const sealedNews = createSealedNews(database)
  return method((user, asked) =>
    // One transaction, so that all is seen as of the one version that is answered.
    transaction(database, () => {
      const version = integer(current.get() ?? {}, 'directory_version')
      const since = asked > version ? 0 : asked
      const changes: Array<DirectoryChange> = []
      const newlyReadable: Array<ChannelChange['id']> = []
      const told = new Set<MemberChange['user']>()
      for (const row of own.all(idToBytes(user))) {
        const from = integer(row, 'joined_version') > since ? 0 : since
        const number = integer(row, 'number')
        const workspace = id(workspaceId, row, 'id')
        if (integer(row, 'version') > from) changes.push(workspaceChange(row))
        for (const channel of channels.all(number, from)) {
          changes.push(channelChange(channel, workspace))
          if (integer(channel, 'created_version') > from)
            newlyReadable.push(id(conversationId, channel, 'id'))
        }
        for (const member of members.all(number, from)) changes.push(memberChange(member, workspace))
        for (const keys of keysNews(number, from)) {
          if (told.has(keys.user)) continue // shares several workspaces
          told.add(keys.user)
          changes.push(keys)
        }
      }
      const sealed = sealedNews(user, since)
      changes.push(...sealed.changes)
      newlyReadable.push(...sealed.newlyReadable)
      return { version, changes, newlyReadable }
    }),
  )
}

const workspaceChange = (row: Row): WorkspaceChange => ({
  kind: 'workspace',
  id: id(workspaceId, row, 'id'),
  name: text(row, 'name'),
  role: readRole(row, 'role'),
})

const channelChange = (row: Row, workspace: ChannelChange['workspace']): ChannelChange => ({
  kind: 'channel',
  id: id(conversationId, row, 'id'),
  workspace,
  name: text(row, 'name'),
  topic: text(row, 'topic'),
})

const memberChange = (row: Row, workspace: MemberChange['workspace']): MemberChange => ({
  kind: 'member',
  workspace,
  user: id(userId, row, 'id'),
  name: text(row, 'name'),
  ...(row['username'] === null ? {} : { username: text(row, 'username') }),
  role: readRole(row, 'role'),
  placeholder: row['username'] === null,
  ...(row['matched'] === null ? {} : { matched: id(userId, row, 'matched') }),
})
