/** Files over REST: who may put them up and fetch them, and what becomes of uploads that lie, stop or come twice. */
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { paths } from '../../../core/protocol/api.ts'
import { filePaths, maxPieceBytes } from '../../../core/protocol/files-api.ts'
import { sealedFileSize } from '../../../core/sealed/file-format.ts'
import { createFileClient, newFileId, sha256 } from '../../support/file-client.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signInElsewhere,
  signUp,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'
import { spawnRelay } from './relay-process.ts'

const random = createSeededRandom(11)
let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay({ env: { MAX_FILE_MIB: '2' } })
})
afterAll(() => relay.close())

let people = 0
/** Two people of one workspace, and one who is in none of theirs. */
async function setupPeople(at = relay) {
  people++
  const [ada, bob, eve] = [
    await signUp(at, `ada${people}`),
    await signUp(at, `bob${people}`),
    await signUp(at, `eve${people}`),
  ]
  const workspace = await foundWorkspace(at, ada, `Quay ${people}`)
  await joinWorkspace(at, bob, workspace)
  const channel = await makeChannel(at, ada, workspace, 'harbour')
  const [own, others, strangers] = [ada, bob, eve].map((each) => createFileClient(at, each))
  if (own === undefined || others === undefined || strangers === undefined) throw new Error('three people')
  return { ada, bob, eve, channel, own, others, strangers }
}

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(path.join(folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

describe('a file', () => {
  test('[FI4][FI7] goes up in pieces and is fetched by those who read the conversation, in whole or in part', async () => {
    const { channel, own, others } = await setupPeople()
    const [id, bytes] = [newFileId(), random.bytes(maxPieceBytes + 1_000)]
    expect(await own.start(id, channel, bytes.length)).toMatchObject({
      status: 200,
      body: { offset: 0, finished: false },
    })
    expect((await own.piece(id, 0, bytes.subarray(0, maxPieceBytes))).body).toEqual({ offset: maxPieceBytes })
    expect((await others.fetch(id)).status).toBe(404) // not before all of it is here
    expect((await own.piece(id, maxPieceBytes, bytes.subarray(maxPieceBytes))).status).toBe(200)
    expect((await own.finish(id, sha256(bytes))).status).toBe(204)

    const whole = await others.fetch(id)
    expect([whole.status, sha256(whole.bytes)]).toEqual([200, sha256(bytes)])
    const part = await others.fetch(id, 'bytes=1000-1999')
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 1000-1999/${bytes.length}`)
    expect(part.bytes).toEqual(bytes.slice(1_000, 2_000))
    expect((await others.fetch(id, `bytes=${bytes.length - 5}-`)).bytes).toEqual(bytes.slice(-5))
    expect((await others.fetch(id, `bytes=${bytes.length}-`)).status).toBe(416)
  })

  test('[FI4] is there for nobody else', async () => {
    const { channel, own, others, strangers } = await setupPeople()
    const [id, bytes] = [newFileId(), random.bytes(3_000)]
    expect(await strangers.start(id, channel, 3_000)).toMatchObject({ status: 404 })
    await own.start(id, channel, 3_000)
    for (const somebody of [others, strangers]) {
      expect((await somebody.piece(id, 0, bytes)).status).toBe(404)
      expect((await somebody.finish(id, sha256(bytes))).status).toBe(404)
      expect((await somebody.remove(id)).status).toBe(404)
    }
    expect((await others.start(id, channel, 3_000)).body).toMatchObject({ code: 'file-taken' })
    await own.put(id, channel, bytes)
    expect((await strangers.fetch(id)).status).toBe(404)
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'])
      expect((await callRelay(relay, filePaths.file(id), { method })).status).toBe(401)
    expect((await callRelay(relay, filePaths.file('..%2f..'), { method: 'GET' })).status).toBe(401)
  })

  test('[FI5] that is begun again goes on where it was; pieces that skip or overlap are refused and say where', async () => {
    const { channel, own } = await setupPeople()
    const [id, bytes] = [newFileId(), random.bytes(4_000)]
    await own.start(id, channel, 4_000)
    await own.piece(id, 0, bytes.subarray(0, 1_500))
    for (const offset of [0, 1_499, 1_501, 4_000]) {
      expect((await own.piece(id, offset, bytes.subarray(offset, offset + 100))).body).toMatchObject({
        code: offset === 4_000 ? 'bad-request' : 'file-offset',
        ...(offset === 4_000 ? {} : { offset: 1_500 }),
      })
    }
    expect((await own.start(id, channel, 4_000)).body).toEqual({ offset: 1_500, finished: false })
    expect((await own.start(id, channel, 4_001)).body).toMatchObject({ code: 'file-taken' })
    await own.piece(id, 1_500, bytes.subarray(1_500))
    expect((await own.finish(id, sha256(bytes))).status).toBe(204)
    // An answer may be lost: everything may be asked once more.
    expect((await own.start(id, channel, 4_000)).body).toEqual({ offset: 4_000, finished: true })
    expect((await own.finish(id, sha256(bytes))).status).toBe(204)
    expect((await own.piece(id, 4_000, bytes.subarray(0, 1))).body).toMatchObject({ code: 'file-too-large' })
  })

  test('[FI6] of another size or other bytes than announced is refused and begins anew', async () => {
    const { channel, own, others } = await setupPeople()
    const [id, bytes] = [newFileId(), random.bytes(2_000)]
    await own.start(id, channel, 2_000)
    expect((await own.piece(id, 0, random.bytes(2_001))).body).toMatchObject({
      code: 'file-too-large',
      limit: 2_000,
    })
    await own.piece(id, 0, bytes.subarray(0, 1_999))
    expect((await own.finish(id, sha256(bytes))).body).toMatchObject({ code: 'file-damaged' })
    expect((await own.start(id, channel, 2_000)).body).toEqual({ offset: 0, finished: false })
    await own.piece(id, 0, random.bytes(2_000))
    expect((await own.finish(id, sha256(bytes))).body).toMatchObject({ code: 'file-damaged' })
    expect((await others.fetch(id)).status).toBe(404)
    await own.put(id, channel, bytes)
    expect((await others.fetch(id)).status).toBe(200)
  })

  test('[FI8] over the bound of the relay, or of a person, is refused before a byte of it is sent', async () => {
    const small = await startTestRelay({ env: { MAX_FILE_MIB: '1', FILE_QUOTA_MIB: '2' } })
    onTestFinished(() => small.close())
    const { channel, own } = await setupPeople(small)
    const largest = sealedFileSize(1_048_576)
    expect((await own.start(newFileId(), channel, largest + 1)).body).toMatchObject({
      code: 'file-too-large',
      limit: 1_048_576,
    })
    const first = newFileId()
    expect((await own.start(first, channel, largest)).status).toBe(200)
    expect((await own.start(newFileId(), channel, largest)).body).toMatchObject({ code: 'file-quota' })
    await own.remove(first)
    expect((await own.start(newFileId(), channel, largest)).status).toBe(200)
    const piece = await own.piece(first, 0, random.bytes(maxPieceBytes + 1))
    expect(piece.status).toBe(413)
  })

  test('[FI9] that nobody finishes is deleted after a week; a finished one stays', async () => {
    const clock = createVirtualClock()
    const aging = await startTestRelay({ clock })
    onTestFinished(() => aging.close())
    const { ada, channel, own } = await setupPeople(aging)
    const [left, done] = [newFileId(), newFileId()]
    await own.start(left, channel, 5_000)
    await own.piece(left, 0, random.bytes(1_000))
    await own.put(done, channel, random.bytes(700))
    clock.advance(8 * 86_400_000)
    await expect.poll(() => filesIn(aging.folder)).toEqual([done])
    const later = createFileClient(aging, await signInElsewhere(aging, ada))
    expect((await later.start(left, channel, 6_000)).body).toEqual({ offset: 0, finished: false })
    expect((await later.fetch(done)).status).toBe(200)
  })

  test('[CM6] of a conversation that is deleted is read by nobody, and leaves the disk within the hour', async () => {
    const clock = createVirtualClock()
    const aging = await startTestRelay({ clock })
    onTestFinished(() => aging.close())
    const { ada, channel, own } = await setupPeople(aging)
    const id = newFileId()
    await own.put(id, channel, random.bytes(700))
    const token = ada.session.accessToken
    const gone = await callRelay(aging, paths.conversation(channel), { token, method: 'DELETE' })
    expect(gone.status).toBe(204)
    expect((await own.fetch(id)).status).toBe(404)
    expect(filesIn(aging.folder)).toEqual([id])
    clock.advance(3_600_000)
    await expect.poll(() => filesIn(aging.folder)).toEqual([])
  })

  test('[FI7] that its author takes back is gone', async () => {
    const { channel, own, others } = await setupPeople()
    const id = newFileId()
    await own.put(id, channel, random.bytes(900))
    expect((await own.remove(id)).status).toBe(204)
    expect((await others.fetch(id)).status).toBe(404)
    expect(filesIn(relay.folder)).not.toContain(id)
    expect((await own.remove(id)).status).toBe(404)
  })
})

test('[FI5][FI10] a relay that is killed in the middle of an upload goes on with it', async () => {
  const folder = temporaryFolder()
  let running = await spawnRelay(folder)
  const ada = await signUp(running, 'ada')
  const workspace = await foundWorkspace(running, ada, 'Quay')
  const channel = await makeChannel(running, ada, workspace, 'harbour')
  const [id, bytes] = [newFileId(), random.bytes(6 * maxPieceBytes)]
  await createFileClient(running, ada).start(id, channel, bytes.length)

  let offset = 0
  for (let round = 0; round < 3; round++) {
    const client = createFileClient(running, ada)
    const upTo = offset + 2 * maxPieceBytes
    while (offset < upTo - maxPieceBytes) {
      await client.piece(id, offset, bytes.subarray(offset, offset + maxPieceBytes))
      offset += maxPieceBytes
    }
    const cut = client
      .piece(id, offset, bytes.subarray(offset, offset + maxPieceBytes))
      .catch(() => undefined)
    running.child.kill('SIGKILL')
    await running.exited
    await cut
    running = await spawnRelay(folder)
    const again = await createFileClient(running, ada).start(id, channel, bytes.length)
    const there = statSync(path.join(folder, 'files', id.slice(0, 2), id.slice(2, 4), `${id}.part`)).size
    expect(again.body).toEqual({ offset: there, finished: false })
    offset = there
  }
  const client = createFileClient(running, ada)
  for (; offset < bytes.length; offset += maxPieceBytes)
    await client.piece(id, offset, bytes.subarray(offset, offset + maxPieceBytes))
  expect((await client.finish(id, sha256(bytes))).status).toBe(204)
  running.child.kill('SIGKILL')
  await running.exited
  running = await spawnRelay(folder)
  expect(sha256((await createFileClient(running, ada).fetch(id)).bytes)).toBe(sha256(bytes))
  running.child.kill('SIGTERM')
  expect(await running.exited).toBe(0)
})
