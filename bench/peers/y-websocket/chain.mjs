// Two people with y-websocket's provider.  ws://HOST:PORT
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { serveChain } from '../../lib/chain-load.ts'
import { docRoom } from '../doc-room.mjs'

const docs = [new Y.Doc(), new Y.Doc()]
const providers = docs.map((doc) => {
  // Both people are in one process here: what they say must go over the wire, not round it.
  return new WebsocketProvider(process.argv[2], 'room', doc, {
    WebSocketPolyfill: WebSocket,
    disableBc: true,
  })
})
await Promise.all(providers.map((provider) => new Promise((resolve) => provider.once('sync', resolve))))
await serveChain(docRoom(docs))
process.exit(0)
