import type { DatabaseSync } from 'node:sqlite'
import { conversationId, idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { DirectoryStore } from '../directory-store.ts'
import { method, transaction } from './database.ts'
import { id, integer, readRole, text } from './rows.ts'

export function createOverview(database: DatabaseSync): DirectoryStore['overview'] {
  const find = database.prepare('SELECT number, name FROM workspaces WHERE id = ?')
  const members = database.prepare(
    `SELECT u.id, u.name, u.username, m.role FROM memberships m JOIN users u ON u.id = m.user
     WHERE m.workspace = ? ORDER BY u.name, u.id`,
  )
  const conversations = database.prepare(
    'SELECT id, name, topic FROM channels WHERE workspace = ? AND sealed IS NULL AND deleted = 0 ORDER BY number',
  )
  return method((workspace) =>
    transaction(database, () => {
      const row = find.get(idToBytes(workspace))
      if (row === undefined) return undefined
      const number = integer(row, 'number')
      return {
        name: text(row, 'name'),
        members: members.all(number).map((member) => ({
          user: id(userId, member, 'id'),
          name: text(member, 'name'),
          username: member['username'] === null ? undefined : text(member, 'username'),
          role: readRole(member, 'role'),
        })),
        conversations: conversations.all(number).map((channel) => ({
          id: id(conversationId, channel, 'id'),
          name: text(channel, 'name'),
          topic: text(channel, 'topic'),
        })),
      }
    }),
  )
}
