/** Sealed conversations: rows of `channels` that no directory lists, with members and a state of their own. */
import type { DatabaseSync } from 'node:sqlite'
import { type ConversationId, idToBytes } from '../../../core/protocol/ids.ts'
import type { LogStore, LogWrite, SealedMember, SealedWrite } from '../log-store.ts'
import { method } from './database.ts'
import { createChannelInsert, createVersionCounter } from './directory-rows.ts'
import { bytes, integer } from './rows.ts'

export interface SealedWriter {
  /** Makes the conversation that the write says it makes; false if it is there, or its workspace is not. */
  readonly create: (write: LogWrite) => boolean
  readonly change: (conversation: number, sealed: SealedWrite) => void
}

/** No name that a channel can have, so that nobody takes the place of a conversation by the name of a channel. */
export const unlistedName = (conversation: ConversationId): string => `/${conversation}`

export function createSealedWriter(database: DatabaseSync): SealedWriter {
  const nextVersion = createVersionCounter(database)
  const insertChannel = createChannelInsert(database)
  const workspaceRow = database.prepare('SELECT number FROM workspaces WHERE id = ?')
  const known = database.prepare('SELECT 1 FROM channels WHERE id = ?')
  const seal = database.prepare('UPDATE channels SET sealed = ? WHERE number = ?')
  const setState = database.prepare(
    `INSERT INTO sealed_states VALUES (?, 0, ?) ON CONFLICT (conversation) DO UPDATE SET state = excluded.state`,
  )
  const setMembers = createMemberWriter(database)
  const touch = database.prepare('UPDATE sealed_states SET version = ? WHERE conversation = ?')
  return {
    create: ({ conversation, sealed }) => {
      if (sealed?.create === undefined) return true
      const row = workspaceRow.get(idToBytes(sealed.create.workspace))
      if (row === undefined || known.get(idToBytes(conversation)) !== undefined) return false
      const channel = { id: conversation, name: unlistedName(conversation), topic: '' }
      seal.run(sealed.create.type, insertChannel(integer(row, 'number'), channel, 0))
      return true
    },
    change: (conversation, { state, members }) => {
      setState.run(conversation, state)
      if (members === undefined) return
      const version = nextVersion()
      setMembers(conversation, members, version)
      touch.run(version, conversation)
    },
  }
}

function createMemberWriter(
  database: DatabaseSync,
): (conversation: number, members: ReadonlyArray<SealedMember>, version: number) => void {
  const leaveAll = database.prepare(
    'UPDATE sealed_members SET left_version = ?, place = -1 WHERE conversation = ? AND left_version IS NULL',
  )
  // Who was in before has left with this very version a moment ago, and was never away.
  const join = database.prepare(
    `INSERT INTO sealed_members VALUES (?1, ?2, ?3, ?4, ?5, NULL) ON CONFLICT (conversation, user) DO UPDATE SET
       place = ?3, role = ?4, left_version = NULL,
       joined_version = CASE left_version WHEN ?5 THEN joined_version ELSE ?5 END`,
  )
  return (conversation, members, version) => {
    leaveAll.run(version, conversation)
    for (const [place, { user, role }] of members.entries()) {
      join.run(conversation, idToBytes(user), place, role, version)
    }
  }
}

export function createSealedReads(database: DatabaseSync): Pick<LogStore, 'sealedState'> {
  const read = database.prepare(
    'SELECT state FROM sealed_states WHERE conversation = (SELECT number FROM channels WHERE id = ?)',
  )
  return {
    sealedState: method((conversation) => {
      const row = read.get(idToBytes(conversation))
      return row && bytes(row, 'state')
    }),
  }
}
