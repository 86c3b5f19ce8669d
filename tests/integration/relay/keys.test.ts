/** Device lists, leaves, backups and the link mailbox over REST: who may put them up, and who sees them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { millis } from '../../../core/base/clock.ts'
import { bytesToText } from '../../../core/protocol/byte-schemas.ts'
import { keysAnswer, type KeysAnswer, keysPaths, seenAnswer } from '../../../core/protocol/keys-api.ts'
import { paths } from '../../../core/protocol/api.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { deviceIdOf, listHash } from '../../../core/sealed/device-list.ts'
import {
  type ApiAnswer,
  callRelay,
  foundWorkspace,
  joinWorkspace,
  testPassword,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import {
  addSealedDevice,
  makeNextList,
  putLeaf,
  putList,
  type SealedAccount,
  type SealedDevice,
  signUpSealed,
  succeed,
  withDevice,
} from '../../support/sealed-accounts.ts'
import { makeDevice, makePerson, seededPrimitives, signLeaf, signList } from '../../support/sealed-people.ts'
import { openSession } from '../../support/socket-client.ts'

const primitives = seededPrimitives(41)
let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

let people = 0
const person = (at = relay): Promise<SealedAccount> => signUpSealed(at, primitives, `keys${++people}`)

/** Two people of one workspace, and one who is in none of theirs. */
async function setupPeople() {
  const [ada, bob, eve] = [await person(), await person(), await person()]
  const workspace = await foundWorkspace(relay, ada.account, `Quay ${people}`)
  await joinWorkspace(relay, bob.account, workspace)
  return { ada, bob, eve, workspace }
}

async function query(
  asker: SealedDevice,
  ...users: ReadonlyArray<{ readonly user: UserId; readonly after: number }>
): Promise<KeysAnswer['users']> {
  const token = asker.account.session.accessToken
  return v.parse(keysAnswer, (await callRelay(relay, keysPaths.query, { body: { users }, token })).body).users
}

const refused = (code: string) => ({ body: { code } })

test('[KY9] each person is told when their own devices were connected last, and nobody else is', async () => {
  const { ada, bob } = await setupPeople()
  const seen = async (asker: SealedDevice) => {
    const token = asker.account.session.accessToken
    return v.parse(seenAnswer, (await callRelay(relay, keysPaths.seen, { token })).body).devices
  }
  expect(await seen(ada)).toEqual([])
  const socket = await openSession(relay, ada.account)
  expect((await seen(ada)).map(({ device }) => device)).toEqual([ada.account.device])
  expect(await seen(bob)).toEqual([])
  socket.close()
})

