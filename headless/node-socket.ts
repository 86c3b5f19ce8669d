import { WebSocket } from 'ws'
import { subprotocol } from '../core/protocol/limits.ts'
import type { ConnectRelay } from '../core/sync/relay-socket.ts'

/** A real socket for an engine that runs in Node. */
export const connectNodeSocket: ConnectRelay = (url, events) => {
  const socket = new WebSocket(url, subprotocol)
  socket.binaryType = 'nodebuffer'
  socket.on('open', events.opened)
  socket.on('message', (data) => {
    if (Buffer.isBuffer(data)) events.received(new Uint8Array(data))
  })
  socket.on('error', () => undefined) // `close` follows
  socket.on('close', events.closed)
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame)
    },
    close: () => socket.close(),
  }
}
