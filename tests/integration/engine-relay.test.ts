import { noUploads } from '../../core/sync/uploads.ts'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { afterEach, expect, test } from 'vitest'
import { withoutKeys } from '../../core/bridge/sealing.ts'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { Engine, OpenConversation } from '../../core/engine/engine.ts'
import { paths } from '../../core/protocol/api.ts'
import { messageAnswer, messagePaths } from '../../core/protocol/messages-api.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { openMemoryIndex } from '../../core/search/memory-index.ts'
import { createMemoryOutbox } from '../../core/storage/memory-outbox.ts'
import { createMemoryStore } from '../../core/storage/memory-store.ts'
import type { SyncReport } from '../../core/sync/report.ts'
import { verifyReceipt } from '../../renderer/platform/system.ts'
import { systemClock as realClock } from '../../sync-server/system.ts'
import { connectNodeSocket } from '../../headless/node-socket.ts'
import { startTestRelay, type TestRelay } from '../support/relay.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signInElsewhere,
  signUp,
  type TestAccount,
} from '../support/relay-accounts.ts'
import { joinRoom, leaveRooms, opsIn, post } from '../support/room-client.ts'
import { closeTexts, openText } from '../support/text-socket.ts'
import { until } from '../support/until.ts'

const ends: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

interface Client {
  readonly engine: Engine
  readonly reports: ReadonlyArray<SyncReport>
}

/** What outlives an engine. */
const createDisk = () => ({
  store: { ...createMemoryStore(), close: async () => undefined },
  outbox: createMemoryOutbox(),
})

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function startClient(
  relay: TestRelay,
  { user, device, session }: TestAccount,
  disk = createDisk(),
): Promise<Client> {
  const reports: Array<SyncReport> = []
  const engine = orThrow(
    await createEngine({
      account: { user, device, relay: relay.url.replace('http', 'ws') + paths.sync },
      clock: realClock,
      random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
      ...disk,
      openIndex: openMemoryIndex({ store: disk.store, clock: realClock, breathe }),
      connect: connectNodeSocket,
      accessToken: async () => ok(session.accessToken),
      report: (report) => void reports.push(report),
      breathe,
      verifyReceipt,
      sealing: withoutKeys,
      uploads: noUploads,
    }),
  )
  ends.push(engine.close)
  return { engine, reports }
}

async function office(env: Readonly<Record<string, string>> = {}): Promise<{
  readonly relay: TestRelay
  readonly accounts: readonly [TestAccount, TestAccount]
  readonly channel: ConversationId
}> {
  const relay = await startTestRelay({ env })
  ends.push(relay.close)
  const [alice, bob] = [await signUp(relay, 'alice'), await signUp(relay, 'bob')]
  const workspace = await foundWorkspace(relay, alice, 'Office')
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, alice, workspace, 'plans')
  return { relay, accounts: [alice, bob], channel }
}

async function openWhenKnown({ engine }: Client, channel: ConversationId): Promise<OpenConversation> {
  await until(engine.directory, ({ workspaces }) =>
    workspaces.some(({ channels }) => channels.some(({ id }) => id === channel)),
  )
  const opened = engine.open(channel)
  if (opened === undefined) throw new Error('no such channel')
  await until(opened.view, ({ opening, before }) => !opening && before !== 'unreachable')
  return opened
}

const hasTexts =
  (...texts: ReadonlyArray<string>) =>
  ({ messages }: ReturnType<OpenConversation['view']['read']>): boolean =>
    texts.length === messages.length && texts.every((text, index) => text === messages[index]?.text)
const isSettled = ({ messages }: ReturnType<OpenConversation['view']['read']>): boolean =>
  messages.every(({ delivery }) => delivery === undefined || delivery.kind === 'relay')

test('two people talk over a real relay, edit, react and take back', async () => {
  const { relay, accounts, channel } = await office()
  const [alice, bob] = [await startClient(relay, accounts[0]), await startClient(relay, accounts[1])]
  const [hers, his] = [await openWhenKnown(alice, channel), await openWhenKnown(bob, channel)]
  const first = orThrow(await hers.post('Hello'))
  await until(his.view, hasTexts('Hello'))
  orThrow(await his.react(first, '👋', true))
  orThrow(await his.post('Hello yourself'))
  orThrow(await hers.edit(first, 'Hello, Bob'))
  await until(his.view, hasTexts('Hello, Bob', 'Hello yourself'))
  await until(hers.view, ({ messages }) => messages[0]?.reactions[0]?.users[0] === bob.engine.self)
  orThrow(await hers.redact(first))
  await until(his.view, ({ messages }) => messages[0]?.redacted === true)
  await until(hers.view, isSettled)
  await until(
    alice.engine.connection,
    ({ kind, queued, syncedAt }) => kind === 'online' && queued === 0 && syncedAt !== undefined,
  )
  expect([...alice.reports, ...bob.reports]).toEqual([])
})

