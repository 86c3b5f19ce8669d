/** How a relay stops: nobody comes in, what is under way is finished, and then it ends. */
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { paths } from '../../../core/protocol/api.ts'
import { subprotocol } from '../../../core/protocol/limits.ts'
import { callRelay, signUp } from '../../support/relay-accounts.ts'
import { openSession } from '../../support/socket-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spawnRelay } from './relay-process.ts'

/** All that was read of it, once it has ended. */
const readAll = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8').on('data', (part: string) => (text += part))
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })

/** What the door answers in place of a WebSocket. */
const refusalAt = (url: string): Promise<readonly [number | undefined, string | undefined]> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, subprotocol)
    socket.on('unexpected-response', (request, { statusCode, headers }) => {
      request.destroy()
      resolve([statusCode, headers['retry-after']])
    })
    socket.on('open', () => reject(new Error('it was let in')))
    socket.on('error', () => {}) // of what was destroyed
  })

test('[ST1][GB2] a relay that stops lets nobody in, finishes what is under way, tells who is there, and ends', async () => {
  const relay = await spawnRelay(temporaryFolder())
  onTestFinished(() => void relay.child.kill('SIGKILL'))
  const ada = await signUp(relay, 'ada')
  const session = await openSession(relay, ada)
  await session.waitFor('welcome')
  const { hostname, port, host } = new URL(relay.url)
  const body = JSON.stringify({ name: 'Quay' })
  const slow = connect(Number(port), hostname)
  const answered = readAll(slow)
  const head = [
    `POST ${paths.workspaces} HTTP/1.1`,
    `host: ${host}`,
    `authorization: Bearer ${ada.session.accessToken}`,
    'content-type: application/json',
    'connection: close',
    'expect: 100-continue', // so that it says when it has read this
    `content-length: ${body.length}`,
  ]
  slow.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 5)}`)
  await new Promise((resolve) => slow.once('data', resolve))
  relay.child.kill('SIGTERM')
  await expect.poll(async () => (await callRelay(relay, paths.ready)).status).toBe(503)
  const refused = await callRelay(relay, paths.signIn, { body: {} })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
  expect(refused.body).toMatchObject({ code: 'unavailable' })
  expect((await callRelay(relay, paths.health)).status).toBe(200)
  const at = relay.url.replace('http', 'ws')
  for (const door of [paths.sync, `${paths.gateway}?token=x`, `${paths.rooms}/doc/${'1'.repeat(32)}`]) {
    expect(await refusalAt(at + door)).toEqual([503, '2'])
  }
  expect(session.frames.some(({ kind }) => kind === 'goodbye')).toBe(false) // first what is under way
  slow.write(body.slice(5))
  expect(await answered).toContain('HTTP/1.1 200 OK')
  expect(await session.waitFor('goodbye')).toMatchObject({ code: 'draining' })
  session.close()
  expect(await relay.exited).toBe(0)
})
