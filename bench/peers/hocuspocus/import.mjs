// Imports a Slack export as one would with Hocuspocus: the channel is a Y.Array of Y.Map in a Y.Doc, written through a
// direct connection a thousand messages at a time, and its SQLite extension keeps the document.  FILE.zip FOLDER
import path from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Hocuspocus } from '@hocuspocus/server'
import * as Y from 'yjs'
import { exportDays } from '../../lib/export-days.ts'

const [file, folder] = process.argv.slice(2)
const hocuspocus = new Hocuspocus({
  quiet: true,
  extensions: [new SQLite({ database: path.join(folder, 'hocuspocus.db') })],
})
const connection = await hocuspocus.openDirectConnection('channel')
for await (const records of exportDays(file)) {
  for (let from = 0; from < records.length; from += 1_000) {
    const batch = records.slice(from, from + 1_000)
    await connection.transact((doc) => {
      const messages = doc.getArray('messages')
      // Not push: without an index to start from, that walks the whole list.
      messages.insert(
        messages.length,
        batch.map((record) => new Y.Map(Object.entries(record))),
      )
    })
  }
}
await connection.disconnect() // stores the document
process.exit(0)