describe('device lists', () => {
  test('[KY1] nobody asks without a token', async () => {
    for (const [path, method] of [
      [keysPaths.list, 'PUT'],
      [keysPaths.leaf, 'PUT'],
      [keysPaths.query, 'POST'],
      [keysPaths.backup, 'PUT'],
      [keysPaths.backup, 'GET'],
      [keysPaths.seen, 'GET'],
      [keysPaths.link('a'.repeat(32)), 'POST'],
      [keysPaths.link('a'.repeat(32)), 'GET'],
    ] as const) {
      const answer = await callRelay(relay, path, { method, ...(method === 'GET' ? {} : { body: {} }) })
      expect(answer, `${method} ${path}`).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
    }
  })

  test('[KY2] versions follow one on the other; whoever is behind is given the newest', async () => {
    const ada = await person()
    const first = ada.listBytes
    makeNextList(primitives, ada, {})
    await succeed(putList(relay, ada))
    await succeed(putList(relay, ada)) // the answer was lost
    const newest = bytesToText(ada.listBytes)
    expect(await putList(relay, ada, ada, first)).toMatchObject({
      status: 409,
      body: { code: 'list-moved', newest },
    })
    makeNextList(primitives, ada, {})
    makeNextList(primitives, ada, {})
    expect(await putList(relay, ada)).toMatchObject(refused('list-moved')) // a version is left out
  })

  test('[KY2][DL12][DL13][DL14][DL15] a list that shows another face, or takes back what was said, is refused', async () => {
    const ada = await person()
    const lost = await addSealedDevice(relay, primitives, ada)
    makeNextList(primitives, ada, withDevice(primitives, ada, lost))
    await succeed(putList(relay, ada))
    const { list: second, listBytes: secondBytes } = ada
    const sign = (changes: Partial<typeof second>): Uint8Array =>
      signList(primitives, ada.person.identity, { ...second, ...changes })
    const fork = sign({ issued: millis(second.issued + 1) })
    expect(await putList(relay, ada, ada, fork)).toMatchObject(refused('list-moved'))
    const next = { version: 3, prev: listHash(secondBytes) }
    const onAnother = sign({ ...next, prev: new Uint8Array(32).fill(1) })
    expect(await putList(relay, ada, ada, onAnother)).toMatchObject(refused('list-moved'))
    const dropped = sign({ ...next, devices: second.devices.slice(0, 1) })
    expect(await putList(relay, ada, ada, dropped)).toMatchObject(refused('keys-refused'))
    const stranger = makePerson(primitives, 9).identity
    const otherKey = signList(primitives, stranger, { ...second, ...next })
    expect(await putList(relay, ada, ada, otherKey)).toMatchObject(refused('keys-refused'))
    const revoked = [lost.device.id]
    const without = second.devices.filter((device) => deviceIdOf(device.sign) !== lost.device.id)
    const third = sign({ ...next, devices: without, revoked })
    await succeed(putList(relay, ada, ada, third))
    const back = sign({ version: 4, prev: listHash(third), devices: second.devices })
    expect(await putList(relay, ada, ada, back)).toMatchObject(refused('keys-refused'))
  })

  test('[KY3] a list is its user’s own, put up by a device in it', async () => {
    const { ada, bob } = await setupPeople()
    makeNextList(primitives, ada, {})
    expect(await putList(relay, ada, bob)).toMatchObject({ status: 422, body: { code: 'keys-refused' } })
    const unlisted = await addSealedDevice(relay, primitives, ada)
    expect(await putList(relay, ada, unlisted)).toMatchObject({ status: 403, body: { code: 'not-linked' } })
    await succeed(putList(relay, ada))
    expect(await putList(relay, ada, ada, ada.listBytes.slice(1))).toMatchObject(refused('keys-refused'))
    expect(await putList(relay, ada, ada, new Uint8Array(20_000))).toMatchObject({ status: 400 })
  })

  test('[KY3] who has lost every device begins anew, on a device that is in no list', async () => {
    const ada = await person()
    const fresh = await addSealedDevice(relay, primitives, ada)
    const again: SealedAccount = {
      ...ada,
      ...fresh,
      person: { ...makePerson(primitives, 1), user: ada.account.user },
    }
    const reset = {
      reset: true,
      identity: again.person.identity.publicKey,
      revoked: [ada.device.id],
      devices: withDevice(primitives, { ...again, list: { ...ada.list, devices: [] } }, fresh).devices.map(
        (device) => ({ ...device, role: 'primary' as const }),
      ),
    }
    makeNextList(primitives, again, { ...reset, reset: false })
    expect(await putList(relay, again)).toMatchObject(refused('keys-refused')) // it has to say so
    Object.assign(again, { list: ada.list, listBytes: ada.listBytes })
    makeNextList(primitives, again, reset)
    await succeed(putList(relay, again))
    expect(await putLeaf(relay, ada)).toMatchObject({ status: 401 }) // the lost one was revoked
    await succeed(putLeaf(relay, again))
  })

  test('[KY4] lists and leaves are shown to those who share something, from the version on that they have', async () => {
    const { ada, bob, eve } = await setupPeople()
    const first = ada.listBytes
    makeNextList(primitives, ada, {})
    await succeed(putList(relay, ada))
    const own = { user: ada.account.user, after: 0 }
    const shown = [{ user: ada.account.user, lists: [first, ada.listBytes], leaves: [ada.device.leafBytes] }]
    expect(await query(bob, own)).toEqual(shown)
    expect(await query(ada, own)).toEqual(shown)
    expect(await query(eve, own)).toEqual([])
    expect(await query(bob, { ...own, after: 1 })).toMatchObject([{ lists: [ada.listBytes] }])
    expect(await query(bob, { ...own, after: 2 })).toMatchObject([
      { lists: [], leaves: [ada.device.leafBytes] },
    ])
    const tooMany = Array.from({ length: 65 }, () => own)
    const token = bob.account.session.accessToken
    const answer = await callRelay(relay, keysPaths.query, { body: { users: tooMany }, token })
    expect(answer).toMatchObject({ status: 400 })
  })

  test('[DI7] a new list is told to those who share a workspace, at once', async () => {
    const { ada, bob, eve } = await setupPeople()
    const [bobs, eves] = [await openSession(relay, bob.account), await openSession(relay, eve.account)]
    makeNextList(primitives, ada, {})
    await succeed(putList(relay, ada))
    const hash = listHash(ada.listBytes)
    const told = await bobs.waitFor('directory')
    expect(told.changes).toEqual([{ kind: 'keys', user: ada.account.user, version: 2, hash }])
    eves.send({ kind: 'ping', now: millis(1) })
    await eves.waitFor('pong')
    expect(eves.frames.some((frame) => JSON.stringify(frame).includes(ada.account.user))).toBe(false)
    bobs.close()
    eves.close()
  })
})

