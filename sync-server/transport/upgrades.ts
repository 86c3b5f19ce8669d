/** Who gets an upgrade: one listener for all doors, told apart by path. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

export type Upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => void

export interface Door {
  readonly isAt: (path: string) => boolean
  readonly upgrade: Upgrade
}

export function serveUpgrades(server: Server, doors: ReadonlyArray<Door>): void {
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const path = request.url?.split('?')[0] ?? ''
    const door = doors.find(({ isAt }) => isAt(path))
    if (door === undefined) return refuseUpgrade(stream, '404 Not Found')
    door.upgrade(request, stream, head)
  })
}

/** Answers before there is a WebSocket. `status` is code and phrase. */
export function refuseUpgrade(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy()) // the peer may be gone already
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
