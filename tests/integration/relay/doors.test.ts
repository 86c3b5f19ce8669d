/** What the relay allows and tells is the same at all of its doors: the app's, the JSON gateway's, and REST. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { millis } from '../../../core/base/clock.ts'
import { paths } from '../../../core/protocol/api.ts'
import { filePaths } from '../../../core/protocol/files-api.ts'
import { messagePaths } from '../../../core/protocol/messages-api.ts'
import { moderationPaths } from '../../../core/protocol/moderation-api.ts'
import { presencePaths } from '../../../core/protocol/presence-api.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import { newFileId } from '../../support/file-client.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { openSession, type SocketClient } from '../../support/socket-client.ts'
import { joinRoom, leaveRooms, opsIn, post } from '../../support/room-client.ts'
import { closeTexts, openText } from '../../support/text-socket.ts'

let relay: TestRelay
beforeAll(async () => {
  const env = { WORKSPACE_QUOTA_MIB: '1', MAX_MESSAGE_LENGTH: '20', RATE_ROOM_MESSAGES: '100000' }
  relay = await startTestRelay({ env })
})
afterEach(closeTexts)
afterEach(leaveRooms)
afterAll(() => relay.close())

let rounds = 0
/** Ada at the app's door, Bob at the gateway's. */
async function setup() {
  const number = ++rounds
  const [ada, bob] = [await signUp(relay, `ada-door${number}`), await signUp(relay, `bob-door${number}`)]
  const workspace = await foundWorkspace(relay, ada, `Doors ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'plans')
  const app = await openSession(relay, ada)
  const address = `${relay.url.replace('http', 'ws')}${paths.gateway}?token=${bob.session.accessToken}`
  const gateway = openText(`${address}&roomId=${channel}`)
  await gateway.until({ type: 'room_joined' })
  return { ada, bob, workspace, channel, app, gateway }
}

const call = (who: TestAccount, path: string, method: string, body?: object) =>
  callRelay(relay, path, { method, ...(body && { body }), token: who.session.accessToken })

const list = v.object({ messages: v.array(v.object({ text: v.string() })) })
const textsOf = async (who: TestAccount, channel: string): Promise<ReadonlyArray<string>> =>
  v
    .parse(list, (await call(who, messagePaths.messages(channel), 'GET')).body)
    .messages.map(({ text }) => text)
    .toSorted()

test('[MO9] a message that is too long: the gateway refuses it with the reason; what an app wrote is taken back', async () => {
  const { ada, bob, channel, app, gateway } = await setup()
  const detail = 'It is longer than this relay allows: 20 characters.'
  const say = (content: string, clientId: string): void =>
    gateway.say({ type: 'message', roomId: channel, content, clientId })
  say('g'.repeat(21), 'too-long')
  expect(await gateway.until({ type: 'error' })).toMatchObject({
    code: 'refused',
    clientId: 'too-long',
    detail,
  })
  say('g'.repeat(20), 'fits')
  await gateway.until({ type: 'message', content: 'g'.repeat(20) })

  const writer = createEntryWriter(ada, channel)
  app.send({ kind: 'append', request: 1, entry: writer.claim() })
  app.send({ kind: 'append', request: 2, entry: writer.post('a'.repeat(21)) })
  app.send({ kind: 'append', request: 3, entry: writer.post('a'.repeat(20)) })
  // All of it is in the log: refusing the second would hold up the third.
  for (const request of [1, 2, 3]) expect(await app.answerTo(request)).toMatchObject({ kind: 'ack' })
  await expect
    .poll(() => textsOf(bob, channel), { timeout: 10_000 })
    .toEqual(['a'.repeat(20), 'g'.repeat(20)])
  app.close()
})

test('[QU2] where files have no room left, messages go on at every door', async () => {
  const { ada, bob, channel, app, gateway } = await setup()
  const put = (who: TestAccount, size: number) =>
    call(who, filePaths.file(newFileId()), 'PUT', { conversation: channel, size })
  expect((await put(ada, 1_048_576)).status).toBe(200)
  expect(await put(bob, 1)).toMatchObject({ status: 403, body: { code: 'file-quota', used: 1_048_576 } })
  gateway.say({ type: 'message', roomId: channel, content: 'by the gateway', clientId: 'one' })
  await gateway.until({ type: 'message', content: 'by the gateway' })
  const writer = createEntryWriter(ada, channel)
  app.send({ kind: 'append', request: 1, entry: writer.claim() })
  app.send({ kind: 'append', request: 2, entry: writer.post('by the app') })
  expect(await app.answerTo(2)).toMatchObject({ kind: 'ack' })
  expect((await call(ada, messagePaths.messages(channel), 'POST', { text: 'by REST' })).status).toBe(201)
  await gateway.until({ type: 'message', content: 'by the app' })
  await gateway.until({ type: 'message', content: 'by REST' })
  app.close()
})

test('[MO4][MO9] what a stock y-websocket client wrote is judged as what the app wrote', async () => {
  const { ada, bob, workspace, channel, app, gateway } = await setup()
  const rules = { words: { action: 'refuse', list: ['bilge'] } }
  expect((await call(ada, moderationPaths.rules(workspace), 'PUT', rules)).status).toBe(204)
  const stock = joinRoom(relay, `${channel}/0`, bob)
  await stock.synced()
  for (const text of ['fair winds', 'full of bilge', 'b'.repeat(21)]) post(stock, bob, text)
  await expect.poll(() => textsOf(ada, channel), { timeout: 10_000 }).toEqual(['fair winds'])
  // Not for want of having come in: two were taken back.
  await stock.until((doc) => opsIn(doc) === 5)
  expect(await textsOf(ada, channel)).toEqual(['fair winds'])
  gateway.say({ type: 'message', roomId: channel, content: 'still here', clientId: 'one' })
  await gateway.until({ type: 'message', content: 'still here' })
  app.close()
})

const people = v.object({ people: v.array(v.object({ id: v.string(), status: v.string() })) })
const lastOf = (app: SocketClient, user: string): string | undefined =>
  app.frames
    .flatMap((frame) => (frame.kind === 'presence' ? frame.changes : []))
    .findLast((change) => change.user === user)?.status

test('[PR1][PR5][JG30] who is there, and how, is the same at every door', async () => {
  const { ada, bob, workspace, app, gateway } = await setup()
  const shown = async (who: TestAccount): Promise<ReadonlyMap<string, string>> => {
    const answer = await call(who, presencePaths.workspace(workspace), 'GET')
    return new Map(v.parse(people, answer.body).people.map(({ id, status }) => [id, status]))
  }
  await gateway.until({ type: 'presence', userId: ada.user, status: 'online' })
  gateway.say({ type: 'presence', status: 'busy' })
  await expect.poll(() => lastOf(app, bob.user)).toBe('busy')
  expect((await shown(ada)).get(bob.user)).toBe('busy')

  app.send({ kind: 'presence', status: 'away', until: millis(0) })
  await gateway.until({ type: 'presence', userId: ada.user, status: 'away' })
  expect((await shown(bob)).get(ada.user)).toBe('away')

  await call(bob, presencePaths.own, 'PUT', { status: 'invisible', seconds: 600 })
  await expect.poll(() => lastOf(app, bob.user)).toBe('offline')
  expect((await shown(ada)).get(bob.user)).not.toBe('busy')
  app.close()
  await gateway.until({ type: 'presence', userId: ada.user, status: 'offline' })
})
