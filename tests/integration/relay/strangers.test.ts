/** What those may do whom the relay does not know: hold few sockets, for a short time. */
import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { paths } from '../../../core/protocol/api.ts'
import { subprotocol } from '../../../core/protocol/limits.ts'
import { callRelay, signUp, type TestAccount } from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

const page = 'https://chat.example'
let relay: TestRelay
let ada: TestAccount
beforeAll(async () => {
  relay = await startTestRelay({
    env: {
      MAX_STRANGERS: '5',
      TRUSTED_PROXIES: '127.0.0.1',
      HEADERS_SECONDS: '1',
      REQUEST_SECONDS: '2',
      ALLOWED_ORIGINS: page,
      RATE_REST: '3',
      RATE_REGISTER: '100000',
    },
  })
  ada = await signUp(relay, 'ada')
})
afterAll(() => relay.close())

/** A socket of a stranger, or the answer in its place. */
async function knock(
  path: string,
  from: string,
  protocol?: string,
): Promise<{
  readonly socket: WebSocket
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
}> {
  const headers = { 'x-forwarded-for': from }
  const url = relay.url.replace('http', 'ws') + path
  const socket = new WebSocket(url, protocol === undefined ? [] : [protocol], { headers })
  return new Promise((resolve) => {
    socket.on('error', () => {})
    socket.on('open', () => resolve({ socket, status: 101, headers: {} }))
    socket.on('unexpected-response', (_request, response) => {
      resolve({ socket, status: response.statusCode ?? 0, headers: response.headers })
      response.resume()
    })
  })
}

test('[AB1] an address holds so many sockets that have not signed in, and others go on', async () => {
  const mob = []
  for (let each = 0; each < 5; each++) mob.push(await knock(paths.sync, '203.0.113.9', subprotocol))
  expect(mob.map(({ status }) => status)).toEqual([101, 101, 101, 101, 101])
  const refused = await knock(paths.sync, '203.0.113.9', subprotocol)
  expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true])
  const doors = [`${paths.gateway}?token=x`, `${paths.rooms}/x?token=x`]
  expect((await knock(doors[0] ?? '', '203.0.113.9')).status).toBe(429)
  const other = await knock(paths.sync, '203.0.113.10', subprotocol)
  expect(other.status).toBe(101)
  // Whoever does not say hello is sent away, and makes room.
  await Promise.all(mob.map(({ socket }) => once(socket, 'close')))
  const later = await knock(paths.sync, '203.0.113.9', subprotocol)
  expect(later.status).toBe(101)
  for (const { socket } of [other, later]) socket.terminate()
})

/** Writes a piece whenever the relay could have lost patience, until it has. */
async function drip(start: string, piece: string): Promise<string> {
  const { hostname, port } = new URL(relay.url)
  const socket: Socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('utf8')))
  socket.on('error', () => {})
  socket.write(start)
  const timer = setInterval(() => socket.writable && socket.write(piece), 200)
  await once(socket, 'close')
  clearInterval(timer)
  return answer
}

test('[AB2] who drips headers, or a body, or says nothing, is cut off; others are answered meanwhile', async () => {
  const head = `POST ${paths.signIn} HTTP/1.1\r\nhost: relay\r\n`
  const body = `${head}content-type: application/json\r\ncontent-length: 5000\r\n\r\n{`
  const slow = Promise.all([drip(head, 'x-a: b\r\n'), drip(body, ' '), drip('', '')])
  expect((await callRelay(relay, paths.health)).status).toBe(200)
  const answers = await slow
  for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/)
  expect((await callRelay(relay, paths.health)).status).toBe(200)
}, 30_000)

test('[HA7] pages of the origins that are named may ask and read; others are told nothing', async () => {
  const preflight = (origin: string): Promise<Response> =>
    fetch(relay.url + paths.workspaces, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
  const named = await preflight(page)
  expect([named.status, named.headers.get('access-control-allow-origin')]).toEqual([204, page])
  expect(named.headers.get('access-control-allow-headers')).toContain('authorization')
  expect(named.headers.get('access-control-allow-credentials')).toBeNull()
  for (const origin of ['https://evil.example', `${page}.evil.example`, 'null', 'http://chat.example']) {
    const refused = await preflight(origin)
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([404, null])
    const asked = await fetch(relay.url + paths.health, { headers: { origin } })
    expect(asked.headers.get('access-control-allow-origin')).toBeNull()
  }
  const read = await fetch(relay.url + paths.health, { headers: { origin: page } })
  expect(read.headers.get('access-control-allow-origin')).toBe(page)
  expect(read.headers.get('vary')).toContain('origin')
  const refused = await fetch(relay.url + paths.workspaces, { headers: { origin: page } })
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, page])
})

test('[OP3] what is limited says when to come again, at the doors of sockets too', async () => {
  const token = ada.session.accessToken
  const asked = []
  for (let each = 0; each < 4; each++) asked.push(await callRelay(relay, paths.workspaces, { token }))
  const last = asked[3]
  const read = (name: string): number => Number(last?.headers.get(name))
  expect([last?.status, read('ratelimit-limit'), read('ratelimit-remaining')]).toEqual([429, 3, 0])
  expect(read('retry-after')).toBeGreaterThan(0)
  expect(read('ratelimit-reset')).toBeGreaterThanOrEqual(read('retry-after'))
  let refused: Awaited<ReturnType<typeof knock>> | undefined
  for (let each = 0; each < 200 && refused?.headers['ratelimit-limit'] === undefined; each++) {
    refused = await knock(`${paths.gateway}?token=${token}`, '203.0.113.77')
    refused.socket.terminate()
  }
  const told = (name: string): number => Number(refused?.headers[name])
  expect([refused?.status, told('ratelimit-remaining')]).toEqual([429, 0])
  expect(Math.min(told('retry-after'), told('ratelimit-limit'), told('ratelimit-reset'))).toBeGreaterThan(0)
})
