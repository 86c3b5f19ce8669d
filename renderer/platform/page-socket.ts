import { subprotocol } from '../../core/protocol/limits.ts'
import type { ConnectRelay } from '../../core/sync/relay-socket.ts'

/** The page's WebSocket as the socket that sync knows. A text frame, which the relay never sends, ends it. */
export const connectPageSocket: ConnectRelay = (url, events) => {
  const socket = new WebSocket(url, subprotocol)
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('open', events.opened)
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) events.received(new Uint8Array(data))
    else socket.close()
  })
  socket.addEventListener('close', events.closed) // follows every error, and an attempt that came to nothing
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame)
    },
    close: () => socket.close(),
  }
}
