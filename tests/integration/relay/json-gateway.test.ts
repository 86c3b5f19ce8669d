/** The JSON gateway over real sockets: the guide's example, and what hostile clients try. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compileFunction } from 'node:vm'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { paths } from '../../../core/protocol/api.ts'
import { gatewayCloseCodes, maxGatewayFrameBytes } from '../../../core/protocol/json-gateway.ts'
import { messageAnswer, messagePaths } from '../../../core/protocol/messages-api.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { closeTexts, openText, refusedWith } from '../../support/text-socket.ts'

const guide = readFileSync(path.resolve(import.meta.dirname, '../../../docs/guides/json-gateway.md'), 'utf8')
const [example = ''] = [...guide.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code)

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay({ env: { ALLOWED_ORIGINS: 'https://chat.example' } })
})
afterEach(closeTexts)
afterAll(() => relay.close())

let rounds = 0
async function setupRoom() {
  const number = rounds++
  const ada = await signUp(relay, `json-ada${number}`)
  const bob = await signUp(relay, `json-bob${number}`)
  const workspace = await foundWorkspace(relay, ada, `Quay ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'plans')
  const server = relay.url.replace('http', 'ws')
  const address = (token: string, more = ''): string => `${server}${paths.gateway}?token=${token}${more}`
  return {
    ada,
    bob,
    workspace,
    channel,
    server,
    address,
    tokens: [ada.session.accessToken, bob.session.accessToken] as const,
  }
}

describe('the JSON gateway', () => {
  test('the example of the guide is a bot that answers', async () => {
    const { tokens, channel, server, address, bob } = await setupRoom()
    const person = openText(address(tokens[1], `&roomId=${channel}`))
    await person.until({ type: 'room_joined' })
    const names = ['WebSocket', 'server', 'token', 'channel', 'console']
    const make = compileFunction(`${example}\nreturn socket`, names)
    const bot: unknown = Reflect.apply(make, undefined, [WebSocket, server, tokens[0], channel, console])
    expect(await person.until({ type: 'message', content: 'ping me' })).toMatchObject({ roomId: channel })
    person.say({ type: 'message', roomId: channel, content: 'ping', clientId: 'p1' })
    const own = await person.until({ type: 'message', clientId: 'p1' })
    expect(own).toMatchObject({ userId: bob.user, content: 'ping' })
    expect(await person.until({ type: 'message', content: 'pong' })).toMatchObject({
      replyTo: own['messageId'],
    })
    expect(await person.until({ type: 'reaction' })).toMatchObject({ messageId: own['messageId'] })
    if (bot instanceof WebSocket) bot.terminate()
  })

  test('every type of frame that the guide names is known, and every one that comes is named', () => {
    const source = readFileSync(
      path.resolve(import.meta.dirname, '../../../core/protocol/json-gateway.ts'),
      'utf8',
    )
    const named = new Set(
      [...source.matchAll(/type: (?:v\.literal\()?'([a-z_:]+)'/g)].map(([, name = '']) => name),
    )
    for (const name of named) if (name !== 'direct_message') expect(guide).toContain(`\`${name}\``)
    expect(named.size).toBeGreaterThan(18)
    for (const code of Object.values(gatewayCloseCodes)) expect(guide).toContain(String(code))
  })

  test('[JG1] no socket without a token, from a foreign page, or elsewhere', async () => {
    const { tokens, address } = await setupRoom()
    const bare = address('').replace(/\?.*/, '')
    expect(await refusedWith(bare)).toBe(401)
    expect(await refusedWith(address('nonsense'))).toBe(401)
    expect(await refusedWith(address('x'.repeat(8_000)))).toBe(401)
    expect(await refusedWith(address(tokens[0]), { origin: 'https://evil.example' })).toBe(403)
    expect(await refusedWith(`${bare}x?token=${tokens[0]}`)).toBe(404)
    const page = openText(address(tokens[0]), { origin: 'https://chat.example' })
    page.say({ type: 'presence', status: 'online' })
    const script = openText(bare, { authorization: `Bearer ${tokens[0]}` })
    script.say({ type: 'nonsense', request: 'r' })
    expect(await script.until({ type: 'error' })).toMatchObject({ code: 'bad-frame' })
  })

  test('[JG24] bytes that are no text, and giant frames, end the socket; others go on', async () => {
    const { tokens, address, channel } = await setupRoom()
    const other = openText(address(tokens[1], `&roomId=${channel}`))
    await other.until({ type: 'room_joined' })
    const binary = openText(address(tokens[0], `&roomId=${channel}`))
    await binary.until({ type: 'room_joined' })
    binary.socket.send(Buffer.from('{"type":"presence","status":"busy"}'))
    expect(await binary.closed).toBe(gatewayCloseCodes['protocol-error'])
    const giant = openText(address(tokens[0], `&roomId=${channel}`))
    await giant.until({ type: 'room_joined' })
    giant.socket.send('x'.repeat(maxGatewayFrameBytes + 1))
    expect([1006, 1009]).toContain(await giant.closed)
    other.say({ type: 'message', roomId: channel, content: 'still here', clientId: 'c' })
    await other.until({ type: 'message', content: 'still here' })
  })

  test('[JG3] signing out ends the socket, and a stopping relay says so', async () => {
    const { tokens, address, ada } = await setupRoom()
    const socket = openText(address(tokens[0]))
    socket.say({ type: 'nonsense' })
    await socket.until({ type: 'error' })
    const body = { refreshToken: ada.session.refreshToken }
    await callRelay(relay, paths.signOut, { body, token: tokens[0] })
    expect(await socket.closed).toBe(gatewayCloseCodes['signed-out'])
    const other = openText(address(tokens[1]))
    other.say({ type: 'nonsense' })
    await other.until({ type: 'error' })
    await relay.restart()
    expect(await other.closed).toBe(gatewayCloseCodes.draining)
  })

  test('[JG10] what REST posts comes to the sockets, and the other way round', async () => {
    const { tokens, address, channel, bob } = await setupRoom()
    const socket = openText(address(tokens[0], `&roomId=${channel}`))
    await socket.until({ type: 'room_joined' })
    const body = { text: 'by REST', mentions: [bob.user] }
    const sent = await callRelay(relay, messagePaths.messages(channel), { body, token: tokens[1] })
    expect(sent.status).toBe(201)
    const { id } = v.parse(messageAnswer, sent.body)
    expect(await socket.until({ type: 'message' })).toMatchObject({
      messageId: id,
      content: 'by REST',
      userId: bob.user,
    })
    socket.say({ type: 'message', roomId: channel, content: 'by socket', clientId: 'c1' })
    const own = await socket.until({ type: 'message', clientId: 'c1' })
    const got = await callRelay(relay, messagePaths.message(channel, String(own['messageId'])), {
      token: tokens[1],
    })
    expect(v.parse(messageAnswer, got.body)).toMatchObject({ text: 'by socket' })
  })
})
