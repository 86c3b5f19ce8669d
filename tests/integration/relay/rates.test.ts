/** Each limit that a setting names, or that is fixed, bites where it should, says so (OP3), and nobody else. */
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { paths } from '../../../core/protocol/api.ts'
import { filePaths } from '../../../core/protocol/files-api.ts'
import { adminPaths, identityPaths } from '../../../core/protocol/identity-api.ts'
import { protocolVersion } from '../../../core/protocol/limits.ts'
import { keysPaths } from '../../../core/protocol/keys-api.ts'
import { webhookPaths } from '../../../core/protocol/webhooks-api.ts'
import { createFileClient, newFileId } from '../../support/file-client.ts'
import {
  type ApiAnswer,
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { connectSocket, openSession } from '../../support/socket-client.ts'
import { joinRoom, leaveRooms, opsIn, post } from '../../support/room-client.ts'
import { signUpSealed } from '../../support/sealed-accounts.ts'
import { seededPrimitives } from '../../support/sealed-people.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

/** Time stands still: what was taken stays taken. */
async function setupRelay(env: Readonly<Record<string, string>>): Promise<TestRelay> {
  const relay = await startTestRelay({ clock: createVirtualClock(Date.now()), env })
  onTestFinished(relay.close)
  return relay
}

const told = ({ status, headers }: ApiAnswer) => [
  status,
  ...['ratelimit-limit', 'ratelimit-remaining', 'retry-after'].map((name) => headers.get(name)),
]

test('[OP3] RATE_REFRESH: refreshes, sign-outs and looks at invitations of one address', async () => {
  const relay = await setupRelay({ RATE_REFRESH: '3' })
  const { session } = await signUp(relay, 'ada')
  const wrong = { refreshToken: 'no-such-token' }
  const answers = [
    await callRelay(relay, paths.refresh, { body: { refreshToken: session.refreshToken } }),
    await callRelay(relay, paths.refresh, { body: wrong }),
    await callRelay(relay, identityPaths.look, { body: { token: 'x' } }),
    await callRelay(relay, identityPaths.look, { body: { token: 'x' } }),
    await callRelay(relay, paths.signOut, { body: wrong }),
    await callRelay(relay, paths.refresh, { body: wrong }),
  ]
  expect(answers.map(told)).toEqual([
    [200, '3', '2', null],
    [401, '3', '1', null],
    [404, '3', '0', null],
    [429, '3', '0', '20'],
    [429, '3', '0', '20'],
    [429, '3', '0', '20'],
  ])
})

test('[OP3] RATE_FILES: requests about files of one person, beside their others', async () => {
  const relay = await setupRelay({ RATE_FILES: '2' })
  const [ada, bob] = [await signUp(relay, 'ada'), await signUp(relay, 'bob')]
  const channel = await makeChannel(relay, ada, await foundWorkspace(relay, ada, 'Quay'), 'plans')
  const files = createFileClient(relay, ada)
  const [first, second] = [
    await files.start(newFileId(), channel, 5),
    await files.start(newFileId(), channel, 5),
  ]
  expect([told(first), told(second)]).toEqual([
    [200, '2', '1', null],
    [200, '2', '0', null],
  ])
  expect(told(await files.start(newFileId(), channel, 5))).toEqual([429, '2', '0', '30'])
  const { status, headers } = await files.fetch(newFileId())
  expect([status, headers.get('retry-after')]).toEqual([429, '30'])
  const others = await callRelay(relay, paths.workspaces, { token: ada.session.accessToken })
  expect(others.status).toBe(200)
  expect((await createFileClient(relay, bob).fetch(newFileId())).status).toBe(404)
})

test('[OP3] key writes of one person, device lists and backups together; others’ are not held up', async () => {
  const relay = await setupRelay({})
  const primitives = seededPrimitives(71)
  const [ada, bob] = [
    await signUpSealed(relay, primitives, 'ada'), // publishes a list
    await signUpSealed(relay, primitives, 'bob'),
  ]
  const putBackup = (who: TestAccount, version: number) =>
    callRelay(relay, keysPaths.backup, {
      method: 'PUT',
      body: { version, blob: 'AQIDBA' },
      token: who.session.accessToken,
    })
  const statuses: Array<number> = []
  for (let version = 1; version <= 19; version++)
    statuses.push((await putBackup(ada.account, version)).status)
  expect(statuses).toEqual(Array(19).fill(204))
  expect(told(await putBackup(ada.account, 20))).toEqual([429, '20', '0', '3'])
  const list = { method: 'PUT', body: { list: 'AQ' }, token: ada.account.session.accessToken }
  expect(told(await callRelay(relay, keysPaths.list, list))).toEqual([429, '20', '0', '3'])
  expect((await putBackup(bob.account, 1)).status).toBe(204)
})

test('[YW16] RATE_ENTRIES: updates of stock clients too; what was too much is written later, others’ meanwhile', async () => {
  const clock = createVirtualClock(Date.now())
  const relay = await startTestRelay({ clock, env: { RATE_ENTRIES: '60', RATE_ENTRIES_BURST: '4' } })
  onTestFinished(relay.close)
  onTestFinished(leaveRooms)
  const [ada, bob] = [await signUp(relay, 'ada'), await signUp(relay, 'bob')]
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  await joinWorkspace(relay, bob, workspace)
  const room = `${await makeChannel(relay, ada, workspace, 'plans')}/0`
  const [adas, bobs] = [joinRoom(relay, room, ada), joinRoom(relay, room, bob)]
  await Promise.all([adas.synced(), bobs.synced()])
  // Each has brought one by then: what it had, which was nothing.
  for (let each = 1; each <= 5; each++) post(adas, ada, `by Ada ${each}`)
  await bobs.until((doc) => opsIn(doc) === 3)
  post(bobs, bob, 'by Bob')
  await adas.until((doc) => opsIn(doc) === 6)
  expect(opsIn(bobs.doc)).toBe(4)
  clock.advance(1_000)
  await bobs.until((doc) => opsIn(doc) === 5)
  clock.advance(1_000)
  await bobs.until((doc) => opsIn(doc) === 6)
})

test('[AB3] requests without a good token count for their address, whatever they ask for; good ones go on', async () => {
  const relay = await setupRelay({ RATE_REFRESH: '4' })
  const ada = await signUp(relay, 'ada')
  const guess = (path: string, token = 'guessed') => callRelay(relay, path, { token })
  const answers = [
    await guess(paths.workspaces),
    await guess(adminPaths.invitations),
    await callRelay(relay, webhookPaths.post('guessed'), { body: { text: 'x' } }),
    await guess(filePaths.file(newFileId())),
    await guess(paths.workspaces),
    await guess(adminPaths.invitations),
  ]
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 429, 429])
  expect(answers.slice(3).map(told)).toEqual([
    [401, '4', '0', null],
    [429, '4', '0', '15'],
    [429, '4', '0', '15'],
  ])
  expect((await guess(paths.workspaces, ada.session.accessToken)).status).toBe(200)
  expect((await guess(adminPaths.invitations, relay.adminToken())).status).toBe(200)
  const refreshed = await callRelay(relay, paths.refresh, {
    body: { refreshToken: ada.session.refreshToken },
  })
  expect(refreshed.status).toBe(200)
})

