/** What the directory says of sealed conversations and of people's keys. */
import type { DatabaseSync } from 'node:sqlite'
import {
  type KeysChange,
  type SealedChange,
  sealedKinds,
  type SealedRole,
  sealedRoles,
} from '../../../core/protocol/directory.ts'
import {
  type ConversationId,
  conversationId,
  idToBytes,
  type UserId,
  userId,
  workspaceId,
} from '../../../core/protocol/ids.ts'
import { bytes, id, integer, oneOf, type Row } from './rows.ts'

export interface SealedNews {
  readonly changes: ReadonlyArray<SealedChange>
  readonly newlyReadable: ReadonlyArray<ConversationId>
}

/** Within a transaction. Who is out is told so once, and of nothing that comes after. */
export function createSealedNews(database: DatabaseSync): (user: UserId, since: number) => SealedNews {
  const own = database.prepare(
    `SELECT c.number, c.id, w.id AS workspace, c.sealed, m.joined_version, m.left_version
     FROM sealed_members m JOIN sealed_states s ON s.conversation = m.conversation
     JOIN channels c ON c.number = m.conversation JOIN workspaces w ON w.number = c.workspace
     WHERE m.user = ?1 AND ((m.left_version IS NULL AND s.version > ?2) OR m.left_version > ?2)
     ORDER BY c.number`,
  )
  const members = database.prepare(
    'SELECT user, role FROM sealed_members WHERE conversation = ? AND left_version IS NULL ORDER BY place',
  )
  return (user, since) => {
    const rows = own.all(idToBytes(user), since)
    const changes = rows.map((row): SealedChange => ({
      kind: 'sealed',
      id: id(conversationId, row, 'id'),
      workspace: id(workspaceId, row, 'workspace'),
      type: oneOf(sealedKinds, row, 'sealed'),
      members: isIn(row) ? members.all(integer(row, 'number')).map(readMember) : [],
    }))
    const added = rows.filter((row) => isIn(row) && integer(row, 'joined_version') > since)
    return { changes, newlyReadable: added.map((row) => id(conversationId, row, 'id')) }
  }
}

const isIn = (row: Row): boolean => row['left_version'] === null

const readMember = (row: Row): { readonly user: UserId; readonly role: SealedRole } => ({
  user: id(userId, row, 'user'),
  role: oneOf(sealedRoles, row, 'role'),
})

/** Within a transaction: the newest lists of the members of a workspace, of lists or members newer than `from`. */
export function createKeysNews(
  database: DatabaseSync,
): (workspace: number, from: number) => ReadonlyArray<KeysChange> {
  // From 0 on all members are new. Else the few new lists are looked through (CROSS JOIN keeps the order), not all members.
  const newer = database.prepare(
    `SELECT h.user, h.version, h.hash FROM key_heads h CROSS JOIN memberships m ON m.user = h.user AND m.workspace = ?1
     WHERE ?2 > 0 AND h.directory_version > ?2
     UNION SELECT h.user, h.version, h.hash FROM memberships m JOIN key_heads h ON h.user = m.user
     WHERE m.workspace = ?1 AND m.version > ?2`,
  )
  return (workspace, from) =>
    newer.all(workspace, from).map((row) => ({
      kind: 'keys',
      user: id(userId, row, 'user'),
      version: integer(row, 'version'),
      hash: bytes(row, 'hash'),
    }))
}
