// y-indexeddb as it comes: a conversation is a Y.Array of Y.Map, kept whole under its own database.
import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'

/** Stores the channel compacted, the best case: one update instead of one a message. */
async function fill(name, source) {
  const records = await (await fetch(source)).json()
  const doc = new Y.Doc()
  const messages = doc.getArray('messages')
  for (let from = 0; from < records.length; from += 1_000) {
    doc.transact(() => {
      const batch = records.slice(from, from + 1_000)
      messages.insert(
        messages.length,
        batch.map((record) => new Y.Map(Object.entries(record))),
      )
    })
  }
  const stored = new IndexeddbPersistence(name, doc) // writes the whole state once it has read what is there
  await stored.whenSynced
  // It is synced before it is on the disk: a transaction of ours comes after the one that writes.
  await new Promise((resolve) => {
    stored.db.transaction('updates', 'readwrite').addEventListener('complete', resolve)
  })
  await stored.destroy()
}

let kept

async function open(name) {
  const start = performance.now()
  const doc = new Y.Doc()
  const stored = new IndexeddbPersistence(name, doc)
  await stored.whenSynced
  const messages = doc.getArray('messages')
  const screen = messages.slice(-50).map((message) => message.toJSON())
  kept = { doc, stored, screen }
  return { ms: performance.now() - start, messages: messages.length }
}

Object.assign(globalThis, { bench: { fill, open, kept: () => kept.screen.length } })
