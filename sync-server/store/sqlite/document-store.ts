import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { documentId, idToBytes, userId, workspaceId } from '../../../core/protocol/ids.ts'
import type { DocumentStore } from '../document-store.ts'
import { method, transaction } from './database.ts'
import { bytes, id, integer, text, time } from './rows.ts'

export function createSqliteDocuments(database: DatabaseSync): DocumentStore {
  return { ...createDocumentRows(database), ...createUpdateRows(database) }
}

function createDocumentRows(database: DatabaseSync): Pick<DocumentStore, 'create' | 'list' | 'workspaceOf'> {
  const insert = database.prepare(
    `INSERT INTO documents (id, workspace, title, created_by, created)
     SELECT ?, number, ?, ?, ? FROM workspaces WHERE id = ?`,
  )
  const ofWorkspace = database.prepare(
    `SELECT d.id, d.title, d.created_by, d.created FROM documents d JOIN workspaces w ON w.number = d.workspace
     WHERE w.id = ? ORDER BY d.number DESC`,
  )
  const owner = database.prepare(
    'SELECT w.id FROM documents d JOIN workspaces w ON w.number = d.workspace WHERE d.id = ?',
  )
  return {
    create: method(({ id: document, workspace, title, createdBy, created }) => {
      const by = idToBytes(createdBy)
      const inserted = insert.run(idToBytes(document), title, by, created, idToBytes(workspace))
      return inserted.changes === 1 ? ok(undefined) : fail({ kind: 'not-found' })
    }),
    list: method((workspace) =>
      ofWorkspace.all(idToBytes(workspace)).map((row) => ({
        id: id(documentId, row, 'id'),
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