test('[YW7][YW8] a stock y-websocket client and the app see each other’s messages at once', async () => {
  const { relay, accounts, channel } = await office()
  ends.push(async () => leaveRooms())
  const alice = await startClient(relay, accounts[0])
  const hers = await openWhenKnown(alice, channel)
  const stock = joinRoom(relay, `${channel}/0`, accounts[1])
  await stock.synced()
  post(stock, accounts[1], 'from a stock client')
  await until(hers.view, hasTexts('from a stock client'))
  expect(hers.view.read().messages[0]).toMatchObject({ author: accounts[1].user })
  orThrow(await hers.post('from the app'))
  await stock.until((doc) => opsIn(doc) === 2)
  expect(alice.reports).toEqual([])
})

test('[MS1][JG10] what is said through REST and the JSON gateway the app shows at once, and they what it says', async () => {
  const { relay, accounts, channel } = await office()
  ends.push(async () => closeTexts())
  const alice = await startClient(relay, accounts[0])
  const hers = await openWhenKnown(alice, channel)
  const token = accounts[1].session.accessToken
  const bot = openText(`${relay.url.replace('http', 'ws')}${paths.gateway}?token=${token}&roomId=${channel}`)
  await bot.until({ type: 'room_joined' })
  const sent = await callRelay(relay, messagePaths.messages(channel), { body: { text: 'by REST' }, token })
  const { id } = v.parse(messageAnswer, sent.body)
  await until(hers.view, hasTexts('by REST'))
  bot.say({ type: 'message', roomId: channel, content: 'by socket' })
  await until(hers.view, hasTexts('by REST', 'by socket'))
  orThrow(await hers.post('by the app'))
  const heard = await bot.until({ type: 'message', content: 'by the app' })
  expect(heard).toMatchObject({ userId: accounts[0].user, username: 'alice' })
  await callRelay(relay, messagePaths.message(channel, id), {
    method: 'PATCH',
    body: { text: 'edited' },
    token,
  })
  bot.say({ type: 'reaction', roomId: channel, messageId: heard['messageId'], emoji: '👍' })
  await until(hers.view, hasTexts('edited', 'by socket', 'by the app'))
  await until(hers.view, ({ messages }) => messages[2]?.reactions[0]?.users[0] === accounts[1].user)
  await callRelay(relay, messagePaths.message(channel, id), { method: 'DELETE', token })
  await until(hers.view, ({ messages }) => messages[0]?.redacted === true)
  expect(alice.reports).toEqual([])
})

test('[AP9] whoever writes faster than the relay allows loses nothing: it waits and goes by itself', async () => {
  const { relay, accounts, channel } = await office({ RATE_ENTRIES: '1200', RATE_ENTRIES_BURST: '20' })
  const alice = await startClient(relay, accounts[0])
  const hers = await openWhenKnown(alice, channel)
  for (let index = 0; index < 40; index++) orThrow(await hers.post(`message ${index}`))
  await until(alice.engine.connection, ({ queued }) => queued > 0) // the screen says so
  await until(hers.view, isSettled)
  expect([hers.view.read().messages.length, alice.reports]).toEqual([40, []])
})

test('what is written while the relay is down goes up once it is back, once', async () => {
  const { relay, accounts, channel } = await office()
  const [alice, bob] = [await startClient(relay, accounts[0]), await startClient(relay, accounts[1])]
  const [hers, his] = [await openWhenKnown(alice, channel), await openWhenKnown(bob, channel)]
  orThrow(await hers.post('before'))
  await until(his.view, hasTexts('before'))
  const restarting = relay.restart()
  await until(alice.engine.connection, ({ kind }) => kind !== 'online')
  for (const text of ['one', 'two', 'three']) orThrow(await hers.post(text))
  await restarting
  alice.engine.wake()
  bob.engine.wake()
  await until(his.view, hasTexts('before', 'one', 'two', 'three'))
  await until(hers.view, isSettled)
  expect([...alice.reports, ...bob.reports]).toEqual([])
})

test('over 2,000 messages: the next segment begins, a new device opens the newest and pages back', async () => {
  const { relay, accounts, channel } = await office()
  const alice = await startClient(relay, accounts[0])
  const hers = await openWhenKnown(alice, channel)
  const texts = Array.from({ length: 2_050 }, (_, each) => `message ${each}`)
  await Promise.all(texts.map((text) => hers.post(text)))
  await until(alice.engine.connection, ({ queued }) => queued === 0)
  await until(hers.view, isSettled)

  const tablet = await startClient(relay, await signInElsewhere(relay, accounts[0]))
  const opened = await openWhenKnown(tablet, channel)
  expect(opened.view.read().messages.map(({ text }) => text)).toEqual(texts.slice(2_000))
  await opened.loadOlder()
  await until(opened.view, hasTexts(...texts))
  expect(opened.view.read().before).toBe('beginning')
  expect([...alice.reports, ...tablet.reports]).toEqual([])
})

