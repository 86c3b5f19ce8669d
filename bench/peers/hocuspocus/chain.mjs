// Two people with Hocuspocus's provider.  ws://HOST:PORT
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { serveChain } from '../../lib/chain-load.ts'
import { docRoom } from '../doc-room.mjs'

const docs = [new Y.Doc(), new Y.Doc()]
await Promise.all(
  docs.map((document) => {
    const websocketProvider = new HocuspocusProviderWebsocket({
      url: process.argv[2],
      WebSocketPolyfill: WebSocket,
    })
    return new Promise((resolve) => {
      const provider = new HocuspocusProvider({
        websocketProvider,
        name: 'room',
        document,
        onSynced: resolve,
      })
      provider.attach()
    })
  }),
)
await serveChain(docRoom(docs))
process.exit(0)
