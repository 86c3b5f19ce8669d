/** What the directory says of open conversations, as one person sees them. */
import type { DatabaseSync } from 'node:sqlite'
import {
  type ChannelChange,
  type DirectoryChange,
  notifyLevels,
  type Role,
} from '../../../core/protocol/directory.ts'
import {
  type ConversationId,
  conversationId,
  idToBytes,
  type UserId,
  userId,
  type WorkspaceId,
} from '../../../core/protocol/ids.ts'
import { conversationRoles } from '../../../core/protocol/permissions.ts'
import { id, integer, oneOf, type Row, text } from './rows.ts'

export interface ConversationNews {
  readonly changes: ReadonlyArray<DirectoryChange>
  readonly newlyReadable: ReadonlyArray<ConversationId>
}

/** Who asks, as they stand to one of their workspaces. */
export interface DirectoryReader {
  readonly user: UserId
  readonly role: Role
  readonly workspace: WorkspaceId
  /** Of the workspace's row. */
  readonly number: number
  /** What is newer than this is news. */
  readonly from: number
}

/** Within a transaction. */
export function createConversationNews(
  database: DatabaseSync,
): (reader: DirectoryReader) => ConversationNews {
  const columns = `c.number, c.id, c.name, c.topic, c.icon, c.private, c.archived, c.deleted, c.created_version,
    p.role, p.level, p.joined_version, p.left_version`
  const own = 'LEFT JOIN conversation_members p ON p.conversation = c.number AND p.user = ?2'
  const channel = 'c.workspace = ?1 AND c.sealed IS NULL AND c.document IS NULL AND c.private = 0'
  // The few rows that are new by either index, not all channels of the workspace.
  const open = database.prepare(
    `SELECT ${columns} FROM channels c ${own} WHERE ${channel} AND c.version > ?3
     UNION
     SELECT ${columns} FROM conversation_members p JOIN channels c ON c.number = p.conversation
     WHERE p.user = ?2 AND p.version > ?3 AND ${channel}
     ORDER BY c.number`,
  )
  const closed = database.prepare(
    `SELECT ${columns} FROM conversation_members p JOIN channels c ON c.number = p.conversation
     WHERE p.user = ?2 AND c.workspace = ?1 AND c.sealed IS NULL AND c.private = 1 AND (p.version > ?3 OR c.version > ?3)
     ORDER BY c.number`,
  )
  const everybody = database.prepare(
    'SELECT user, role FROM conversation_members WHERE conversation = ? AND left_version IS NULL ORDER BY joined, user',
  )
  const admins = database.prepare(
    `SELECT user, role FROM conversation_members
     WHERE conversation = ? AND left_version IS NULL AND role = 'admin' ORDER BY joined, user`,
  )
  return ({ user, role, workspace, number, from }) => {
    const bound = [number, idToBytes(user), from] as const
    const rows = [...(role === 'guest' ? [] : open.all(...bound)), ...closed.all(...bound)]
    const changes: Array<DirectoryChange> = []
    const newlyReadable: Array<ConversationId> = []
    for (const row of rows) {
      const conversation = id(conversationId, row, 'id')
      const isPrivate = integer(row, 'private') === 1
      const isOut = integer(row, 'deleted') === 1 || (isPrivate && row['left_version'] !== null)
      if (isOut) {
        if (from > 0) changes.push({ kind: 'gone', id: conversation, workspace })
        continue
      }
      const at = integer(row, 'number')
      const members = (isPrivate ? everybody : admins).all(at).map(readMember)
      changes.push(channelChange(row, workspace, members))
      const since = isPrivate ? integer(row, 'joined_version') : integer(row, 'created_version')
      if (since > from) newlyReadable.push(conversation)
    }
    return { changes, newlyReadable }
  }
}

const readMember = (row: Row) => ({
  user: id(userId, row, 'user'),
  role: oneOf(conversationRoles, row, 'role'),
})

function channelChange(
  row: Row,
  workspace: WorkspaceId,
  members: ReadonlyArray<ReturnType<typeof readMember>>,
): ChannelChange {
  const icon = text(row, 'icon')
  const level = row['level'] === null ? 'all' : oneOf(notifyLevels, row, 'level')
  return {
    kind: 'channel',
    id: id(conversationId, row, 'id'),
    workspace,
    name: text(row, 'name'),
    topic: text(row, 'topic'),
    ...(icon !== '' && { icon }),
    ...(integer(row, 'private') === 1 && { private: true }),
    ...(integer(row, 'archived') === 1 && { archived: true }),
    ...(row['left_version'] !== null && { joined: false }),
    ...(row['role'] === 'admin' && { role: 'admin' }),
    ...(level !== 'all' && { level }),
    ...(members.length > 0 && { members: [...members] }),
  }
}
