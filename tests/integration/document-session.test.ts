/** Documents as the app opens them, over real sockets to a real relay: the copy on the device, the room, what is said of both. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as v from 'valibot'
import * as Y from 'yjs'
import { paths, sessionAnswer } from '../../core/protocol/api.ts'
import { documentAnswer } from '../../core/protocol/documents-api.ts'
import type { DocumentId, WorkspaceId } from '../../core/protocol/ids.ts'
import { maxDocumentBytes } from '../../core/protocol/rooms.ts'
import { pageOf } from '../../core/search/page-blocks.ts'
import type { DocumentSession } from '../../renderer/features/documents/session.ts'
import { documentTrouble, keptText } from '../../renderer/features/documents/words.ts'
import { accessTokenSeconds } from '../../sync-server/identity/signing-keys.ts'
import { offline, online, setupComputer } from '../support/document-computers.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  signUp,
  type TestAccount,
} from '../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../support/relay.ts'
import { joinRoom, leaveRooms } from '../support/room-client.ts'
import { until } from '../support/until.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

let relay: TestRelay
const ends: Array<() => Promise<unknown>> = []
beforeEach(async () => {
  relay = await startTestRelay()
  ends.push(relay.close)
})
afterEach(async () => {
  leaveRooms()
  for (const end of ends.splice(0).toReversed()) await end()
})

async function setup() {
  const name = randomBytes(4).toString('hex')
  const ada = await signUp(relay, `ada-${name}`)
  const bob = await signUp(relay, `bob-${name}`)
  const workspace = await foundWorkspace(relay, ada, name)
  await joinWorkspace(relay, bob, workspace)
  const document = await makeDocument(ada, workspace)
  return {
    ada,
    bob,
    workspace,
    document,
    adas: await setupComputer(relay, ada, document),
    bobs: await setupComputer(relay, bob, document),
  }
}

async function makeDocument({ session }: TestAccount, workspace: WorkspaceId): Promise<DocumentId> {
  const answer = await callRelay(relay, paths.documents(workspace), {
    body: { title: 'Plan' },
    token: session.accessToken,
  })
  return v.parse(documentAnswer, answer.body).id
}

const write = ({ doc }: DocumentSession, words: string): void => {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  pageOf(doc).push([paragraph])
}
const wordsOf = ({ doc }: Pick<DocumentSession, 'doc'>): string =>
  pageOf(doc)
    .toJSON()
    .replace(/<[^>]*>/g, '')
const reads = async (session: DocumentSession, words: string): Promise<void> => {
  await expect.poll(() => wordsOf(session), { timeout: 15_000 }).toBe(words)
}
const isSaved = (session: DocumentSession) =>
  until(session.state, ({ room }) => room.kind === 'synced' && room.saved)

test('[DO5] saved is said once the relay has stored all of it, and not before', async () => {
  const { adas, bob, document } = await setup()
  const session = adas.open()
  await isSaved(session)
  const shown: Array<string> = []
  session.state.listen(() => shown.push(keptText(session.state.read())))
  write(session, 'kept')
  expect(keptText(session.state.read())).toBe('Saving')
  await isSaved(session)
  expect(shown.at(-1)).toBe('Saved on the server')
  await relay.restart()
  const late = joinRoom(relay, `doc/${document}`, bob)
  await late.synced()
  expect(wordsOf(late)).toBe('kept')
})

test('[DO2] what both wrote while one was away is the same for both in the end, through a restart of the app', async () => {
  const { adas, bobs } = await setup()
  const first = adas.open()
  const bob = bobs.open()
  write(first, 'together ')
  await reads(bob, 'together ')
  await adas.gate.cut()
  adas.connection.write(offline)
  await until(first.state, ({ room }) => room.kind === 'offline')
  write(first, 'alone ')
  await first.close()
  const again = adas.open()
  await reads(again, 'together alone ')
  write(again, 'again ')
  await adas.gate.restore()
  adas.connection.write(online)
  await isSaved(again)
  await reads(bob, 'together alone again ')
  await isSaved(bob)
})

test('[DO2] an empty document that was here once can be written in without a network', async () => {
  const { adas } = await setup()
  const first = adas.open()
  await isSaved(first)
  await until(first.state, ({ copy }) => copy.isHeld)
  await first.close()
  await adas.gate.cut()
  adas.connection.write(offline)
  const again = adas.open()
  await until(again.state, ({ copy, room }) => copy.isRead && room.kind === 'offline')
  expect(again.state.read().copy.isHeld).toBe(true)
})

test('[DO7] each attempt takes the token of the moment; without one it waits for the engine to be online', async () => {
  const { adas, ada } = await setup()
  adas.token = { kind: 'unreachable' }
  adas.connection.write(offline)
  const session = adas.open()
  await until(session.state, ({ room }) => room.kind === 'offline')
  adas.token = 'stale'
  adas.connection.write(online) // the relay refuses it, and it is asked for again
  await expect.poll(adas.asked, { timeout: 15_000 }).toBeGreaterThan(3)
  adas.token = ada.session.accessToken
  await isSaved(session)
})

test('[DO7] a token that ends is followed by the next one', async () => {
  const { ada, adas } = await setup()
  const session = adas.open()
  await isSaved(session)
  const before = adas.asked()
  // Signing out ends the device’s sockets; a new sign-in on it lets it in again.
  await callRelay(relay, paths.signOut, { body: { refreshToken: ada.session.refreshToken } })
  await until(session.state, ({ room }) => room.kind === 'offline')
  adas.connection.write(offline)
  const signedIn = await callRelay(relay, paths.signIn, {
    body: {
      username: ada.username,
      password: 'correct horse battery staple',
      device: { id: ada.device, name: 'a test' },
    },
  })
  adas.token = v.parse(sessionAnswer, signedIn.body).accessToken
  adas.connection.write(online)
  await isSaved(session)
  expect(adas.asked()).toBeGreaterThan(before)
})

test('[DO7] a token that has run out is replaced by a fresh one', async () => {
  const relayClock = createVirtualClock(Date.now())
  await relay.restart({ clock: relayClock })
  const { ada, adas } = await setup()
  relayClock.advance(accessTokenSeconds * 1_000 - 10_000)
  const refreshed = await callRelay(relay, paths.refresh, {
    body: { refreshToken: ada.session.refreshToken },
  })
  const session = adas.open()
  await isSaved(session)
  const before = adas.asked()
  adas.token = v.parse(sessionAnswer, refreshed.body).accessToken
  relayClock.advance(11_000)
  await expect.poll(adas.asked).toBeGreaterThan(before)
  write(session, 'still here')
  await isSaved(session)
})

test('[DO7] a relay that goes and comes back is found again by itself', async () => {
  const { adas } = await setup()
  const session = adas.open()
  await isSaved(session)
  const left = until(session.state, ({ room }) => room.kind !== 'synced')
  await relay.restart()
  await left
  write(session, 'meanwhile')
  await isSaved(session)
})

test('[DO7] a way that takes the connection and says nothing is given up', async () => {
  const { adas } = await setup()
  let taken = 0
  const sockets = new Set<Socket>()
  const silentOnce = createServer((client) => {
    sockets.add(client.on('error', () => client.destroy()))
    if (++taken === 1) return
    const server = connect(Number(new URL(adas.gate.url).port), '127.0.0.1')
    sockets.add(server.on('error', () => server.destroy()))
    client.pipe(server).pipe(client)
  })
  silentOnce.listen(0, '127.0.0.1')
  await once(silentOnce, 'listening')
  ends.push(async () => {
    silentOnce.close()
    for (const socket of sockets) socket.destroy()
  })
  const address = v.parse(v.object({ port: v.number() }), silentOnce.address())
  const session = adas.open(`http://127.0.0.1:${address.port}`)
  await isSaved(session)
  expect(taken).toBeGreaterThan(1)
})

test('[DO7] a document that is full says so, keeps what was written, and goes on once there is room', async () => {
  const { adas, bobs } = await setup()
  const session = adas.open()
  await isSaved(session)
  write(session, 'x'.repeat(maxDocumentBytes - 100_000))
  await isSaved(session)
  write(session, 'y'.repeat(200_000))
  await until(session.state, ({ room }) => room.kind === 'stopped' && room.why === 'full')
  expect(documentTrouble(session.state.read())).toContain('full')
  pageOf(session.doc).delete(0, 1)
  session.retry()
  await isSaved(session)
  const bob = bobs.open()
  await reads(bob, 'y'.repeat(200_000))
})

test('[DO8] what the editor cannot show is said and left alone', async () => {
  const { adas, bob, document } = await setup()
  const session = adas.open()
  write(session, 'words')
  await isSaved(session)
  const hostile = joinRoom(relay, `doc/${document}`, bob)
  await hostile.synced()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the types forbid and the wire allows
  hostile.doc.getXmlFragment('page').push([new Y.Map() as unknown as Y.XmlText])
  await until(session.state, ({ isStrange }) => isStrange)
  expect(documentTrouble(session.state.read())).toContain('cannot show')
  expect(pageOf(session.doc).length).toBe(2)
})

test('[DO9] people see each other while they are there', async () => {
  const { ada, adas, bob, bobs } = await setup()
  const [adaHere, bobHere] = [adas.open(), bobs.open()]
  expect(await until(adaHere.people, (people) => people.length === 1)).toEqual([
    { user: bob.user, name: bob.username },
  ])
  await until(bobHere.people, (people) => people.some(({ user }) => user === ada.user))
  await bobHere.close()
  await until(adaHere.people, (people) => people.length === 0)
})
