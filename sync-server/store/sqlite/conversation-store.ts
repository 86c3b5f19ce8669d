import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { notifyLevels } from '../../../core/protocol/directory.ts'
import { conversationId, idToBytes, type UserId, userId, workspaceId } from '../../../core/protocol/ids.ts'
import { conversationRoles } from '../../../core/protocol/permissions.ts'
import type { ConversationMember, ConversationRow, ConversationStore } from '../conversation-store.ts'
import { isConstraint, method, transaction } from './database.ts'
import { createChannelInsert, createVersionCounter } from './directory-rows.ts'
import { projectionTables } from './message-tables.ts'
import { id, integer, oneOf, readRole, type Row, text, time } from './rows.ts'

export function createSqliteConversations(database: DatabaseSync): ConversationStore {
  return { ...createReads(database), ...createChanges(database), ...createMemberChanges(database) }
}

const columns = `c.number, c.id, w.id AS workspace, c.name, c.topic, c.icon, c.private, c.archived, c.created_by, c.created`
const tables = `channels c JOIN workspaces w ON w.number = c.workspace`
/** What is said about a document goes with it: it is neither renamed, closed nor left by itself. */
const open = 'c.sealed IS NULL AND c.document IS NULL AND c.deleted = 0'

const readConversation = (row: Row): ConversationRow => ({
  id: id(conversationId, row, 'id'),
  workspace: id(workspaceId, row, 'workspace'),
  name: text(row, 'name'),
  topic: text(row, 'topic'),
  icon: text(row, 'icon'),
  private: integer(row, 'private') === 1,
  archived: integer(row, 'archived') === 1,
  createdBy: row['created_by'] === null ? undefined : id(userId, row, 'created_by'),
  created: time(row, 'created'),
})

const readMember = (row: Row): ConversationMember => ({
  user: id(userId, row, 'user'),
  role: oneOf(conversationRoles, row, 'role'),
  level: oneOf(notifyLevels, row, 'level'),
  joined: time(row, 'joined'),
})

function createReads(
  database: DatabaseSync,
): Pick<ConversationStore, 'conversation' | 'readable' | 'workspaceOf' | 'standing' | 'members'> {
  const one = database.prepare(`SELECT ${columns} FROM ${tables} WHERE c.id = ? AND ${open}`)
  const readable = database.prepare(
    `SELECT ${columns} FROM readers r JOIN ${tables} WHERE c.number = r.conversation AND r.user = ? AND w.id = ? AND ${open}
     ORDER BY c.name`,
  )
  const owner = database.prepare(`SELECT w.id AS workspace FROM ${tables} WHERE c.id = ?`)
  const place = database.prepare(
    `SELECT w.id AS workspace, c.sealed, c.private, c.archived, m.role,
       EXISTS (SELECT 1 FROM readers r WHERE r.conversation = c.number AND r.user = ?2) AS reads,
       p.user, p.role AS own_role, p.level, p.joined
     FROM ${tables} LEFT JOIN memberships m ON m.workspace = c.workspace AND m.user = ?2
     LEFT JOIN conversation_members p ON p.conversation = c.number AND p.user = ?2 AND p.left_version IS NULL
     WHERE c.id = ?1 AND c.deleted = 0`,
  )
  const members = database.prepare(
    `SELECT p.user, p.role, p.level, p.joined FROM conversation_members p JOIN channels c ON c.number = p.conversation
     WHERE c.id = ? AND p.left_version IS NULL ORDER BY p.joined, p.user`,
  )
  return {
    conversation: method((conversation) => {
      const row = one.get(idToBytes(conversation))
      return row && readConversation(row)
    }),
    readable: method((workspace, user) =>
      readable.all(idToBytes(user), idToBytes(workspace)).map(readConversation),
    ),
    workspaceOf: method((conversation) => {
      const row = owner.get(idToBytes(conversation))
      return row && id(workspaceId, row, 'workspace')
    }),
    standing: method((conversation, user) => {
      const row = place.get(idToBytes(conversation), idToBytes(user))
      if (row === undefined) return undefined
      return {
        workspace: id(workspaceId, row, 'workspace'),
        sealed: row['sealed'] !== null,
        private: integer(row, 'private') === 1,
        archived: integer(row, 'archived') === 1,
        role: row['role'] === null ? undefined : readRole(row, 'role'),
        reads: integer(row, 'reads') === 1,
        member: row['user'] === null ? undefined : readMember({ ...row, role: row['own_role'] ?? null }),
      }
    }),
    members: method((conversation) => members.all(idToBytes(conversation)).map(readMember)),
  }
}

/** Somebody who is to be a member is not in the workspace: thrown to undo the transaction. */
class Outsider extends Error {}

/** Runs as one transaction; a name that is there already, or an outsider, is a failure and no error. */
function attempt<Value>(database: DatabaseSync, work: () => Value) {
  try {
    return transaction(database, work)
  } catch (error) {
    if (error instanceof Outsider) return fail({ kind: 'not-found' as const })
    if (isConstraint(error)) return fail({ kind: 'name-taken' as const })
    throw error
  }
}

