/** What strangers, former members and bad clients try at the y-websocket rooms. */
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { subLogName } from '../../../core/conversation/sub-log.ts'
import { paths } from '../../../core/protocol/api.ts'
import { conversationId, randomId } from '../../../core/protocol/ids.ts'
import { maxRoomSockets, maxRoomUpdateBytes } from '../../../core/protocol/rooms.ts'
import { accessTokenSeconds } from '../../../sync-server/identity/signing-keys.ts'
import {
  writeStep1,
  writeStep2,
  writeUpdateMessage,
  writeVector,
} from '../../../sync-server/rooms/messages.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import { attacker, hostileUpdates, newcomer } from '../../support/hostile-updates.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signInElsewhere,
  signUp,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import {
  joinRoom,
  leaveRooms,
  openRawRoom,
  opsIn,
  post,
  postOf,
  roomPath,
  upgradeStatus,
} from '../../support/room-client.ts'
import { openSession, seqOf } from '../../support/socket-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { contentStruct, rawUpdate } from '../../support/updates.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'
import { spawnRelay } from './relay-process.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterEach(leaveRooms)
afterAll(() => relay.close())

let names = 0
async function setupPair(on: TestRelay = relay) {
  const number = names++
  const ada = await signUp(on, `door-ada${number}`)
  const mallory = await signUp(on, `door-mallory${number}`)
  const workspace = await foundWorkspace(on, ada, `Doors ${number}`)
  await joinWorkspace(on, mallory, workspace)
  const channel = await makeChannel(on, ada, workspace, 'plans')
  return { ada, mallory, workspace, channel, room: `${channel}/0` }
}

