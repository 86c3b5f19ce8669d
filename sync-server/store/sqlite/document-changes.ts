/** What the directory says of documents, as one person sees them. */
import type { DatabaseSync } from 'node:sqlite'
import type { DocumentChange } from '../../../core/protocol/directory.ts'
import { conversationId, documentId } from '../../../core/protocol/ids.ts'
import type { ConversationNews, DirectoryReader } from './conversation-changes.ts'
import { id, integer, text } from './rows.ts'

/** Within a transaction. A document is new with its conversation, and told again when it is renamed. */
export function createDocumentNews(database: DatabaseSync): (reader: DirectoryReader) => ConversationNews {
  const news = database.prepare(
    `SELECT d.id, d.title, c.id AS conversation, c.created_version FROM channels c
     JOIN documents d ON d.number = c.document WHERE c.workspace = ? AND c.version > ? ORDER BY d.number`,
  )
  return ({ role, workspace, number, from }) => {
    const rows = role === 'guest' ? [] : news.all(number, from)
    const changes = rows.map((row): DocumentChange => ({
      kind: 'document',
      id: id(documentId, row, 'id'),
      workspace,
      title: text(row, 'title'),
      conversation: id(conversationId, row, 'conversation'),
    }))
    const added = rows.filter((row) => integer(row, 'created_version') > from)
    return { changes, newlyReadable: added.map((row) => id(conversationId, row, 'conversation')) }
  }
}
