// Imports a Slack export as one would with y-websocket and its LevelDB: the channel is a Y.Array of Y.Map in a Y.Doc, each
// message an update of its own, as if it had been sent; y-leveldb keeps the updates.  FILE.zip FOLDER
import path from 'node:path'
import { LeveldbPersistence } from 'y-leveldb'
import * as Y from 'yjs'
import { exportDays } from '../../lib/export-days.ts'

const [file, folder] = process.argv.slice(2)
const persistence = new LeveldbPersistence(path.join(folder, 'y-leveldb'))
const doc = new Y.Doc()
const messages = doc.getArray('messages')
let stored = []
doc.on('update', (update) => stored.push(persistence.storeUpdate('channel', update)))
for await (const records of exportDays(file)) {
  for (let from = 0; from < records.length; from += 1_000) {
    for (const record of records.slice(from, from + 1_000)) {
      // Not push: without an index to start from, that walks the whole list.
      messages.insert(messages.length, [new Y.Map(Object.entries(record))])
    }
    await Promise.all(stored)
    stored = []
  }
}
await persistence.destroy()
