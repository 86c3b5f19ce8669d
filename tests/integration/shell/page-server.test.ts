import { request } from 'node:http'
import { connect } from 'node:net'
import { once } from 'node:events'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { ok } from '../../../core/base/result.ts'
import { userId } from '../../../core/protocol/ids.ts'
import { createSocketBridge } from '../../../main/bridge/socket-bridge.ts'
import { decodeMessage, encodeMessage } from '../../../main/browser-page/messages.mjs'
import { startPageServer } from '../../../main/page-server/page-server.ts'
import { createTestBridge } from '../../support/test-bridge.ts'

const token = 'f'.repeat(64)
const protocols = ['tidings-ipc', `token.${token}`]

async function setupServer() {
  const reports: string[] = []
  const { bridge, asked } = createTestBridge()
  const sockets = createSocketBridge((line) => reports.push(line))
  const page = { type: 'text/html', bytes: new TextEncoder().encode('<p>page') }
  const server = await startPageServer(
    {
      file: async (pathname) => (pathname === '/' ? page : undefined),
      relays: () => ['http://127.0.0.1:8787'],
      token,
      serve: (socket) => sockets.serve(socket, () => bridge),
    },
    0,
  )
  onTestFinished(() => server.close())
  return { server, sockets, asked, reports, origin: `http://127.0.0.1:${server.port}` }
}

/** By `node:http`, for `fetch` does not let a Host be made up. */
function ask(port: number, options: { method?: string; path?: string; headers?: Record<string, string> }) {
  return new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, ...options }, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
    })
    asked.on('error', reject).end()
  })
}

/** The status with which the upgrade was refused, or 101. */
function knock(url: string, offered: string[], options: ClientOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, offered, options)
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('open', () => resolve(101))
    socket.on('error', reject)
    onTestFinished(() => socket.terminate())
  })
}