describe('at the door', () => {
  test('[YW1] who may not enter is told in HTTP, and a foreign room looks like none', async () => {
    const { ada, room } = await setupPair()
    const stranger = await setupPair()
    const token = ada.session.accessToken
    const unknown = randomId(conversationId, { bytes: (length) => randomBytes(length) })
    const [head = '', body = '', signature = ''] = token.split('.')
    const unsigned = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${body}.`
    const rows: ReadonlyArray<readonly [path: string, status: number]> = [
      [roomPath(room, token), 101],
      [roomPath(room), 401],
      [roomPath(room, ''), 401],
      [roomPath(room, 'nonsense'), 401],
      [roomPath(room, unsigned), 401],
      [roomPath(room, `${head}.${body}.${signature.toUpperCase()}`), 401],
      [roomPath(room, token.slice(0, -10)), 401],
      [roomPath(`${unknown}/0`, token), 404],
      [roomPath(stranger.room, token), 404],
      [roomPath(`doc/${unknown}`, token), 404],
      [roomPath(`${room.slice(0, -1)}2`, token), 404],
      [roomPath(`${room}/0`, token), 404],
      [roomPath(`${room.slice(0, -1)}-1`, token), 404],
      [roomPath(`${room.slice(0, -1)}1e3`, token), 404],
      [roomPath('..%2f..%2fetc', token), 404],
      [`${paths.rooms}?token=${token}`, 404],
    ]
    for (const [path, status] of rows)
      expect([path, await upgradeStatus(relay, path)]).toEqual([path, status])
    const bearer = { authorization: `Bearer ${token}` }
    expect(await upgradeStatus(relay, roomPath(room), bearer)).toBe(101)
  })

  test('[YW1] a token of another relay, and an expired one, lead nowhere', async () => {
    const clock = createVirtualClock()
    const own = await startTestRelay({ clock })
    const { ada, room } = await setupPair(own)
    const elsewhere = await setupPair()
    expect(await upgradeStatus(own, roomPath(room, elsewhere.ada.session.accessToken))).toBe(401)
    expect(await upgradeStatus(own, roomPath(room, ada.session.accessToken))).toBe(101)
    clock.advance(accessTokenSeconds * 1_000)
    expect(await upgradeStatus(own, roomPath(room, ada.session.accessToken))).toBe(401)
    await own.close()
  })

  test('[YW1] more sockets of one person than there may be are refused, until some are gone', async () => {
    const { ada, mallory, room } = await setupPair()
    const open = await Promise.all(
      Array.from({ length: maxRoomSockets }, () => openRawRoom(relay, room, mallory)),
    )
    const path = roomPath(room, mallory.session.accessToken)
    expect(await upgradeStatus(relay, path)).toBe(429)
    const other = await signInElsewhere(relay, mallory)
    expect(await upgradeStatus(relay, roomPath(room, other.session.accessToken))).toBe(429)
    expect(await upgradeStatus(relay, roomPath(room, ada.session.accessToken))).toBe(101)
    for (const { socket } of open) socket.close()
    await Promise.all(open.map(({ closed }) => closed))
    expect(await upgradeStatus(relay, path)).toBe(101)
  })

  test('[YW2] no token is logged, whatever becomes of it', async () => {
    const process_ = await spawnRelay(temporaryFolder(), { LOG_LEVEL: 'debug' })
    const at = { url: process_.url }
    let said = ''
    process_.child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const ada = await signUp(at, 'ada')
    const workspace = await foundWorkspace(at, ada, 'Quay')
    const channel = await makeChannel(at, ada, workspace, 'plans')
    const token = ada.session.accessToken
    const inside = await openRawRoom(at, `${channel}/0`, ada)
    inside.send('text')
    await inside.closed
    expect(await upgradeStatus(at, roomPath('nowhere', token))).toBe(404)
    expect(await upgradeStatus(at, roomPath(`${channel}/0`, `${token}x`))).toBe(401)
    process_.child.kill('SIGTERM')
    await process_.exited
    expect(said).toContain('a room closes a socket')
    expect(said).not.toContain(token.slice(-40))
  })
})

describe('inside, no longer welcome', () => {
  test('[YW3] [YW4] a device that signs out leaves its rooms at once', async () => {
    const { mallory, room } = await setupPair()
    const client = joinRoom(relay, room, mallory)
    await client.synced()
    const { refreshToken } = mallory.session
    expect((await callRelay(relay, paths.signOut, { body: { refreshToken } })).status).toBe(204)
    expect(await client.closed).toEqual({ code: 4402, reason: 'signed-out' })
    expect(client.provider.shouldConnect).toBe(false)
  })

  test('[YW4] a socket ends with its token', async () => {
    const clock = createVirtualClock()
    const own = await startTestRelay({ clock })
    const { ada, room } = await setupPair(own)
    clock.advance((accessTokenSeconds - 10) * 1_000) // no time for a socket to be thought dead
    const client = joinRoom(own, room, ada)
    await client.synced()
    clock.advance(10_000)
    expect(await client.closed).toEqual({ code: 4401, reason: 'token-expired' })
    await own.close()
  })
})

describe('messages', () => {
  const writers = Array.from({ length: 100_000 }, (_, each) => [2 ** 45 + each, 1_000] as const)
  const rows: ReadonlyArray<readonly [name: string, message: Uint8Array | string, code: number]> = [
    ['text', 'hello', 4400],
    ['nothing', new Uint8Array(), 4400],
    ['an unknown type', Uint8Array.of(9), 4400],
    ['an auth message', Uint8Array.of(2, 0, 0), 4400],
    ['an unknown kind of sync', Uint8Array.of(0, 7, 0), 4400],
    ['bytes behind the end', Uint8Array.of(0, 0, 1, 0, 0), 4400],
    ['a length past the end', Uint8Array.of(0, 2, 0xff, 0xff, 0x7f), 4400],
    ['a number without end', new Uint8Array(200).fill(0xff), 4400],
    ['a number longer than need be', Uint8Array.of(0x80, 0x00, 0, 0), 4400],
    ['a vector of more than follows', writeStep1(Uint8Array.of(0xff, 0xff, 0x7f)), 4400],
    ['a state vector of a megabyte', writeStep1(writeVector(new Map(writers))), 4400],
    ['a giant frame', new Uint8Array(maxRoomUpdateBytes + 1_000), 1009],
  ]
  test.each(rows)('[YW5] %s ends the socket', async (_name, message, code) => {
    const { mallory, room } = await setupPair()
    const client = await openRawRoom(relay, room, mallory)
    client.send(message)
    expect((await client.closed).code).toBe(code)
  })

  test('[YW12] who does not read is sent away, the others go on', async () => {
    const { ada, mallory, channel, room } = await setupPair()
    const slow = await openRawRoom(relay, room, mallory)
    slow.socket.pause()
    const session = await openSession(relay, ada)
    const writer = createEntryWriter(ada, channel)
    session.send({ kind: 'append', request: 0, entry: writer.claim() })
    await session.waitFor('ack')
    const text = 'x'.repeat(16_000)
    for (let sent = 0; sent < 1_500; sent += 50) {
      for (let request = 0; request < 50; request++) {
        session.send({ kind: 'append', request, entry: writer.post(text) })
      }
      for (let request = 0; request < 50; request++) await session.waitFor('ack')
    }
    slow.socket.resume()
    await slow.closed // with 4508 for who reads again within 3 s, which a test cannot promise
    const late = joinRoom(relay, room, mallory)
    await late.until((doc) => opsIn(doc) === 1_500)
    session.close()
  })
})

describe('updates', () => {
  /** Mallory writes as Ada's and her own clientIDs; the sub-logs are as the hostile updates expect them. */
  async function setupVictim() {
    const pair = await setupPair()
    const adas = joinRoom(relay, pair.room, pair.ada)
    await adas.synced()
    for (const text of ['victim 1', 'victim 2', 'victim 3']) post(adas, pair.ada, text)
    const raw = await openRawRoom(relay, pair.room, pair.mallory)
    const first = contentStruct(attacker, 0, postOf(pair.mallory, 'attacker 1'))
    raw.send(writeUpdateMessage(rawUpdate({ sections: [{ client: attacker, clock: 0, structs: [first] }] })))
    await adas.until((doc) => opsIn(doc) === 4)
    // What Ada sees of her own may still be on its way: what a stranger sees is in the log.
    const reader = joinRoom(relay, pair.room, pair.mallory)
    await reader.until((doc) => opsIn(doc) === 4)
    reader.leave()
    return { ...pair, adas, raw }
  }
  /** Changes nothing by the nature of what it says: no op is new, no deletion. */
  const harmless = new Set(['an update of nothing'])

  test(
    '[YW10] each hostile update ends the socket, and nothing of it is applied',
    { timeout: 120_000 },
    async () => {
      const { ada, mallory, channel, room, adas, raw } = await setupVictim()
      raw.socket.close()
      const before = Y.encodeStateAsUpdate(adas.doc)
      const seq = await seqOf(relay, ada, channel)
      for (const { name, update } of hostileUpdates) {
        if (harmless.has(name)) continue
        const client = await openRawRoom(relay, room, mallory)
        client.send(writeUpdateMessage(update))
        const { code, reason } = await client.closed
        expect([name, code, reason.split(':')[0]]).toEqual([name, 4422, 'invalid-update'])
      }
      expect(await seqOf(relay, ada, channel)).toBe(seq)
      expect(Y.encodeStateAsUpdate(adas.doc)).toEqual(before)
      post(adas, ada, 'still here')
      const late = joinRoom(relay, room, mallory)
      await late.until((doc) => opsIn(doc) === 5)
    },
  )

  test('[YW10] another’s ops can be neither deleted nor written behind', async () => {
    const { mallory, room, adas } = await setupVictim()
    const victim = adas.doc.clientID
    const deleter = joinRoom(relay, room, mallory)
    await deleter.synced()
    deleter.doc.getArray(subLogName(victim)).delete(0)
    expect(await deleter.closed).toMatchObject({ code: 4409 })

    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(adas.doc))
    doc.clientID = victim
    post({ doc }, mallory, 'in her place')
    expect(await joinRoom(relay, room, mallory, doc).closed).toMatchObject({ code: 4409 })
    expect(opsIn(adas.doc)).toBe(4)
  })

  test('[YW9] other content at a clock that is taken is refused', async () => {
    const { mallory, raw } = await setupVictim()
    const other = contentStruct(attacker, 0, postOf(mallory, 'something else'))
    const next = contentStruct(attacker, 1, postOf(mallory, 'and more'))
    raw.send(writeStep2(rawUpdate({ sections: [{ client: attacker, clock: 0, structs: [other, next] }] })))
    const { code, reason } = await raw.closed
    expect(code).toBe(4422)
    expect(reason).toContain('fork')
  })

  test('[YW10] one bad part spoils the whole update', async () => {
    const { ada, mallory, channel, raw, adas } = await setupVictim()
    const good = contentStruct(attacker, 1, postOf(mallory, 'good'))
    const bad = contentStruct(newcomer, 0, postOf(ada, 'in the name of Ada'))
    const seq = await seqOf(relay, ada, channel)
    const sections = [
      { client: newcomer, clock: 0, structs: [bad] },
      { client: attacker, clock: 1, structs: [good] },
    ]
    raw.send(writeUpdateMessage(rawUpdate({ sections })))
    expect((await raw.closed).code).toBe(4422)
    expect(await seqOf(relay, ada, channel)).toBe(seq)
    expect(opsIn(adas.doc)).toBe(4)
  })
})