test('[AB3] who comes with a token that has run out is no guesser', async () => {
  const clock = createVirtualClock(Date.now())
  const relay = await startTestRelay({ clock, env: { RATE_REFRESH: '2' } })
  onTestFinished(relay.close)
  const { session } = await signUp(relay, 'ada')
  clock.advance(60 * 60_000)
  const late = () => callRelay(relay, paths.workspaces, { token: session.accessToken })
  for (let each = 0; each < 4; each++) expect((await late()).status).toBe(401)
  const guessed = await callRelay(relay, paths.workspaces, { token: 'guessed' })
  expect(told(guessed)).toEqual([401, '2', '1', null])
})

test('[AB3][OP3] bad tokens at the doors of sockets count like those of REST, and are told to wait', async () => {
  const relay = await setupRelay({ RATE_REFRESH: '3' })
  const ada = await signUp(relay, 'ada')
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  const room = `${paths.rooms}/${await makeChannel(relay, ada, workspace, 'plans')}/0`
  const knock = async (path: string): Promise<ReadonlyArray<unknown>> => {
    const socket = new WebSocket(relay.url.replace('http', 'ws') + path)
    onTestFinished(() => socket.terminate())
    return new Promise((resolve, reject) => {
      socket.on('error', () => {}) // the answer says it
      socket.on('open', () => reject(new Error('let in')))
      socket.on('unexpected-response', (_, { statusCode, headers }) =>
        resolve([statusCode, headers['ratelimit-remaining'], headers['retry-after']]),
      )
    })
  }
  const hello = async (token: string): Promise<ReadonlyArray<unknown>> => {
    const socket = await connectSocket(relay)
    onTestFinished(socket.close)
    socket.send({
      kind: 'hello',
      protocol: protocolVersion,
      device: ada.device,
      token,
      directory: 0,
      resume: [],
    })
    const { code, reconnectAfter } = await socket.waitFor('goodbye')
    return [code, reconnectAfter]
  }
  expect(await knock(`${paths.gateway}?token=guessed`)).toEqual([401, '2', undefined])
  expect(await knock(`${room}?token=guessed`)).toEqual([401, '1', undefined])
  expect(await hello('guessed')).toEqual(['token-refused', 0])
  expect(await knock(`${paths.gateway}?token=guessed`)).toEqual([429, '0', '20'])
  expect(await knock(`${room}?token=guessed`)).toEqual([429, '0', '20'])
  expect(await hello('guessed')).toEqual(['token-refused', 20_000])
  expect(told(await callRelay(relay, paths.workspaces, { token: 'guessed' }))).toEqual([429, '3', '0', '20'])
  // A good token is let in at each door.
  ;(await openSession(relay, ada)).close()
  onTestFinished(leaveRooms)
  await joinRoom(relay, room.slice(paths.rooms.length + 1), ada).synced()
})
