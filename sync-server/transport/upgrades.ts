/** Who gets an upgrade: one listener for all doors, told apart by path. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { rateHeaders } from '../identity/throttle.ts'
import type { TooMany, Unauthorized } from '../rooms/too-many.ts'
import { strangersRetrySeconds } from './strangers.ts'

export type Upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => void

export interface Door {
  readonly isAt: (path: string) => boolean
  readonly upgrade: Upgrade
}

export function serveUpgrades(server: Server, doors: ReadonlyArray<Door>, isClosing: () => boolean): void {
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const path = request.url?.split('?')[0] ?? ''
    const door = doors.find(({ isAt }) => isAt(path))
    if (door === undefined) return refuseUpgrade(stream, '404 Not Found')
    if (isClosing()) return refuseEntrance(stream, '503 Service Unavailable', { kind: 'unavailable' })
    door.upgrade(request, stream, head)
  })
}

/** A store that is in trouble, or a relay that is about to stop, is well again after a moment. */
const unavailableRetrySeconds = 2

/** As `statuses` of the door says it, with how long to wait (OP3). */
export function refuseEntrance(
  stream: Duplex,
  status: string,
  failure: { readonly kind: string } | Unauthorized | TooMany,
): void {
  const retryAfter =
    'retryAfter' in failure
      ? failure.retryAfter
      : failure.kind === 'unavailable'
        ? unavailableRetrySeconds
        : undefined
  refuseUpgrade(stream, status, {
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    ...('rate' in failure && failure.rate && rateHeaders(failure.rate)),
  })
}

export const refuseStranger = (stream: Duplex): void =>
  refuseUpgrade(stream, '429 Too Many Requests', { 'retry-after': String(strangersRetrySeconds) })

/** Answers before there is a WebSocket. `status` is code and phrase. */
export function refuseUpgrade(
  stream: Duplex,
  status: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  stream.on('error', () => stream.destroy()) // the peer may be gone already
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n${lines.join('')}\r\n`)
}