describe('revoking', () => {
  test('[KY5] a revoked device is out at once and for good: socket, token, refresh token, sign-in', async () => {
    const ada = await person()
    const lost = await addSealedDevice(relay, primitives, ada)
    makeNextList(primitives, ada, withDevice(primitives, ada, lost))
    await succeed(putList(relay, ada))
    await succeed(putLeaf(relay, lost))
    const socket = await openSession(relay, lost.account)
    const devices = ada.list.devices.filter((device) => deviceIdOf(device.sign) !== lost.device.id)
    makeNextList(primitives, ada, { devices, revoked: [lost.device.id] })
    await succeed(putList(relay, ada))
    expect(await socket.waitFor('goodbye')).toMatchObject({ code: 'device-revoked' })
    await socket.closed
    expect(await putLeaf(relay, lost)).toMatchObject({ status: 401 })
    const { refreshToken } = lost.account.session
    const refresh = await callRelay(relay, paths.refresh, { body: { refreshToken } })
    expect(refresh).toMatchObject(refused('refresh-refused'))
    const device = { id: lost.device.id, name: 'found again' }
    const again = { username: ada.account.username, password: testPassword, device }
    expect(await callRelay(relay, paths.signIn, { body: again })).toMatchObject({
      status: 403,
      body: { code: 'forbidden', detail: 'this device was revoked' },
    })
    const [shown] = await query(ada, { user: ada.account.user, after: 2 })
    expect(shown?.leaves).toEqual([ada.device.leafBytes])
  })

  test('[KY5] nobody revokes a device of somebody else', async () => {
    const { ada, bob } = await setupPeople()
    const adas = await openSession(relay, ada.account)
    makeNextList(primitives, bob, { revoked: [ada.device.id] })
    await succeed(putList(relay, bob))
    await succeed(putLeaf(relay, ada).then(() => putList(relay, ada)))
    adas.send({ kind: 'ping', now: millis(1) })
    await adas.waitFor('pong')
    adas.close()
  })
})

describe('leaves', () => {
  test('[KY6] a leaf is its device’s own, of a later generation, and good now', async () => {
    const { ada, bob } = await setupPeople()
    const { key, leaf } = ada.device
    const signed = (changes: Partial<typeof leaf>): Uint8Array =>
      signLeaf(primitives, key, { ...leaf, ...changes })
    const put = (bytes: Uint8Array): Promise<ApiAnswer> => putLeaf(relay, ada, bytes)
    await succeed(put(signed({ g: 3 })))
    expect(await put(signed({ g: 3 }))).toMatchObject(refused('keys-refused'))
    expect(await put(signed({ g: 2 }))).toMatchObject(refused('keys-refused'))
    const ended = signed({ g: 4, from: millis(1), until: millis(2) })
    expect(await put(ended)).toMatchObject(refused('keys-refused'))
    expect(await put(bob.device.leafBytes)).toMatchObject(refused('keys-refused'))
    const unlisted = await addSealedDevice(relay, primitives, ada)
    expect(await putLeaf(relay, unlisted)).toMatchObject(refused('not-linked'))
    const stranger = makeDevice(primitives)
    expect(await put(stranger.leafBytes)).toMatchObject(refused('keys-refused'))
  })
})
