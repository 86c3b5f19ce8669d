import type { DatabaseSync } from 'node:sqlite'
import { conversationId, idToBytes, type UserId, userId } from '../../../core/protocol/ids.ts'
import type { ImportStore } from '../import-store.ts'
import { method, transaction } from './database.ts'
import { createChannelInsert, createVersionCounter } from './directory-rows.ts'
import { id, integer } from './rows.ts'

export function createSqliteImports(database: DatabaseSync): ImportStore {
  return {
    ...createPeopleRows(database),
    ...createChannelImports(database),
    ...createMessageRows(database),
  }
}

const workspaceNumber = 'SELECT number FROM workspaces WHERE id = ?'

function createPeopleRows(database: DatabaseSync): Pick<ImportStore, 'ensurePeople' | 'people'> {
  const nextVersion = createVersionCounter(database)
  const workspaceRow = database.prepare(workspaceNumber)
  const find = database.prepare('SELECT user FROM imported_people WHERE workspace = ? AND source = ?')
  const insertUser = database.prepare('INSERT INTO users (id, name, created) VALUES (?, ?, ?)')
  const insertMember = database.prepare("INSERT INTO memberships VALUES (?, ?, 'member', ?, ?)")
  const insert = database.prepare('INSERT INTO imported_people VALUES (?, ?, ?)')
  return {
    ensurePeople: method((workspace, people, now) =>
      transaction(database, () => {
        const row = workspaceRow.get(idToBytes(workspace))
        if (row === undefined) return undefined
        const number = integer(row, 'number')
        const missing = people.filter(({ source }) => find.get(number, source) === undefined)
        if (missing.length === 0) return 0
        const version = nextVersion()
        let made = 0
        for (const { source, name, user } of missing) {
          if (find.get(number, source) !== undefined) continue // named twice in one request
          insertUser.run(idToBytes(user), name, now)
          insertMember.run(number, idToBytes(user), version, version)
          insert.run(number, source, idToBytes(user))
          made++
        }
        return made
      }),
    ),
    people: method((workspace, sources) => {
      const found = new Map<string, UserId>()
      const row = workspaceRow.get(idToBytes(workspace))
      if (row === undefined) return found
      for (const source of sources) {
        const person = find.get(integer(row, 'number'), source)
        if (person !== undefined) found.set(source, id(userId, person, 'user'))
      }
      return found
    }),
  }
}

function createChannelImports(database: DatabaseSync): Pick<ImportStore, 'ensureChannel'> {
  const nextVersion = createVersionCounter(database)
  const insertChannel = createChannelInsert(database)
  const workspaceRow = database.prepare(workspaceNumber)
  const known = database.prepare(
    `SELECT c.id FROM imported_channels i JOIN channels c ON c.number = i.channel
     WHERE i.workspace = ? AND i.source = ?`,
  )
  const byName = database.prepare(
    `SELECT number, id, number IN (SELECT channel FROM imported_channels) AS taken FROM channels
     WHERE workspace = ? AND name = ?`,
  )
  const insert = database.prepare('INSERT INTO imported_channels VALUES (?, ?, ?)')
  const create = (workspace: number, source: string, channel: Parameters<typeof insertChannel>[1]): void => {
    insert.run(workspace, source, insertChannel(workspace, channel, nextVersion()))
  }
  return {
    ensureChannel: method(({ workspace, source, name, topic, id: fresh }) =>
      transaction(database, () => {
        const row = workspaceRow.get(idToBytes(workspace))
        if (row === undefined) return undefined
        const number = integer(row, 'number')
        const before = known.get(number, source)
        if (before !== undefined) return { id: id(conversationId, before, 'id'), created: false }
        const same = byName.get(number, name)
        if (same !== undefined && integer(same, 'taken') === 0) {
          insert.run(number, source, integer(same, 'number'))
          return { id: id(conversationId, same, 'id'), created: false }
        }
        // The name is another source channel's: the new one says apart what the source held apart.
        create(number, source, {
          id: fresh,
          name: same === undefined ? name : `${name}-${fresh.slice(0, 8)}`,
          topic,
        })
        return { id: fresh, created: true }
      }),
    ),
  }
}

function createMessageRows(database: DatabaseSync): Pick<ImportStore, 'importedMessages'> {
  const find = database.prepare(
    `SELECT 1 FROM imported_messages
     WHERE conversation = (SELECT number FROM channels WHERE id = ?) AND source = ?`,
  )
  return {
    importedMessages: method((conversation, sources) => {
      const id = idToBytes(conversation)
      return new Set(sources.filter((source) => find.get(id, source) !== undefined))
    }),
  }
}