async function openSocket(origin: string) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ipc`, protocols, { origin })
  onTestFinished(() => socket.terminate())
  const heard: unknown[] = []
  let wake = (): void => undefined
  socket.on('message', (data) => {
    if (Buffer.isBuffer(data)) heard.push(decodeMessage(data))
    wake()
  })
  await once(socket, 'open')
  const next = async (): Promise<unknown> => {
    while (heard.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    return heard.shift()
  }
  return { socket, next, say: (message: unknown) => socket.send(encodeMessage(message)) }
}

test('whoever is refused and gone already takes nothing along', async () => {
  const { server } = await setupServer()
  for (let round = 0; round < 20; round++) {
    const stranger = connect(server.port, '127.0.0.1')
    await once(stranger, 'connect')
    const closed = once(stranger, 'close')
    stranger.write(
      'GET /ipc HTTP/1.1\r\nhost: elsewhere\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    )
    stranger.resetAndDestroy()
    await closed
  }
  expect(await ask(server.port, { path: '/' })).toMatchObject({ status: 200 })
})

describe('the page server', () => {
  test('gives the page to this machine, with its policy', async () => {
    const { server } = await setupServer()
    const { status, headers } = await ask(server.port, { headers: { 'sec-fetch-site': 'same-origin' } })
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toContain("connect-src 'self' ws://127.0.0.1:8787;")
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    })
  })

  test.each([
    ['a rebound name', { headers: { host: 'evil.example' } }, 403],
    ['localhost, which may be another program', { headers: { host: 'localhost' } }, 403],
    ['another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['another port of this machine', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['POST', { method: 'POST' }, 405],
    ['HEAD', { method: 'HEAD' }, 405],
    ['a file that is not there', { path: '/nothing' }, 404],
    ['no path', { path: '//' }, 404],
  ])('refuses %s', async (_, options, status) => {
    const { server } = await setupServer()
    const answer = await ask(server.port, options)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  })

  test('lets a socket in that knows the token and comes from our page', async () => {
    const { origin } = await setupServer()
    expect(await knock(`${origin.replace('http', 'ws')}/ipc`, protocols, { origin })).toBe(101)
  })

  test.each([
    ['no token', '/ipc', ['tidings-ipc'], {}],
    ['a wrong token', '/ipc', ['tidings-ipc', `token.${'0'.repeat(64)}`], {}],
    ['half the token', '/ipc', ['tidings-ipc', `token.${token.slice(0, 32)}`], {}],
    ['the token alone', '/ipc', [`token.${token}`], {}],
    ['a foreign page', '/ipc', protocols, { origin: 'https://evil.example' }],
    ['a page of nowhere', '/ipc', protocols, { origin: 'null' }],
    ['no page', '/ipc', protocols, { origin: undefined }],
    ['a rebound name', '/ipc', protocols, { headers: { host: 'evil.example' } }],
    ['another path', '/', protocols, {}],
  ])('refuses a socket with %s', async (_, path, offered, options) => {
    const { origin } = await setupServer()
    expect(await knock(`${origin.replace('http', 'ws')}${path}`, offered, { origin, ...options })).toBe(403)
  })
})

describe('the bridge over a socket', () => {
  test('answers, with bytes as bytes', async () => {
    const { origin, asked } = await setupServer()
    const { say, next } = await openSocket(origin)
    say({ id: 1, channel: 'bridge', args: ['vault.storeKey', {}] })
    expect(await next()).toEqual({ id: 1, value: ok(Uint8Array.of(1, 2, 3)) })
    const entries = [{ conversation: 'a'.repeat(32), counter: 0, bytes: new Uint8Array(262_144) }]
    say({ id: 2, channel: 'bridge', args: ['outbox.append', { entries }] })
    expect(await next()).toEqual({ id: 2, value: ok(undefined) })
    expect(asked.at(-1)).toEqual(['outbox.append', { entries }])
    say({ id: 3, channel: 'bridge', args: ['session.signOut', {}] })
    expect(await next()).toEqual({ id: 3 })
  })

  test('refuses what is not as agreed, in the words of the contract', async () => {
    const { origin, reports } = await setupServer()
    const { say, next } = await openSocket(origin)
    say({ id: 1, channel: 'bridge', args: ['toString', {}] })
    expect(await next()).toEqual({ id: 1, error: 'no such call on the bridge' })
    say({ id: 2, channel: 'bridge', args: ['session.unlock', { password: 'my secret', extra: 1 }] })
    expect(await next()).toEqual({ id: 2, error: 'session.unlock: bad extra' })
    expect(reports).toEqual(['bridge: no such call on the bridge', 'bridge: session.unlock: bad extra'])
  })

  test.each([
    ['text', 'text'],
    ['bytes that are no message', new Uint8Array(3)],
    ['another channel', encodeMessage({ id: 1, channel: 'other', args: ['app.info', {}] })],
    ['too many arguments', encodeMessage({ id: 1, channel: 'bridge', args: ['app.info', {}, {}, 1, 1] })],
    ['no number', encodeMessage({ id: 'x', channel: 'bridge', args: ['app.info', {}] })],
  ])('ends a socket that sends %s', async (_, message) => {
    const { origin, asked } = await setupServer()
    const { socket } = await openSocket(origin)
    socket.send(message)
    const closed = new Promise((resolve) => socket.once('close', resolve))
    expect(await closed).toBe(1007)
    expect(asked).toEqual([])
  })

  test('[DT16] ends a socket whose message is larger than any that is agreed', async () => {
    const { origin, asked } = await setupServer()
    const { socket } = await openSocket(origin)
    socket.send(new Uint8Array(80 * 1024 * 1024 + 1))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    expect(await closed).toBe(1009)
    expect(asked).toEqual([])
  })

  test('tells every page what has happened, and those that have gone nothing', async () => {
    const { origin, sockets } = await setupServer()
    const pages = [await openSocket(origin), await openSocket(origin), await openSocket(origin)]
    pages[2]?.socket.close()
    await once(pages[2]?.socket ?? new WebSocket(null), 'close')
    const state = {
      kind: 'locked',
      user: userId('a'.repeat(32)),
      username: 'ada',
      displayName: 'Ada',
      password: true,
      recovery: 'code-and-password',
    } as const
    sockets.tell('session.changed', state)
    const event = { channel: 'bridge-event', args: ['session.changed', state] }
    expect(await pages[0]?.next()).toEqual(event)
    expect(await pages[1]?.next()).toEqual(event)
  })
})