test('who missed more than a thousand entries has them all after the next connection', async () => {
  const { relay, accounts, channel } = await office()
  const disk = createDisk()
  const [alice, before] = [await startClient(relay, accounts[0]), await startClient(relay, accounts[1], disk)]
  const [hers, his] = [await openWhenKnown(alice, channel), await openWhenKnown(before, channel)]
  orThrow(await his.post('I am off'))
  await until(hers.view, hasTexts('I am off'))
  await before.engine.close()
  const texts = Array.from({ length: 1_100 }, (_, each) => `message ${each}`)
  await Promise.all(texts.map((text) => hers.post(text)))
  await until(alice.engine.connection, ({ queued }) => queued === 0)

  const after = await startClient(relay, accounts[1], disk)
  const opened = await openWhenKnown(after, channel)
  orThrow(await opened.post('I am back'))
  await until(opened.view, hasTexts('I am off', ...texts, 'I am back'))
  await until(hers.view, hasTexts('I am off', ...texts, 'I am back'))
  await until(after.engine.connection, ({ queued }) => queued === 0)
  expect([...before.reports, ...after.reports]).toEqual([])
})

const secret = 'to be forgotten'

/** Whether the relay has the text anywhere on its disk, in any file. */
const isOnDisk = ({ folder }: TestRelay, text: string): boolean =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .some((each) => readFileSync(path.join(each.parentPath, each.name)).includes(text))

test('[ER1][ER2] after an erasure who was away, who was there and who comes new see the same, by one chain', async () => {
  const { relay, accounts, channel } = await office()
  const disk = createDisk()
  const [alice, before] = [await startClient(relay, accounts[0]), await startClient(relay, accounts[1], disk)]
  const [hers, his] = [await openWhenKnown(alice, channel), await openWhenKnown(before, channel)]
  orThrow(await hers.post('first'))
  await until(his.view, hasTexts('first'))
  await before.engine.close() // Bob is away: the message comes and goes meanwhile
  const message = orThrow(await hers.post(secret))
  orThrow(await hers.edit(message, `${secret}, said again`))
  await until(hers.view, isSettled)
  expect(isOnDisk(relay, secret)).toBe(false) // sealed (AR1)
  orThrow(await hers.redact(message))
  orThrow(await hers.post('last'))
  await until(alice.engine.connection, ({ queued }) => queued === 0)
  await relay.restart() // its write-ahead log is in its database then
  expect(isOnDisk(relay, secret)).toBe(false)

  const after = await startClient(relay, accounts[1], disk)
  const tablet = await startClient(relay, await signInElsewhere(relay, accounts[0]))
  alice.engine.wake()
  for (const client of [after, tablet, alice]) {
    const { view } = await openWhenKnown(client, channel)
    await until(view, hasTexts('first', '', 'last'))
    await until(client.engine.connection, ({ kind, syncedAt }) => kind === 'online' && syncedAt !== undefined)
    expect(view.read().messages[1]).toMatchObject({ id: message, author: accounts[0].user, redacted: true })
  }
  // The chain goes on for all of them: a head that does not lead to the next would be reported.
  const opened = await openWhenKnown(after, channel)
  orThrow(await opened.post('and on'))
  for (const client of [alice, tablet])
    await until((await openWhenKnown(client, channel)).view, hasTexts('first', '', 'last', 'and on'))
  expect([alice, before, after, tablet].flatMap(({ reports }) => reports)).toEqual([])
})

test('[CR57][ER1] a message that disappears is gone from the relay as well', async () => {
  const { relay, accounts, channel } = await office()
  const [alice, bob] = [await startClient(relay, accounts[0]), await startClient(relay, accounts[1])]
  const [hers, his] = [await openWhenKnown(alice, channel), await openWhenKnown(bob, channel)]
  orThrow(await hers.post(secret, { expiresAfter: 3 }))
  await until(his.view, hasTexts(secret))
  const isAtRelay = async (): Promise<boolean> => {
    const { accessToken: token } = accounts[1].session
    const { body } = await callRelay(relay, messagePaths.messages(channel), { token })
    return JSON.stringify(body).includes(secret)
  }
  expect(await isAtRelay()).toBe(true)
  await until(his.view, ({ messages: [first] }) => first?.expired === true)
  await expect.poll(isAtRelay).toBe(false)
  expect([...alice.reports, ...bob.reports]).toEqual([])
})
