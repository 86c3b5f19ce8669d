/** The chat client on a real relay, and the bot of docs/guides/client.md as it stands there. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import sodium from 'libsodium-wrappers-sumo'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { orThrow } from '../../../core/base/defect.ts'
import { type ChatClient, createChatClient } from '../../../core/client/chat-client.ts'
import { systemClock, systemRandom } from '../../../main/system.ts'
import { examplesOf, linesOf, runExample } from '../../support/guide-example.ts'
import {
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
  testPassword,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { until } from '../../support/until.ts'

const [bot = '', , filing = ''] = examplesOf('client.md', 'js')
const [component = ''] = examplesOf('client.md', 'tsx')
const known = new Map<string, object>([
  ["import { createChatClient } from './core/client/chat-client.ts'", { createChatClient }],
  ["import sodium from 'libsodium-wrappers-sumo'", { sodium }],
  ["import { systemClock, systemRandom } from './main/system.ts'", { systemClock, systemRandom }],
])

const ends: Array<() => Promise<void> | void> = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function setupRoom() {
  const relay = await startTestRelay()
  ends.push(relay.close)
  const [ada, bob, robot] = [
    await signUp(relay, 'ada'),
    await signUp(relay, 'bob'),
    await signUp(relay, 'robot'),
  ]
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  for (const each of [bob, robot]) await joinWorkspace(relay, each, workspace)
  return { relay, ada, bob, robot, workspace, channel: await makeChannel(relay, ada, workspace, 'plans') }
}

function connect({ url }: TestRelay, { session }: TestAccount): ChatClient {
  const client = createChatClient({
    url,
    token: () => session.accessToken,
    fetch: (address, request) => fetch(address, request),
    openSocket: (address) => new WebSocket(address),
    clock: systemClock,
    random: systemRandom,
    sodium,
  })
  ends.push(client.close)
  return client
}

const isClient = (made: unknown): made is ChatClient =>
  typeof made === 'object' && made !== null && 'join' in made

test('the bot of the guide answers, in 30 lines', async () => {
  const { relay, bob, robot, channel } = await setupRoom()
  expect(linesOf(bot)).toBeLessThanOrEqual(30)
  const env = { RELAY: relay.url, BOT: 'robot', PASSWORD: testPassword, DEVICE: robot.device, ROOM: channel }
  const client = await runExample(bot, 'client', known, env)
  if (!isClient(client)) throw new Error('the example makes a client')
  ends.push(client.close)
  await until(client.connection, (state) => state === 'online')
  const room = connect(relay, bob).join(channel)
  orThrow(room.send('ping'))
  await until(room.messages, (all) =>
    all.some(({ text, author }) => text === 'pong' && author === robot.user),
  )
  const [ping, pong] = room.messages.read()
  expect(pong?.replyTo).toBe(ping?.id)
})

test('[CC1][CC2] two clients talk, over a restart of the relay, and nothing is said twice', async () => {
  const { relay, ada, bob, channel, workspace } = await setupRoom()
  const [adas, bobs] = [connect(relay, ada), connect(relay, bob)]
  const [hers, his] = [adas.join(channel), bobs.join(channel)]
  orThrow(hers.send('one'))
  await until(his.messages, (all) => all.some(({ text }) => text === 'one'))
  const restarted = relay.restart()
  await until(adas.connection, (state) => state === 'offline')
  orThrow(hers.send('two'))
  await restarted
  orThrow(his.send('three'))
  const texts = ['one', 'two', 'three'].toSorted()
  const hasAll = (all: ReturnType<typeof his.messages.read>): boolean =>
    all.every(({ delivery }) => delivery === 'relay') &&
    JSON.stringify(all.map(({ text }) => text).toSorted()) === JSON.stringify(texts)
  await until(his.messages, hasAll)
  await until(hers.messages, hasAll)
  const [first] = his.messages.read()
  his.react(first?.id ?? '', '👍')
  await until(hers.messages, ([each]) => each?.reactions.length === 1)
  his.setTyping(true)
  await until(hers.typing, (people) => people.includes(bob.user))
  expect(orThrow(await bobs.rooms(workspace)).map(({ name }) => name)).toContain('plans')
})

test('[CC9][CC10] the example of the guide sends a file that ends, and opens those of others', async () => {
  const { relay, bob, robot, channel } = await setupRoom()
  const read: Array<string> = []
  const console = { log: (...words: ReadonlyArray<string>) => void read.push(words.join(' ')) }
  const env = { RELAY: relay.url, TOKEN: robot.session.accessToken, ROOM: channel }
  const client = await runExample(filing, 'client', known, env, { console })
  if (!isClient(client)) throw new Error('the example makes a client')
  ends.push(client.close)
  const bobs = connect(relay, bob)
  const room = bobs.join(channel)
  await until(room.messages, ([message]) => message?.attachments.length === 1)
  const [message] = room.messages.read()
  const [attachment] = message?.attachments ?? []
  if (message === undefined || attachment === undefined) throw new Error('it brings a file')
  expect(message).toMatchObject({ text: 'The nightly report', attachments: [{ name: 'report.txt' }] })
  expect(message.expires).toBe(message.time + 7 * 86_400_000)
  expect(new TextDecoder().decode(orThrow(await bobs.open(attachment)))).toBe('build 7: all green\n')
  await until(client.connection, (state) => state === 'online')
  const bytes = new TextEncoder().encode('thanks')
  const back = orThrow(await room.attach({ name: 'back.txt', type: 'text/plain', bytes }))
  orThrow(room.send('', { attachments: [back] }))
  await expect.poll(() => read).toContain('back.txt thanks')
  room.remove(message.id)
  expect(room.messages.read()).toHaveLength(2) // it is the robot's
  client.join(channel).remove(message.id)
  await until(room.messages, (all) => all.length === 1)
  await expect.poll(() => bobs.open(attachment)).toMatchObject({ failure: { code: 'not-found' } })
})

test('[CC8] a stranger hears why they are not let in', async () => {
  const { relay, channel } = await setupRoom()
  const room = connect(relay, await signUp(relay, 'eve')).join(channel)
  await until(room.problem, (problem) => problem?.code === 'not-found')
  expect(room.messages.read()).toEqual([])
})

test('the component of the guide is the one that tests/browser/use-chat.test.tsx shows', () => {
  const shown = readFileSync(path.resolve(import.meta.dirname, '../../browser/use-chat.test.tsx'), 'utf8')
  const [declaration = '', ...lines] = component.slice(component.indexOf('function Room')).trim().split('\n')
  expect(declaration).toBe('function Room({ token, roomId }) {')
  expect(lines.length).toBeGreaterThan(10)
  expect(shown).toContain(lines.join('\n'))
})
