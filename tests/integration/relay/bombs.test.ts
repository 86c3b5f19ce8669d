/** Requests that are made to hurt: each is refused, costs little, and the relay goes on. */
import { request } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../../core/protocol/api.ts'
import { filePaths, offsetHeader } from '../../../core/protocol/files-api.ts'
import { subprotocol } from '../../../core/protocol/limits.ts'
import { createFileClient, newFileId, sha256 } from '../../support/file-client.ts'
import { roomPath } from '../../support/room-client.ts'
import {
  callRelay,
  foundWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

let relay: TestRelay
let ada: TestAccount
beforeAll(async () => {
  relay = await startTestRelay()
  ada = await signUp(relay, 'ada')
})
afterAll(() => relay.close())

/** Sends the text as it is as the body of a POST, and answers the status. */
async function post(path: string, body: string): Promise<number> {
  const { accessToken } = ada.session
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` }
  return (await fetch(relay.url + path, { method: 'POST', headers, body })).status
}
const isUp = async (): Promise<boolean> => (await callRelay(relay, paths.health)).status === 200

describe('[HA6] bodies', () => {
  test.each([
    ['nested thirty thousand deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['with a prototype in it', '{"name":"x","__proto__":{"admin":true}}'],
    ['with a constructor in it', '{"name":"x","constructor":{"prototype":{"admin":true}}}'],
    [
      'with one key four thousand times',
      `{${Array.from({ length: 4_000 }, () => '"name":"x"').join(',')},"more":1}`,
    ],
    ['that are no JSON', '{"name":'],
    ['of another type', '7'],
    ['with half a surrogate pair for a field', String.raw`{"name":7,"\ud800":1}`],
  ])('%s are refused', async (_name, body) => {
    expect(await post(paths.workspaces, body)).toBe(400)
    expect(Object.prototype).not.toHaveProperty('admin')
    expect(await isUp()).toBe(true)
  })

  test('over the bound are refused unread', async () => {
    expect(await post(paths.workspaces, `{"name":"${'x'.repeat(200_000)}"}`)).toBe(413)
    expect(await isUp()).toBe(true)
  })
})

describe('[HA6] what is packed', () => {
  const packed = (bytes: number): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(gzipSync(Buffer.alloc(bytes, ' ')))
  const send = (path: string, method: string, body: Uint8Array<ArrayBuffer>, more: Record<string, string>) =>
    fetch(relay.url + path, {
      method,
      headers: {
        authorization: `Bearer ${ada.session.accessToken}`,
        'content-encoding': 'gzip',
        ...more,
      },
      body,
    })

  test('is not unpacked: a body of JSON is none, and too large as it comes', async () => {
    const json = { 'content-type': 'application/json' }
    expect((await send(paths.workspaces, 'POST', packed(20_000_000), json)).status).toBe(400)
    expect((await send(paths.workspaces, 'POST', packed(100_000_000), json)).status).toBe(413)
    expect(await isUp()).toBe(true)
  })

  test('is kept as it came, as a file', async () => {
    const workspace = await foundWorkspace(relay, ada, 'Packed')
    const channel = await makeChannel(relay, ada, workspace, 'plans')
    const [id, bomb, client] = [newFileId(), packed(2_000_000), createFileClient(relay, ada)]
    expect((await client.start(id, channel, bomb.length)).status).toBe(200)
    const piece = { 'content-type': 'application/octet-stream', [offsetHeader]: '0' }
    const answer = await send(filePaths.file(id), 'PATCH', bomb, piece)
    expect([answer.status, await answer.json()]).toEqual([200, { offset: bomb.length }])
    await client.finish(id, sha256(bomb))
    expect(sha256((await client.fetch(id)).bytes)).toBe(sha256(bomb))
  })

  test.each([
    ['the app’s door', () => paths.sync, subprotocol],
    ['the JSON gateway', () => `${paths.gateway}?token=${ada.session.accessToken}`, undefined],
    ['a room', (channel: string) => roomPath(`${channel}/0`, ada.session.accessToken), undefined],
  ])('is agreed on at no door of sockets, and ends one that sends it: %s', async (name, path, protocol) => {
    const workspace = await foundWorkspace(relay, ada, `Packed for ${name}`)
    const channel = await makeChannel(relay, ada, workspace, 'plans')
    const { agreed, socket } = await upgrade(path(channel), protocol)
    expect(agreed).toBeUndefined()
    const ended = new Promise<Buffer>((resolve) => {
      const parts: Array<Buffer> = []
      socket.on('data', (part: Buffer) => parts.push(part))
      socket.on('close', () => resolve(Buffer.concat(parts)))
    })
    // Whole, packed, binary; masked with zeros.
    const body = deflateRawSync(Buffer.alloc(10_000))
    socket.write(Buffer.concat([Buffer.from([0xc2, 0x80 | body.length, 0, 0, 0, 0]), body]))
    const heard = await ended
    // Its last frame: closed, for a fault in the protocol (RFC 6455).
    expect(heard.includes(Buffer.from([0x03, 0xea]))).toBe(true)
    expect(await isUp()).toBe(true)
  })

  /** Offers to pack what is said. */
  const upgrade = (
    path: string,
    protocol: string | undefined,
  ): Promise<{ readonly agreed: string | undefined; readonly socket: Duplex }> =>
    new Promise((resolve, reject) => {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.alloc(16).toString('base64'),
        'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits',
        ...(protocol !== undefined && { 'sec-websocket-protocol': protocol }),
      }
      const asked = request(relay.url + path, { headers })
      asked.on('upgrade', ({ headers: answered }, socket) =>
        resolve({ agreed: answered['sec-websocket-extensions'], socket }),
      )
      asked.on('response', ({ statusCode }) => reject(new Error(`answered with ${statusCode}`)))
      asked.on('error', reject)
      asked.end()
    })
})

describe('[HA6] addresses', () => {
  test.each([
    '../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    "' OR 1=1;--",
    'f'.repeat(5_000),
    '%c0%af',
  ])('with %s for an id name nothing', async (id) => {
    const token = ada.session.accessToken
    const { status } = await callRelay(relay, `/v1/workspaces/${id}/members`, { token })
    expect([400, 404, 414]).toContain(status)
    expect(await isUp()).toBe(true)
  })
})

describe('[HA6] headers', () => {
  /** What comes back on a bare connection for these lines, until the relay ends it. */
  const speak = (lines: ReadonlyArray<string>): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(relay.url)
      const socket = connect({ host: hostname, port: Number(port) })
      let heard = ''
      socket.setEncoding('utf8')
      socket.on('data', (part: string) => {
        heard += part
      })
      socket.on('error', (error) => (heard === '' ? reject(error) : resolve(heard)))
      socket.on('close', () => resolve(heard))
      socket.write(lines.join('\r\n'))
    })

  test('of a mebibyte are refused, and a token of one too', async () => {
    const long = 'x'.repeat(1_048_576)
    for (const header of [`x-long: ${long}`, `authorization: Bearer ${long}`]) {
      const heard = await speak([`GET ${paths.workspaces} HTTP/1.1`, 'host: relay', header, '', ''])
      expect(heard).toMatch(/^HTTP\/1\.1 431 /)
    }
    expect(await isUp()).toBe(true)
  })

  test('by the thousand, or said twice where that means two bodies, are refused', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `x-${index}: y`)
    expect(await speak([`GET ${paths.health} HTTP/1.1`, 'host: relay', ...many, '', ''])).toMatch(
      /^HTTP\/1\.1 431 /,
    )
    const twice = ['content-length: 2', 'transfer-encoding: chunked', '', '0', '', '']
    expect(await speak([`POST ${paths.workspaces} HTTP/1.1`, 'host: relay', ...twice])).toMatch(
      /^HTTP\/1\.1 400 /,
    )
    expect(await isUp()).toBe(true)
  })
})

test('[HA6] another origin’s page is answered without leave to read', async () => {
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  const headers = { origin: 'https://evil.example', authorization: `Bearer ${ada.session.accessToken}` }
  const answer = await fetch(relay.url + paths.members(workspace), { headers })
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})
