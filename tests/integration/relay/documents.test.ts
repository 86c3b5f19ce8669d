/** Workspace documents: who may make and see them over REST, and ordinary Yjs editing of them by stock clients. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as v from 'valibot'
import * as Y from 'yjs'
import { concatBytes } from '../../../core/base/bytes.ts'
import { paths } from '../../../core/protocol/api.ts'
import { type DocumentId, documentId, type WorkspaceId } from '../../../core/protocol/ids.ts'
import { maxDocumentBytes } from '../../../core/protocol/rooms.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  type RelayAddress,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import {
  joinRoom,
  leaveRooms,
  openRawRoom,
  roomPath,
  type StockClient,
  upgradeStatus,
} from '../../support/room-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spawnRelay } from './relay-process.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterEach(leaveRooms)
afterAll(() => relay.close())

const made = v.object({ id: v.string() })

async function makeDocument(
  at: RelayAddress,
  { session }: TestAccount,
  workspace: WorkspaceId,
  title: string,
): Promise<DocumentId> {
  const answer = await callRelay(at, paths.documents(workspace), {
    body: { title },
    token: session.accessToken,
  })
  return documentId(v.parse(made, answer.body).id)
}

let names = 0
async function setupPair(at: RelayAddress = relay) {
  const number = names++
  const ada = await signUp(at, `doc-ada${number}`)
  const bob = await signUp(at, `doc-bob${number}`)
  const workspace = await foundWorkspace(at, ada, `Desk ${number}`)
  await joinWorkspace(at, bob, workspace)
  const document = await makeDocument(at, ada, workspace, 'Plan')
  return { ada, bob, workspace, document, room: `doc/${document}` }
}

const textOf = ({ doc }: Pick<StockClient, 'doc'>): Y.Text => doc.getText('body')
const reads = (client: StockClient, text: string): Promise<void> =>
  client.until(() => textOf(client).toJSON() === text)

const updateMessage = (body: Uint8Array): Uint8Array => {
  const output = encoding.createEncoder()
  encoding.writeVarUint(output, 0)
  encoding.writeVarUint(output, 2)
  encoding.writeVarUint8Array(output, body)
  return encoding.toUint8Array(output)
}

describe('over REST', () => {
  test('[YW20] members make documents and list them, the newest first', async () => {
    const { ada, bob, workspace, document } = await setupPair()
    const second = await makeDocument(relay, bob, workspace, '  Minutes ')
    const { status, body } = await callRelay(relay, paths.documents(workspace), {
      token: ada.session.accessToken,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      documents: [
        { id: second, title: 'Minutes', createdBy: bob.user },
        { id: document, title: 'Plan', createdBy: ada.user },
      ],
    })
  })

  test('[YW20] who is no member, or asks wrongly, is refused', async () => {
    const { ada, workspace } = await setupPair()
    const stranger = await signUp(relay, `doc-stranger${names}`)
    const path = paths.documents(workspace)
    const token = stranger.session.accessToken
    const statuses = await Promise.all([
      callRelay(relay, path, { token }),
      callRelay(relay, path, { token, body: { title: 'Plan' } }),
      callRelay(relay, path),
      callRelay(relay, path, { body: { title: 'Plan' } }),
      callRelay(relay, paths.documents('nowhere'), { token }),
      callRelay(relay, path, { token: ada.session.accessToken, body: { title: ' ' } }),
      callRelay(relay, path, { token: ada.session.accessToken, body: { title: 'x'.repeat(121) } }),
      callRelay(relay, path, { token: ada.session.accessToken, body: { title: 'Plan', more: 1 } }),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 401, 401, 404, 400, 400, 400])
  })

  test('[YW20] only members of its workspace can open a document', async () => {
    const { ada, room } = await setupPair()
    const stranger = await setupPair()
    expect(await upgradeStatus(relay, roomPath(room, ada.session.accessToken))).toBe(101)
    expect(await upgradeStatus(relay, roomPath(room, stranger.ada.session.accessToken))).toBe(404)
    expect(await upgradeStatus(relay, roomPath(room))).toBe(401)
  })
})

describe('editing', () => {
  test('[YW21] two people edit one text of any shared types, live and offline', async () => {
    const { ada, bob, room } = await setupPair()
    const adas = joinRoom(relay, room, ada)
    const bobs = joinRoom(relay, room, bob)
    await Promise.all([adas.synced(), bobs.synced()])
    textOf(adas).insert(0, 'Hello')
    await reads(bobs, 'Hello')
    bobs.provider.disconnect()
    textOf(bobs).insert(5, ' there')
    textOf(adas).insert(0, 'Oh: ')
    bobs.provider.connect()
    await Promise.all([reads(adas, 'Oh: Hello there'), reads(bobs, 'Oh: Hello there')])
    bobs.doc.getMap('meta').set('status', { done: true })
    adas.doc.getXmlFragment('page').insert(0, [new Y.XmlElement('p')])
    await adas.until((doc) => doc.getMap('meta').size === 1)
    await bobs.until((doc) => doc.getXmlFragment('page').length === 1)
  })

  test('[YW21] a document outlives its room and the relay', async () => {
    const { ada, bob, room } = await setupPair()
    const adas = joinRoom(relay, room, ada)
    await adas.synced()
    textOf(adas).insert(0, 'kept')
    adas.leave()
    const bobs = joinRoom(relay, room, bob)
    await reads(bobs, 'kept')
    bobs.leave()
    await relay.restart()
    await reads(joinRoom(relay, room, ada), 'kept')
  })

  test('[YW22] many small changes become one stored update, and nothing is lost', async () => {
    const { ada, bob, room } = await setupPair()
    const adas = joinRoom(relay, room, ada)
    await adas.synced()
    for (let each = 0; each < 700; each++) textOf(adas).insert(textOf(adas).length, `${each % 10}`)
    const bobs = joinRoom(relay, room, bob)
    await bobs.until(() => textOf(bobs).length === 700)
    adas.leave()
    bobs.leave()
    await relay.restart()
    const late = joinRoom(relay, room, bob)
    await late.until(() => textOf(late).length === 700)
    textOf(late).insert(0, 'x')
    const other = joinRoom(relay, room, ada)
    await other.until(() => textOf(other).length === 701)
  })

  test('[YW21] what others have seen survives a relay that is killed', async () => {
    const folder = temporaryFolder()
    let running = await spawnRelay(folder)
    const { ada, bob, room } = await setupPair(running)
    const adas = joinRoom(running, room, ada)
    const bobs = joinRoom(running, room, bob)
    await Promise.all([adas.synced(), bobs.synced()])
    for (let each = 0; each < 50; each++) textOf(adas).insert(0, 'a')
    await bobs.until(() => textOf(bobs).length >= 20)
    running.child.kill('SIGKILL')
    const seen = textOf(bobs).length
    adas.leave()
    bobs.leave()
    await running.exited
    running = await spawnRelay(folder)
    const late = joinRoom(running, room, bob)
    await late.synced()
    expect(textOf(late).length).toBeGreaterThanOrEqual(seen)
    late.leave()
    running.child.kill('SIGTERM')
    await running.exited
  })

  test('[YW14] cursors are seen while their people are there', async () => {
    const { ada, bob, room } = await setupPair()
    const adas = joinRoom(relay, room, ada)
    const bobs = joinRoom(relay, room, bob)
    await Promise.all([adas.synced(), bobs.synced()])
    const { awareness } = bobs.provider
    const sees = (is: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (is()) resolve()
        }
        awareness.on('change', look)
        look()
      })
    adas.provider.awareness.setLocalStateField('user', { name: 'Ada' })
    const her = adas.doc.clientID
    await sees(() => JSON.stringify(awareness.getStates().get(her)) === '{"user":{"name":"Ada"}}')
    const late = joinRoom(relay, room, bob)
    await late.synced()
    adas.leave()
    await sees(() => !awareness.getStates().has(her))
  })
})

describe('attacks', () => {
  const nested = (): Uint8Array => {
    const doc = new Y.Doc()
    doc.getArray('a').push([0])
    const update = Y.encodeStateAsUpdate(doc)
    // ContentAny of one value: an array in an array in an array…
    const at = update.length - 3
    return concatBytes(update.subarray(0, at), new Uint8Array(200_000).fill(117), Uint8Array.of(0)) // in place of 0
  }
  const gc = (clock: number, length: number): Uint8Array => {
    const output = encoding.createEncoder()
    for (const number of [1, 1, 5, clock]) encoding.writeVarUint(output, number)
    encoding.writeUint8(output, 0)
    encoding.writeVarUint(output, length)
    encoding.writeVarUint(output, 0)
    return encoding.toUint8Array(output)
  }
  const rows: ReadonlyArray<readonly [name: string, update: () => Uint8Array]> = [
    ['nothing', () => new Uint8Array()],
    ['noise', () => new Uint8Array(1_000).fill(0xff)],
    ['a header of 20 M structs', () => Uint8Array.of(1, 0x80, 0xda, 0xc4, 0x09, 1, 0)],
    ['a cut update', () => Y.encodeStateAsUpdate(new Y.Doc()).subarray(0, 1)],
    ['a clock that nobody can count on from', () => gc(0, 2 ** 52)],
    ['200,000 nested arrays', nested],
  ]
  test.each(rows)('[YW23] %s ends the socket of its sender alone', async (_name, update) => {
    const { ada, bob, room } = await setupPair()
    const adas = joinRoom(relay, room, ada)
    await adas.synced()
    textOf(adas).insert(0, 'safe')
    const raw = await openRawRoom(relay, room, bob)
    raw.send(updateMessage(update()))
    expect((await raw.closed).code).toBe(4422)
    textOf(adas).insert(0, 'still ')
    await reads(joinRoom(relay, room, bob), 'still safe')
    expect(adas.provider.wsconnected).toBe(true)
  })

  test('[YW22] a document takes no more than its limit, but deletions', async () => {
    const { ada, bob, room } = await setupPair()
    const adas = joinRoom(relay, room, ada)
    await adas.synced()
    const half = 'x'.repeat(maxDocumentBytes / 2 - 10_000)
    textOf(adas).insert(0, half)
    textOf(adas).insert(0, half)
    const bobs = joinRoom(relay, room, bob)
    await bobs.until(() => textOf(bobs).length === 2 * half.length)
    textOf(bobs).insert(0, 'y'.repeat(40_000))
    expect(await bobs.closed).toMatchObject({ code: 4413 })
    textOf(adas).delete(0, half.length)
    const late = joinRoom(relay, room, bob)
    await late.until(() => textOf(late).length === half.length)
    textOf(adas).insert(0, 'y'.repeat(40_000))
    await late.until(() => textOf(late).length === half.length + 40_000)
  })

  test('[YW23] an update that hangs on one that is missing waits for it and loses nothing', async () => {
    const { ada, bob, room } = await setupPair()
    const doc = new Y.Doc()
    const updates: Array<Uint8Array> = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    doc.getText('body').insert(0, 'a')
    doc.getText('body').insert(1, 'b')
    const raw = await openRawRoom(relay, room, ada)
    raw.send(updateMessage(updates[1] ?? new Uint8Array()))
    raw.send(updateMessage(updates[0] ?? new Uint8Array()))
    await reads(joinRoom(relay, room, bob), 'ab')
  })
})
