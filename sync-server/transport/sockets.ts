/** The relay's sockets over ws: one path, one subprotocol, binary frames, no compression (sealed bodies do not compress). */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { paths } from '../../core/protocol/api.ts'
import { maxFrameBytes, maxHelloBytes, subprotocol } from '../../core/protocol/limits.ts'
import { createFrameWriter } from './frame-writer.ts'
import type { ClientAddress } from './client-address.ts'
import type { AcceptConnection, Connection, ConnectionEvents } from '../relay/connection.ts'
import type { Strangers } from './strangers.ts'
import { type Door, refuseStranger, refuseUpgrade } from './upgrades.ts'

export interface Sockets extends Door {
  /** To be called when all connections have been told to close; resolves when the last one has. */
  readonly close: () => Promise<void>
}

/** How long a peer has to read its goodbye. */
export const closeGraceMs = 3_000
/** Below this a connection counts as flushed. */
const lowWaterBytes = 512 * 1024
/** Room for the WebSocket's own framing around the hello. */
const strangerBytes = maxHelloBytes + 1_024

export function serveSockets(
  accept: AcceptConnection,
  strangers: Strangers,
  addressOf: ClientAddress,
): Sockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
    clientTracking: true,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  })
  return {
    isAt: (path) => path === paths.sync,
    upgrade: (request, stream, head) => {
      if (!speaksOurs(request)) return refuseUpgrade(stream, '400 Bad Request')
      const known = strangers.enter(request)
      if (known === undefined) return refuseStranger(stream)
      stream.once('close', known)
      const from = addressOf(request)
      sockets.handleUpgrade(request, stream, head, (socket) =>
        serveSocket(socket, stream, { accept, known, from }),
      )
    },
    close: () =>
      new Promise((resolve) => {
        sockets.close(() => resolve())
      }),
  }
}

function speaksOurs({ headers }: IncomingMessage): boolean {
  const offered = headers['sec-websocket-protocol']?.split(',').map((name) => name.trim())
  return offered?.includes(subprotocol) === true
}

interface Reception {
  readonly accept: AcceptConnection
  /** To be called once it is known who it is. */
  readonly known: () => void
  readonly from: string
}

function serveSocket(socket: WebSocket, stream: Duplex, { accept, known, from }: Reception): void {
  const stopWatching = watchStranger(stream, () => events.violated('too much before hello'))
  const welcomed = (): void => {
    stopWatching()
    stream.off('close', known)
    known()
  }
  const events: ConnectionEvents = accept({ from, ...createConnection(socket, stream, welcomed) })
  socket.on('message', (data, isBinary) => {
    if (!isBinary) return events.violated('a text frame')
    if (data instanceof Buffer) events.received(data)
  })
  socket.on('pong', events.heard)
  socket.on('ping', events.heard)
  socket.on('error', terminate) // ws has told the peer why; `close` follows
  socket.on('close', events.closed)
}

function terminate(this: WebSocket): void {
  this.terminate()
}

/** Counts what comes in until it is told to stop: ws alone would take a whole large frame from somebody who never said hello. */
function watchStranger(stream: Duplex, tooMuch: () => void): () => void {
  let bytes = 0
  const count = (chunk: Buffer): void => {
    bytes += chunk.length
    if (bytes <= strangerBytes) return
    stop()
    tooMuch()
  }
  const stop = (): void => void stream.off('data', count)
  stream.on('data', count)
  return stop
}

function createConnection(
  socket: WebSocket,
  stream: Duplex,
  whenWelcomed: () => void,
): Omit<Connection, 'from'> {
  const writer = createFrameWriter(stream)
  let welcomed: (() => void) | undefined = whenWelcomed // let go of with all it holds
  return {
    send: (frame) => {
      if (socket.readyState === socket.OPEN) writer.send(frame)
    },
    buffered: () => socket.bufferedAmount + writer.waiting(),
    flushed: () => flushed(socket, stream),
    ping: () => {
      if (socket.readyState === socket.OPEN) socket.ping()
    },
    welcomed: () => {
      welcomed?.()
      welcomed = undefined
    },
    close: () => {
      writer.flush()
      socket.close(1000)
      const timer = setTimeout(() => socket.terminate(), closeGraceMs)
      socket.once('close', () => clearTimeout(timer))
    },
    cut: () => socket.terminate(),
  }
}

/** Always in a later turn, so that a long answer leaves room for others between its parts. */
export async function flushed(socket: WebSocket, stream: Duplex): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  if (socket.bufferedAmount <= lowWaterBytes || socket.readyState !== socket.OPEN) return
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off('drain', done)
      stream.off('close', done)
      resolve()
    }
    stream.on('drain', done)
    stream.on('close', done)
  })
}
