/** Conversations by a stock y-websocket client: what it sees, what it writes, and that the app sees it too. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { subLogName } from '../../../core/conversation/sub-log.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { paths } from '../../../core/protocol/api.ts'
import { decodeEntry, type Entry } from '../../../core/protocol/entry.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { fetchFrame } from '../../support/fetch-frame.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  testPassword,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { joinRoom, leaveRooms, opsIn, post } from '../../support/room-client.ts'
import { openSession, type SocketClient } from '../../support/socket-client.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterEach(leaveRooms)
afterAll(() => relay.close())

let names = 0
/** Ada, on the app, and Bob, on a stock client, in a channel of their own. */
async function setupPair() {
  const number = names++
  const ada = await signUp(relay, `room-ada${number}`)
  const bob = await signUp(relay, `room-bob${number}`)
  const workspace = await foundWorkspace(relay, ada, `Rooms ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'plans')
  const adas = await openSession(relay, ada)
  await adas.waitFor('logs')
  let request = 0
  const append = (entry: Uint8Array): void => adas.send({ kind: 'append', request: request++, entry })
  return { ada, bob, channel, room: `${channel}/0`, adas, append, writer: createEntryWriter(ada, channel) }
}

async function entriesUpTo(client: SocketClient, channel: ConversationId, seq: number) {
  const entries = await client.waitForSeq(channel, seq)
  return entries.map(({ bytes }): Entry => orThrow(decodeEntry(bytes)))
}

test('[YW6][YW7] a stock client sees what the app has written and goes on to write', async () => {
  const { bob, room, append, writer, adas } = await setupPair()
  append(writer.claim())
  append(writer.post('before'))
  for (let acked = 0; acked < 2; acked++) await adas.waitFor('ack')
  const bobs = joinRoom(relay, room, bob)
  await bobs.synced()
  const log = bobs.doc.getArray(subLogName(writer.client))
  expect(log.length).toBe(1)
  append(writer.post('after'))
  await bobs.until(() => log.length === 2)
})

test('[YW8] what a stock client writes goes to the app at once, in the name of its user and a device of its own', async () => {
  const { bob, room, channel, adas } = await setupPair()
  const bobs = joinRoom(relay, room, bob)
  await bobs.synced()
  bobs.doc.transact(() => {
    post(bobs, bob, 'one')
    post(bobs, bob, 'two')
  })
  const [claim, content] = await entriesUpTo(adas, channel, 2)
  expect(claim).toMatchObject({
    kind: 'claim',
    user: bob.user,
    client: bobs.doc.clientID,
    gateway: false,
    counter: 0,
  })
  expect(content).toMatchObject({ kind: 'content', user: bob.user, device: claim?.device, counter: 1 })
  expect(claim?.device).not.toBe(bob.device)
  post(bobs, bob, 'three')
  expect(await entriesUpTo(adas, channel, 3)).toMatchObject([{ counter: 2, device: claim?.device }])
})

test('[YW7] two stock clients and their deletions; who comes later gets no erased content', async () => {
  const { ada, bob, room } = await setupPair()
  const bobs = joinRoom(relay, room, bob)
  const adas = joinRoom(relay, room, ada)
  await Promise.all([bobs.synced(), adas.synced()])
  post(bobs, bob, 'a secret that should not have been said')
  post(adas, ada, 'yes?')
  await adas.until((doc) => opsIn(doc) === 2)
  bobs.doc.getArray(subLogName(bobs.doc.clientID)).delete(0)
  await adas.until((doc) => opsIn(doc) === 1)
  const late = joinRoom(relay, room, ada)
  await late.synced()
  expect(opsIn(late.doc)).toBe(1)
  expect(Buffer.from(Y.encodeStateAsUpdate(late.doc)).includes('a secret')).toBe(false)
  post(bobs, bob, 'after the deletion')
  await late.until((doc) => opsIn(doc) === 2)
})

test('[YW9] what was written offline comes with the next sync, cut to what is new', async () => {
  const { ada, bob, room, channel, adas } = await setupPair()
  const bobs = joinRoom(relay, room, bob)
  await bobs.synced()
  post(bobs, bob, 'online')
  await entriesUpTo(adas, channel, 2)
  bobs.provider.disconnect()
  post(bobs, bob, 'offline')
  bobs.doc.getArray(subLogName(bobs.doc.clientID)).delete(0)
  bobs.provider.connect()
  const others = joinRoom(relay, room, ada)
  await others.until((doc) => opsIn(doc) === 1 && Y.getState(doc.store, bobs.doc.clientID) === 2)
  // A copy of the whole document, as a local store hands it to a fresh client: nothing of it is new.
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(bobs.doc))
  const again = joinRoom(relay, room, bob, copy)
  await again.synced()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(others.doc), 'a local store')
  post(again, bob, 'from the copy')
  await others.until((doc) => opsIn(doc) === 2)
  expect(again.provider.wsconnected).toBe(true)
})

test('[YW9] ops of an earlier session of the same device, found on its disk, are taken in', async () => {
  const { ada, bob, room } = await setupPair()
  const earlier = new Y.Doc()
  post({ doc: earlier }, bob, 'never sent')
  const later = new Y.Doc()
  Y.applyUpdate(later, Y.encodeStateAsUpdate(earlier))
  post({ doc: later }, bob, 'from today')
  joinRoom(relay, room, bob, later)
  await joinRoom(relay, room, ada).until((doc) => opsIn(doc) === 2)
})

test('[YW8] the same client goes on after a restart of the relay', async () => {
  const { bob, room, channel, adas } = await setupPair()
  const bobs = joinRoom(relay, room, bob)
  await bobs.synced()
  post(bobs, bob, 'before')
  await entriesUpTo(adas, channel, 2)
  await relay.restart()
  expect(await bobs.closed).toMatchObject({ code: 4500, reason: 'draining' })
  post(bobs, bob, 'after')
  await bobs.synced()
  const again = await openSession(relay, bob)
  again.send(fetchFrame(channel, 0, { segment: 0, after: 2 }))
  const late = joinRoom(relay, room, bob)
  await late.until((doc) => opsIn(doc) === 2)
  again.close()
})

test('[YW8] what was sent just before the page was closed is written', async () => {
  const { bob, room, channel, adas } = await setupPair()
  const bobs = joinRoom(relay, room, bob)
  await bobs.synced()
  post(bobs, bob, 'and good night')
  bobs.leave()
  expect((await entriesUpTo(adas, channel, 2)).length).toBe(2)
})

test('[YW10] a sub-log of the app is not a stock client’s, be it of the same device', async () => {
  const { ada, room, append, writer, adas } = await setupPair()
  append(writer.claim())
  await adas.waitFor('ack')
  const doc = new Y.Doc()
  doc.clientID = writer.client
  post({ doc }, ada, 'in the place of the app')
  const client = joinRoom(relay, room, ada, doc)
  const { code, reason } = await client.closed
  expect(code).toBe(4409)
  expect(reason).toMatch(/^claimed: /)
})

test('[YW8] nobody can sign in as the device that the relay writes as', async () => {
  const { ada, bob, room, channel, adas } = await setupPair()
  const bobs = joinRoom(relay, room, bob)
  await bobs.synced()
  post(bobs, bob, 'mine')
  const [claim] = await entriesUpTo(adas, channel, 2)
  const device = { id: claim?.device, name: 'stolen' }
  const body = { username: ada.username, password: testPassword, device }
  expect((await callRelay(relay, paths.signIn, { body })).status).toBe(403)
})

test('[YW1] the next segment may be begun, no later one', async () => {
  const { ada, bob, channel, append, writer, adas } = await setupPair()
  append(writer.claim())
  append(writer.post('first'))
  for (let acked = 0; acked < 2; acked++) await adas.waitFor('ack')
  const bobs = joinRoom(relay, `${channel}/1`, bob)
  await bobs.synced()
  expect(opsIn(bobs.doc)).toBe(0)
  post(bobs, bob, 'a new segment')
  expect(await entriesUpTo(adas, channel, 4)).toMatchObject([{ kind: 'claim' }, { segment: 1 }])
  const others = joinRoom(relay, `${channel}/1`, ada)
  await others.until((doc) => opsIn(doc) === 1)
})

test('[YW6] a segment of 3,000 ops with long texts comes whole, in parts', async () => {
  const { ada, bob, room } = await setupPair()
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let each = 0; each < 3_000; each++) post({ doc }, ada, `${each} ${'x'.repeat(200)}`)
  })
  const adas = joinRoom(relay, room, ada, doc)
  await adas.synced()
  const bobs = joinRoom(relay, room, bob)
  await bobs.until((each) => opsIn(each) === 3_000)
  expect(bobs.doc.getArray(subLogName(doc.clientID)).toArray()).toEqual(
    doc.getArray(subLogName(doc.clientID)).toArray(),
  )
})
