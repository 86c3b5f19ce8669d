/**
 * The JSON gateway over ws. Whoever may not enter is answered in HTTP, before there is a WebSocket. The token comes in the
 * query or in the Authorization header, and is never logged.
 */
import type { IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { paths } from '../../core/protocol/api.ts'
import { maxGatewayFrameBytes } from '../../core/protocol/json-gateway.ts'
import type { Entrance, EntranceRefusal, JsonGateway } from '../json-gateway/gateway.ts'
import type { GatewayConnection, GatewayMember } from '../json-gateway/member.ts'
import type { ClientAddress } from './client-address.ts'
import { endsOf } from './socket-ends.ts'
import type { Strangers } from './strangers.ts'
import { type Door, refuseEntrance, refuseStranger } from './upgrades.ts'

export interface GatewaySockets extends Door {
  /** To be called when all connections have been told to close; resolves when the last one has. */
  readonly close: () => Promise<void>
}

const statuses: Record<EntranceRefusal['kind'], string> = {
  unauthorized: '401 Unauthorized',
  'foreign-origin': '403 Forbidden',
  'too-many': '429 Too Many Requests',
  unavailable: '503 Service Unavailable',
}

export function serveGateway(
  { admit }: Pick<JsonGateway, 'admit'>,
  strangers: Strangers,
  addressOf: ClientAddress,
): GatewaySockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxGatewayFrameBytes,
    perMessageDeflate: false,
    clientTracking: true,
  })
  return {
    isAt: (path) => path === paths.gateway,
    upgrade: (request, stream, head) => {
      const admitted = strangers.enter(request)
      if (admitted === undefined) return refuseStranger(stream)
      const gone = (): void => void stream.destroy()
      stream.on('error', gone)
      void admit({ ...readEntrance(request), from: addressOf(request) }).then((ticket) => {
        admitted()
        stream.off('error', gone)
        if (!ticket.ok) return refuseEntrance(stream, statuses[ticket.failure.kind], ticket.failure)
        server.handleUpgrade(request, stream, head, (socket) => serveSocket(socket, ticket.value))
      })
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function readEntrance({ url = '', headers }: IncomingMessage): Omit<Entrance, 'from'> {
  const query = new URLSearchParams(url.split('?', 2)[1] ?? '')
  const bearer = /^Bearer ([^ ]+)$/i.exec(headers.authorization ?? '')?.[1]
  return {
    token: bearer ?? query.get('token') ?? '',
    origin: headers.origin,
    room: query.get('roomId') ?? undefined,
  }
}

function serveSocket(socket: WebSocket, enter: (connection: GatewayConnection) => GatewayMember): void {
  const member = enter(createConnection(socket))
  socket.on('message', (data, isBinary) => {
    if (isBinary) return member.end('protocol-error')
    if (data instanceof Buffer) member.received(data.toString('utf8'))
  })
  socket.on('pong', member.heard)
  socket.on('ping', member.heard)
  socket.on('error', () => socket.terminate()) // ws has told the peer why; `close` follows
  socket.on('close', member.closed)
}

const createConnection = (socket: WebSocket): GatewayConnection => ({
  send: (text) => {
    if (socket.readyState === socket.OPEN) socket.send(text)
  },
  ...endsOf(socket),
})
