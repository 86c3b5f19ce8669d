/**
 * The y-websocket rooms over ws. Whoever may not enter is answered in HTTP, before there is a WebSocket. The token comes
 * in the query, as stock clients send it, or in the Authorization header; neither is ever logged.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Result } from '../../core/base/result.ts'
import { paths } from '../../core/protocol/api.ts'
import { maxDocumentBytes, maxRoomUpdateBytes } from '../../core/protocol/rooms.ts'
import type { RoomConnection } from '../rooms/member.ts'
import { readRoomName, type RoomTarget } from '../rooms/room-target.ts'
import type { EntryRefusal, Rooms, Ticket } from '../rooms/rooms.ts'
import type { ClientAddress } from './client-address.ts'
import { endsOf } from './socket-ends.ts'
import { flushed } from './sockets.ts'
import type { Strangers } from './strangers.ts'
import { type Door, refuseEntrance, refuseStranger, refuseUpgrade } from './upgrades.ts'

export interface RoomSockets extends Door {
  /** To be called when all connections have been told to close; resolves when the last one has. */
  readonly close: () => Promise<void>
}

const statuses: Record<EntryRefusal['kind'], string> = {
  unauthorized: '401 Unauthorized',
  'not-found': '404 Not Found',
  'too-many': '429 Too Many Requests',
  unavailable: '503 Service Unavailable',
}
const prefix = `${paths.rooms}/`
/** Type, kind and length around an update. */
const framing = 16

export function serveRooms(
  { admit }: Pick<Rooms, 'admit'>,
  strangers: Strangers,
  addressOf: ClientAddress,
): RoomSockets {
  const servers = {
    segment: createServer(maxRoomUpdateBytes + framing),
    document: createServer(maxDocumentBytes + framing),
  }
  return {
    isAt: (path) => path.startsWith(prefix),
    upgrade: (request, stream, head) => {
      const asked = readRequest(request)
      if (asked === undefined) return refuseUpgrade(stream, statuses['not-found'])
      const admitted = strangers.enter(request)
      if (admitted === undefined) return refuseStranger(stream)
      const gone = (): void => void stream.destroy()
      stream.on('error', gone)
      const answer = (ticket: Result<Ticket, EntryRefusal>): void => {
        admitted()
        stream.off('error', gone)
        if (!ticket.ok) return refuseEntrance(stream, statuses[ticket.failure.kind], ticket.failure)
        servers[asked.target.kind].handleUpgrade(request, stream, head, (socket) =>
          serveSocket(socket, stream, ticket.value),
        )
      }
      void admit({ ...asked, from: addressOf(request) }).then(answer)
    },
    close: async () => {
      await Promise.all(
        Object.values(servers).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
      )
    },
  }
}

const createServer = (maxPayload: number): WebSocketServer =>
  new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false, clientTracking: true })

interface Asked {
  readonly target: RoomTarget
  /** Empty if none was given. */
  readonly token: string
}

function readRequest({ url = '', headers }: IncomingMessage): Asked | undefined {
  const [path = '', query = ''] = url.split('?', 2)
  const target = readRoomName(path.slice(prefix.length))
  const bearer = /^Bearer ([^ ]+)$/i.exec(headers.authorization ?? '')?.[1]
  return target && { target, token: bearer ?? new URLSearchParams(query).get('token') ?? '' }
}

function serveSocket(socket: WebSocket, stream: Duplex, ticket: Ticket): void {
  const events = ticket.enter(createConnection(socket, stream))
  socket.on('message', (data, isBinary) => {
    if (!isBinary) return events.violated('text')
    if (data instanceof Buffer) events.received(data)
  })
  socket.on('pong', events.heard)
  socket.on('ping', events.heard)
  socket.on('error', () => socket.terminate()) // ws has told the peer why; `close` follows
  socket.on('close', events.closed)
}

function createConnection(socket: WebSocket, stream: Duplex): RoomConnection {
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(message)
    },
    flushed: () => flushed(socket, stream),
    ...endsOf(socket),
  }
}
