/**
 * Serves the built page and its bridge on 127.0.0.1, to those who know the token. Any program and any web page of this
 * machine can reach the port, so that the Host is checked (no rebound DNS name), the Origin (no foreign page), and the
 * token, which travels in the fragment of the address: not to servers, not into logs, not to other ports as cookies are.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { Defect } from '../../core/base/defect.ts'
import { pageHeaders, type AppFile } from '../window/app-files.ts'
import { contentSecurityPolicy } from '../window/content-security-policy.ts'

export interface PageServerDeps {
  /** A file by the path of its address. */
  readonly file: (pathname: string) => Promise<AppFile | undefined>
  /** Where the page's socket may go, as `http://host:port`. */
  readonly relay: () => string | undefined
  readonly token: string
  readonly serve: (socket: WebSocket) => void
}

export interface PageServer {
  readonly port: number
  readonly close: () => Promise<void>
}

const socketPath = '/ipc'
const subprotocol = 'tidings-ipc'
/** The largest append that the bridge lets through, and what surrounds it. */
const maxMessageBytes = 80 * 1024 * 1024

/** Rejects with the system's error, such as EADDRINUSE. Port 0 lets the system choose. */
export async function startPageServer(deps: PageServerDeps, port: number): Promise<PageServer> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    handleProtocols: () => subprotocol,
  })
  let authority = ''
  const http = createServer((request, response) => {
    void answer(deps, authority, request, response)
  })
  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!maySpeak(request, authority, deps.token)) {
      stream.on('error', () => stream.destroy()) // whoever was refused may be gone already
      stream.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, deps.serve)
  })

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, '127.0.0.1', resolve)
  })
  const bound = addressOf(http.address())
  authority = `127.0.0.1:${bound.port}`
  return {
    port: bound.port,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Defect('a TCP server without a port')
  return address
}

async function answer(
  deps: PageServerDeps,
  authority: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = { ...pageHeaders, 'content-security-policy': contentSecurityPolicy(deps.relay()) }
  const refuse = (status: number): void => {
    response.writeHead(status, headers).end()
  }
  if (request.method !== 'GET') return refuse(405)
  const site = request.headers['sec-fetch-site'] ?? 'none'
  if (request.headers.host !== authority || (site !== 'none' && site !== 'same-origin')) return refuse(403)
  const url = `http://${authority}${request.url ?? '/'}`
  const file = URL.canParse(url) ? await deps.file(new URL(url).pathname) : undefined
  if (file === undefined) return refuse(404)
  response.writeHead(200, { ...headers, 'content-type': file.type }).end(file.bytes)
}

function maySpeak(request: IncomingMessage, authority: string, token: string): boolean {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  const given = offered.find((name) => name.startsWith('token.'))?.slice('token.'.length) ?? ''
  return (
    request.url === socketPath &&
    request.headers.host === authority &&
    request.headers.origin === `http://${authority}` &&
    offered.includes(subprotocol) &&
    equalInConstantTime(given, token)
  )
}

/** Over digests, so that not even the length takes part in the time. */
function equalInConstantTime(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
