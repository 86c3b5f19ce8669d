import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { conversationId, documentId, idToBytes, userId, workspaceId } from '../../../core/protocol/ids.ts'
import type { DocumentStore } from '../document-store.ts'
import { method, transaction } from './database.ts'
import { createChannelInsert, createVersionCounter } from './directory-rows.ts'
import { bytes, id, integer, text, time } from './rows.ts'
import { unlistedName } from './sealed-rows.ts'

export function createSqliteDocuments(database: DatabaseSync): DocumentStore {
  return { ...createDocumentRows(database), ...createUpdateRows(database) }
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

function createInsert(database: DatabaseSync): DocumentStore['create'] {
  const find = database.prepare('SELECT number FROM workspaces WHERE id = ?')
  const insert = database.prepare(
    'INSERT INTO documents (id, workspace, title, created_by, created) VALUES (?, ?, ?, ?, ?)',
  )
  const nextVersion = createVersionCounter(database)
  const insertChannel = createChannelInsert(database)
  const attach = database.prepare('UPDATE channels SET document = ? WHERE number = ?')
  return method(({ id: document, conversation, workspace, title, createdBy, created }) =>
    transaction(database, () => {
      const row = find.get(idToBytes(workspace))
      if (row === undefined) return fail({ kind: 'not-found' })
      const number = integer(row, 'number')
      const made = insert.run(idToBytes(document), number, title, idToBytes(createdBy), created)
      const channel = { id: conversation, name: unlistedName(conversation), topic: '' }
      attach.run(made.lastInsertRowid, insertChannel(number, channel, nextVersion()))
      return ok(undefined)
    }),
  )
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

function createUpdateRows(database: DatabaseSync): Pick<DocumentStore, 'updates' | 'append' | 'compact'> {
  const numbered = '(SELECT number FROM documents WHERE id = ?)'
  const all = database.prepare(
    `SELECT row, body FROM document_updates WHERE document = ${numbered} ORDER BY row`,
  )
  const insert = database.prepare(`INSERT INTO document_updates (document, body) VALUES (${numbered}, ?)`)
  const remove = database.prepare(`DELETE FROM document_updates WHERE document = ${numbered} AND row <= ?`)
  const replace = database.prepare(
    `INSERT INTO document_updates (row, document, body) VALUES (?, ${numbered}, ?)`,
  )
  return {
    updates: method((document) =>
      all.all(idToBytes(document)).map((row) => ({ row: integer(row, 'row'), update: bytes(row, 'body') })),
    ),
    append: method((updates) =>
      transaction(database, () =>
        updates.map(({ document, update }) =>
          Number(insert.run(idToBytes(document), update).lastInsertRowid),
        ),
      ),
    ),
    compact: method((document, upTo, update) =>
      transaction(database, () => {
        remove.run(idToBytes(document), upTo)
        replace.run(upTo, idToBytes(document), update)
      }),
    ),
  }
}
