// The person who writes, in all rooms.  ws://HOST:PORT ROOMS
// `post N` adds so many messages to each room; `seen N` waits until the first room has N, and prints when that was.
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { syncText } from '../../lib/sync-text.ts'

const [url, rooms] = process.argv.slice(2)
const docs = Array.from({ length: Number(rooms) }, () => new Y.Doc())
await Promise.all(
  docs.map(
    (doc, number) =>
      new Promise((resolve) => {
        const options = { WebSocketPolyfill: WebSocket, disableBc: true }
        new WebsocketProvider(url, `room-${number}`, doc, options).once('sync', resolve)
      }),
  ),
)
console.log('ready')
let posted = 0
for await (const line of createInterface({ input: process.stdin })) {
  const [what, count] = line.split(' ')
  if (what === 'post') {
    for (const doc of docs) {
      for (let each = 0; each < Number(count); each++) {
        const fields = { id: String(posted), author: 'ada', text: syncText(posted), at: posted++ }
        doc.getArray('messages').push([new Y.Map(Object.entries(fields))])
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000)) // what is on its way to the server arrives
    console.log('done')
  } else {
    while (docs[0].getArray('messages').length < Number(count))
      await new Promise((resolve) => docs[0].once('update', resolve))
    console.log(Date.now())
  }
}
process.exit(0)