function createChanges(database: DatabaseSync): Pick<ConversationStore, 'create' | 'update' | 'remove'> {
  const nextVersion = createVersionCounter(database)
  const insert = createChannelInsert(database)
  const put = createMemberPut(database)
  const workspace = database.prepare('SELECT number FROM workspaces WHERE id = ?')
  const find = database.prepare(`SELECT c.number FROM channels c WHERE c.id = ? AND ${open}`)
  const describe = database.prepare(
    'UPDATE channels SET icon = ?, private = ?, created_by = ?, created = ? WHERE number = ?',
  )
  const update = database.prepare(
    `UPDATE channels SET name = coalesce(?, name), topic = coalesce(?, topic), icon = coalesce(?, icon),
       archived = coalesce(?, archived), version = ? WHERE number = ?`,
  )
  // No channel can have such a name: another may be made under the old one.
  const close = database.prepare(
    `UPDATE channels SET deleted = 1, name = '/' || number, topic = '', icon = '', version = ? WHERE number = ?`,
  )
  // Without its log, whatever was judged for it finds a conflict, and looks again.
  const logTables = ['logs', 'entries', 'claims', 'clocks', 'counters', 'marks', 'imported_messages']
  // Uploads that nobody has been at for ever: the next sweep takes their bytes.
  const giveUp = database.prepare('UPDATE files SET hash = NULL, touched = 0 WHERE conversation = ?')
  const contents = [...logTables, ...projectionTables].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE conversation = ?`),
  )
  return {
    create: method(({ id: conversation, workspace: inside, createdBy, now, members, ...given }) =>
      attempt(database, () => {
        const found = workspace.get(idToBytes(inside))
        if (found === undefined) return fail({ kind: 'not-found' })
        const version = nextVersion()
        const at = integer(found, 'number')
        const number = insert(at, { id: conversation, name: given.name, topic: given.topic }, version)
        describe.run(given.icon, Number(given.private), idToBytes(createdBy), now, number)
        const founder = { role: 'admin', now, version } as const
        const all = [createdBy, ...members.filter((user) => user !== createdBy)]
        for (const user of all) {
          if (!put(number, user, user === createdBy ? founder : { now, version })) throw new Outsider()
        }
        return ok(undefined)
      }),
    ),
    update: method((conversation, { name = null, topic = null, icon = null, archived }) =>
      attempt(database, () => {
        const row = find.get(idToBytes(conversation))
        if (row === undefined) return fail({ kind: 'not-found' })
        const closed = archived === undefined ? null : Number(archived)
        update.run(name, topic, icon, closed, nextVersion(), integer(row, 'number'))
        return ok(undefined)
      }),
    ),
    remove: method((conversation) =>
      transaction(database, () => {
        const row = find.get(idToBytes(conversation))
        if (row === undefined) return fail({ kind: 'not-found' })
        const number = integer(row, 'number')
        for (const content of contents) content.run(number)
        giveUp.run(number)
        close.run(nextVersion(), number)
        return ok(undefined)
      }),
    ),
  }
}

type MemberChange = Parameters<ConversationStore['setMember']>[2] & { readonly version: number }

/** Within a transaction. False where the person is not in the workspace of the conversation. */
export function createMemberPut(
  database: DatabaseSync,
): (conversation: number, user: UserId, change: MemberChange) => boolean {
  const inWorkspace = database.prepare(
    `SELECT 1 FROM channels c JOIN memberships m ON m.workspace = c.workspace AND m.user = ? WHERE c.number = ?`,
  )
  const put = database.prepare(
    `INSERT INTO conversation_members (conversation, user, role, level, joined, joined_version, version)
     VALUES (?1, ?2, coalesce(?3, 'member'), coalesce(?4, 'all'), ?5, ?6, ?6)
     ON CONFLICT DO UPDATE SET
       role = coalesce(?3, iif(left_version IS NULL, role, 'member')), level = coalesce(?4, level), version = ?6,
       joined = iif(left_version IS NULL, joined, ?5), joined_version = iif(left_version IS NULL, joined_version, ?6),
       left_version = NULL`,
  )
  return (conversation, user, { role = null, level = null, now, version }) => {
    if (inWorkspace.get(idToBytes(user), conversation) === undefined) return false
    put.run(conversation, idToBytes(user), role, level, now, version)
    return true
  }
}

function createMemberChanges(database: DatabaseSync): Pick<ConversationStore, 'setMember' | 'removeMember'> {
  const nextVersion = createVersionCounter(database)
  const put = createMemberPut(database)
  const find = database.prepare(`SELECT c.number FROM channels c WHERE c.id = ? AND ${open}`)
  // Whoever is only elsewhere is in no conversation here, and must not hear that they were taken out of one.
  const findFor = database.prepare(
    `SELECT c.number FROM channels c JOIN memberships m ON m.workspace = c.workspace AND m.user = ?2
     WHERE c.id = ?1 AND ${open}`,
  )
  // Who is in a private channel, and who looks after a public one, concerns all of it.
  const touch = database.prepare('UPDATE channels SET version = ? WHERE number = ?')
  const leave = database.prepare(
    `INSERT INTO conversation_members (conversation, user, role, level, joined, joined_version, version, left_version)
     VALUES (?1, ?2, 'member', 'all', ?3, ?4, ?4, ?4)
     ON CONFLICT DO UPDATE SET left_version = ?4, version = ?4, role = 'member'`,
  )
  return {
    setMember: method((conversation, user, change) =>
      transaction(database, () => {
        const row = find.get(idToBytes(conversation))
        const version = nextVersion()
        if (row === undefined || !put(integer(row, 'number'), user, { ...change, version })) {
          return fail({ kind: 'not-found' })
        }
        touch.run(version, integer(row, 'number'))
        return ok(undefined)
      }),
    ),
    removeMember: method((conversation, user, now) =>
      transaction(database, () => {
        const row = findFor.get(idToBytes(conversation), idToBytes(user))
        if (row === undefined) return fail({ kind: 'not-found' })
        const version = nextVersion()
        leave.run(integer(row, 'number'), idToBytes(user), now, version)
        touch.run(version, integer(row, 'number'))
        return ok(undefined)
      }),
    ),
  }
}
