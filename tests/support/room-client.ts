/** Clients of the y-websocket rooms: the stock one, and a raw one that says whatever a test wants. */
import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { subLogName } from '../../core/conversation/sub-log.ts'
import { paths } from '../../core/protocol/api.ts'
import { opId, randomId } from '../../core/protocol/ids.ts'
import { testPost } from './conversations.ts'
import type { RelayAddress, TestAccount } from './relay-accounts.ts'

export interface StockClient {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly synced: () => Promise<void>
  /** Why the relay closed the socket, once it has. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  /** Resolves once the document is as wanted. */
  readonly until: (is: (doc: Y.Doc) => boolean) => Promise<void>
  readonly leave: () => void
}

const open = new Set<StockClient>()
/** For `afterEach`: a stock client reconnects for ever. */
export function leaveRooms(): void {
  for (const client of open) client.leave()
}

export function joinRoom(
  { url }: RelayAddress,
  room: string,
  { session }: Pick<TestAccount, 'session'>,
  doc = new Y.Doc(),
): StockClient {
  const provider = new WebsocketProvider(url.replace('http', 'ws') + paths.rooms, room, doc, {
    params: { token: session.accessToken },
    disableBc: true, // two clients of one test are two computers
    maxBackoffTime: 100,
  })
  const closed: StockClient['closed'] = new Promise((resolve) => {
    provider.on('connection-close', (event) => {
      if (event !== null && event.code >= 4_000) resolve({ code: event.code, reason: event.reason })
    })
  })
  const client: StockClient = {
    doc,
    provider,
    closed,
    synced: () =>
      new Promise((resolve) => {
        if (provider.synced) return resolve()
        provider.on('sync', (isSynced) => {
          if (isSynced) resolve()
        })
      }),
    until: (is) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!is(doc)) return
          doc.off('update', look)
          resolve()
        }
        doc.on('update', look)
        look()
      }),
    leave: () => {
      open.delete(client)
      provider.destroy()
    },
  }
  open.add(client)
  return client
}

/** The bytes of a post. */
export const postOf = ({ user }: Pick<TestAccount, 'user'>, text: string): Uint8Array =>
  encodeOp(testPost({ id: randomId(opId, { bytes: (length) => randomBytes(length) }), by: user, text }))

/** As a stock client posts: one op at the end of its own sub-log. */
export const post = ({ doc }: Pick<StockClient, 'doc'>, account: TestAccount, text: string): void =>
  doc.getArray(subLogName(doc.clientID)).push([postOf(account, text)])

/** How many ops a document has, erased ones left out. */
export function opsIn(doc: Y.Doc): number {
  let ops = 0
  for (const name of doc.share.keys()) ops += doc.getArray(name).length
  return ops
}

export interface RawRoomClient {
  readonly send: (message: Uint8Array | string) => void
  /** All messages so far. */
  readonly messages: ReadonlyArray<Uint8Array>
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly socket: WebSocket
}

export async function openRawRoom(
  relay: RelayAddress,
  room: string,
  { session }: Pick<TestAccount, 'session'>,
): Promise<RawRoomClient> {
  const socket = new WebSocket(relay.url.replace('http', 'ws') + roomPath(room, session.accessToken))
  const messages: Array<Uint8Array> = []
  socket.on('message', (data) => {
    if (data instanceof Buffer) messages.push(new Uint8Array(data))
  })
  const closed: RawRoomClient['closed'] = new Promise((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('error', () => {}) // the close says it
  return { send: (message) => socket.send(message), messages, closed, socket }
}

export const roomPath = (room: string, token?: string): string =>
  `${paths.rooms}/${room}${token === undefined ? '' : `?token=${encodeURIComponent(token)}`}`

/** How the relay answers a request to upgrade; 101 if it lets in. */
export const upgradeStatus = (
  { url }: RelayAddress,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    }
    const asked = request(url + path, { headers: { ...upgrade, ...headers } })
    asked.on('response', (response) => resolve(response.statusCode))
    asked.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode)
    })
    asked.on('error', reject)
    asked.end()
  })
