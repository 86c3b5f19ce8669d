/** Every document has a conversation, as `migrations.ts` adds it: a row among the channels that no directory tells as one. */
import type { DatabaseSync } from 'node:sqlite'
import type { Random } from '../../../core/base/random.ts'
import { conversationId, idToBytes, randomId } from '../../../core/protocol/ids.ts'
import { emptyHead } from '../../../core/protocol/log.ts'
import { integer } from './rows.ts'

const sql = `
  ALTER TABLE channels ADD COLUMN document INTEGER REFERENCES documents (number);
  CREATE UNIQUE INDEX channels_by_document ON channels (document) WHERE document IS NOT NULL;
`

/** Documents of older relays get theirs, and are told of as new. */
function fill(database: DatabaseSync, random: Random): void {
  const documents = database.prepare('SELECT number, workspace FROM documents ORDER BY number')
  const version = database.prepare(
    'UPDATE relay SET directory_version = directory_version + 1 RETURNING directory_version',
  )
  const insert = database.prepare(
    `INSERT INTO channels (id, workspace, name, topic, created_version, version, document)
     VALUES (?1, ?2, ?3, '', ?4, ?4, ?5)`,
  )
  const insertLog = database.prepare('INSERT INTO logs VALUES (?, 0, ?, -1, 0)')
  for (const row of documents.all()) {
    const id = randomId(conversationId, random)
    const at = integer(version.get() ?? {}, 'directory_version')
    const name = `/${id}` // no channel can be called so
    const made = insert.run(idToBytes(id), integer(row, 'workspace'), name, at, integer(row, 'number'))
    insertLog.run(made.lastInsertRowid, emptyHead)
  }
}

export const documentConversations = { sql, fill }
