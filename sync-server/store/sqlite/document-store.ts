import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import {
  conversationId,
  type DocumentId,
  documentId,
  idToBytes,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../../core/protocol/ids.ts'
import type { AtRest } from '../../at-rest/at-rest.ts'
import { damaged } from '../../at-rest/gcm.ts'
import { createLru } from '../../relay/lru.ts'
import type { DocumentStore } from '../document-store.ts'
import { updatePlace } from '../sealed-places.ts'
import { isConstraint, method, transaction } from './database.ts'
import { createChannelInsert, createVersionCounter } from './directory-rows.ts'
import { bytes, id, integer, text, time } from './rows.ts'
import { unlistedName } from './sealed-rows.ts'

export function createSqliteDocuments(database: DatabaseSync, atRest: AtRest): DocumentStore {
  return { ...createDocumentRows(database), ...createUpdateRows(database, atRest) }
}

function createDocumentRows(
  database: DatabaseSync,
): Pick<DocumentStore, 'create' | 'rename' | 'list' | 'workspaceOf'> {
  const ofWorkspace = database.prepare(
    `SELECT d.id, c.id AS conversation, d.title, d.created_by, d.created FROM documents d
     JOIN workspaces w ON w.number = d.workspace JOIN channels c ON c.document = d.number
     WHERE w.id = ? ORDER BY d.number DESC`,
  )
  const owner = database.prepare(
    'SELECT w.id FROM documents d JOIN workspaces w ON w.number = d.workspace WHERE d.id = ?',
  )
  return {
    create: createInsert(database),
    rename: createRename(database),
    list: method((workspace) =>
      ofWorkspace.all(idToBytes(workspace)).map((row) => ({
        id: id(documentId, row, 'id'),
        conversation: id(conversationId, row, 'conversation'),
        title: text(row, 'title'),
        createdBy: id(userId, row, 'created_by'),
        created: time(row, 'created'),
      })),
    ),
    workspaceOf: method((document) => {
      const row = owner.get(idToBytes(document))
      return row && id(workspaceId, row, 'id')
    }),
  }
}

/** So many documents need not be looked up: to which workspace one belongs never changes. */
const knownHomes = 10_000

function createHomes(database: DatabaseSync): (document: DocumentId) => Home {
  const find = database.prepare(
    `SELECT d.number, w.id AS workspace FROM documents d JOIN workspaces w ON w.number = d.workspace WHERE d.id = ?`,
  )
  const homes = createLru<DocumentId, Home>(knownHomes)
  return (document) => {
    const known = homes.get(document)
    if (known !== undefined) return known
    const row = find.get(idToBytes(document))
    if (row === undefined) throw damaged('an update of no document')
    const home = { number: integer(row, 'number'), workspace: id(workspaceId, row, 'workspace') }
    homes.set(document, home)
    return home
  }
}

interface Home {
  readonly number: number
  readonly workspace: WorkspaceId
}

type Made = Parameters<DocumentStore['create']>[0]

function createInsert(database: DatabaseSync): DocumentStore['create'] {
  const find = database.prepare('SELECT number FROM workspaces WHERE id = ?')
  const insert = database.prepare(
    'INSERT INTO documents (id, workspace, title, created_by, created) VALUES (?, ?, ?, ?, ?)',
  )
  const nextVersion = createVersionCounter(database)
  const insertChannel = createChannelInsert(database)
  const attach = database.prepare('UPDATE channels SET document = ? WHERE number = ?')
  const make = ({ id: document, conversation, workspace, title, createdBy, created }: Made) =>
    transaction(database, () => {
      const row = find.get(idToBytes(workspace))
      if (row === undefined) return fail({ kind: 'not-found' as const })
      const number = integer(row, 'number')
      const made = insert.run(idToBytes(document), number, title, idToBytes(createdBy), created)
      const channel = { id: conversation, name: unlistedName(conversation), topic: '' }
      attach.run(made.lastInsertRowid, insertChannel(number, channel, nextVersion()))
      return ok(undefined)
    })
  return method((document) => {
    try {
      return make(document)
    } catch (error) {
      if (isConstraint(error)) return fail({ kind: 'id-taken' })
      throw error
    }
  })
}

function createRename(database: DatabaseSync): DocumentStore['rename'] {
  const nextVersion = createVersionCounter(database)
  const rename = database.prepare(
    `UPDATE documents SET title = ? WHERE id = ? AND workspace = (SELECT number FROM workspaces WHERE id = ?)
     RETURNING number`,
  )
  const touch = database.prepare('UPDATE channels SET version = ? WHERE document = ?')
  return method((workspace, document, title) =>
    transaction(database, () => {
      const row = rename.get(title, idToBytes(document), idToBytes(workspace))
      if (row === undefined) return fail({ kind: 'not-found' })
      touch.run(nextVersion(), integer(row, 'number'))
      return ok(undefined)
    }),
  )
}

function createUpdateRows(
  database: DatabaseSync,
  { seal, open }: AtRest,
): Pick<DocumentStore, 'updates' | 'append' | 'compact'> {
  const homeOf = createHomes(database)
  const all = database.prepare(
    'SELECT row, body FROM document_updates WHERE document = (SELECT number FROM documents WHERE id = ?) ORDER BY row',
  )
  const given = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'document_updates'")
  const insert = database.prepare('INSERT INTO document_updates (row, document, body) VALUES (?, ?, ?)')
  const remove = database.prepare('DELETE FROM document_updates WHERE document = ? AND row <= ?')
  const put = (document: DocumentId, row: number, update: Uint8Array): number => {
    const { number, workspace } = homeOf(document)
    insert.run(row, number, seal(workspace, updatePlace(document, row), update))
    return row
  }
  return {
    updates: method((document) =>
      all.all(idToBytes(document)).map((stored) => {
        const row = integer(stored, 'row')
        const { workspace } = homeOf(document)
        return { row, update: open(workspace, updatePlace(document, row), bytes(stored, 'body')) }
      }),
    ),
    append: method((updates) =>
      transaction(database, () => {
        // The row is part of what is sealed, so that it is drawn here and not by SQLite: the next after all ever given.
        const last = given.get()
        const first = last === undefined ? 1 : integer(last, 'seq') + 1
        return updates.map(({ document, update }, index) => put(document, first + index, update))
      }),
    ),
    compact: method((document, upTo, update) =>
      transaction(database, () => {
        remove.run(homeOf(document).number, upTo)
        put(document, upTo, update)
      }),
    ),
  }
}
