/** How much a workspace may hold, and how long a message may be, on a real relay. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import * as v from 'valibot'
import { paths } from '../../../core/protocol/api.ts'
import { filePaths, maxPieceBytes } from '../../../core/protocol/files-api.ts'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { messageAnswer, messagePaths } from '../../../core/protocol/messages-api.ts'
import { usagePath } from '../../../core/protocol/usage-api.ts'
import { admin } from '../../support/admin-world.ts'
import { createFileClient, newFileId, sha256 } from '../../support/file-client.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

const mebibyte = 1_048_576
let relay: TestRelay
beforeAll(async () => {
  const env = { WORKSPACE_QUOTA_MIB: '1', WORKSPACE_PEOPLE: '2', MAX_MESSAGE_LENGTH: '20' }
  relay = await startTestRelay({ env })
})
afterAll(() => relay.close())

const call = (who: TestAccount, path: string, method: string, body?: object) =>
  callRelay(relay, path, { method, ...(body && { body }), token: who.session.accessToken })

let rounds = 0
async function setup() {
  const number = ++rounds
  const [ada, bob, cy] = [
    await signUp(relay, `ada${number}`),
    await signUp(relay, `bob${number}`),
    await signUp(relay, `cyril${number}`),
  ]
  const workspace = await foundWorkspace(relay, ada, `Quay ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'plans')
  return { ada, bob, cy, workspace, channel }
}

test('[QU2] files of a workspace have so much room; what is refused says how much is taken, and messages go on', async () => {
  const { ada, bob, workspace, channel } = await setup()
  const put = (who: TestAccount, size: number) =>
    call(who, filePaths.file(newFileId()), 'PUT', { conversation: channel, size })
  expect((await put(ada, 600_000)).status).toBe(200)
  const facts = { code: 'file-quota', used: 600_000, limit: mebibyte }
  expect(await put(bob, 600_000)).toMatchObject({ status: 403, body: facts })
  expect((await call(bob, messagePaths.messages(channel), 'POST', { text: 'still here' })).status).toBe(201)
  const shown = await call(ada, usagePath(workspace), 'GET')
  expect(shown.body).toMatchObject({
    people: 2,
    files: 1,
    fileBytes: 600_000,
    limits: { fileBytes: mebibyte, people: 2 },
  })
  expect((await admin(relay.folder, 'quota', workspace, '--files-mib', '2')).code).toBe(0)
  expect((await put(bob, 600_000)).status).toBe(200)
})

test('[QU3] a workspace takes so many people, by whatever way they come; the next one is told', async () => {
  const { ada, bob, cy, workspace } = await setup()
  const facts = { code: 'people-quota', used: 2, limit: 2 }
  expect(await call(cy, paths.join(workspace), 'POST', {})).toMatchObject({ status: 403, body: facts })
  const asked = { role: 'member', uses: 5, expiresInSeconds: 600 }
  const invited = await call(ada, identityPaths.invitations(workspace), 'POST', asked)
  const { token } = v.parse(v.object({ token: v.string() }), invited.body)
  expect(await call(cy, identityPaths.accept, 'POST', { token })).toMatchObject({ status: 403, body: facts })
  const person = {
    username: 'dora',
    displayName: 'Dora',
    password: 'correct horse battery staple',
    invitation: token,
    device: { id: cy.device.replace(/^../, 'ee'), name: 'a test' },
  }
  expect(await callRelay(relay, paths.register, { body: person })).toMatchObject({ status: 403, body: facts })
  const bot = { username: `bot${rounds}`, displayName: 'Bot' }
  const made = await call(ada, `/v1/workspaces/${workspace}/bots`, 'POST', bot)
  expect(made).toMatchObject({ status: 403, body: facts })
  // Whoever is in already may come again.
  expect((await call(bob, paths.join(workspace), 'POST', {})).status).toBe(204)
  expect((await admin(relay.folder, 'quota', workspace, '--people', '3')).code).toBe(0)
  expect((await call(cy, identityPaths.accept, 'POST', { token })).status).toBe(200)
})

test('[MO9] no message may be longer than the relay allows; the reason says how long', async () => {
  const { ada, channel } = await setup()
  const say = (text: string) => call(ada, messagePaths.messages(channel), 'POST', { text })
  const long = 'x'.repeat(21)
  const detail = 'It is longer than this relay allows: 20 characters.'
  const refused = { status: 422, body: { code: 'message-refused', detail } }
  expect(await say(long)).toMatchObject(refused)
  const said = await say('x'.repeat(20))
  expect(said.status).toBe(201)
  const { id } = v.parse(messageAnswer, said.body)
  expect(await call(ada, messagePaths.message(channel, id), 'PATCH', { text: long })).toMatchObject(refused)
  expect((await callRelay(relay, identityPaths.methods)).body).toMatchObject({ maxMessageLength: 20 })
})

test('[QU4] who brings too many bytes a minute goes on later, where they were; others are not slowed', async () => {
  const clock = createVirtualClock(Date.now())
  const tight = await startTestRelay({ env: { RATE_FILE_MIB: '1' }, clock })
  onTestFinished(tight.close)
  const [ada, bob] = [await signUp(tight, 'ada'), await signUp(tight, 'bob')]
  const workspace = await foundWorkspace(tight, ada, 'Quay')
  await joinWorkspace(tight, bob, workspace)
  const channel = await makeChannel(tight, ada, workspace, 'plans')
  const bytes = new Uint8Array(3 * maxPieceBytes).fill(7)
  const bring = async (who: TestAccount) => {
    const client = createFileClient(tight, who)
    const id = newFileId()
    expect((await client.start(id, channel, bytes.length)).status).toBe(200)
    const piece = (at: number) =>
      client.piece(id, at * maxPieceBytes, bytes.subarray(at * maxPieceBytes, (at + 1) * maxPieceBytes))
    const statuses = [(await piece(0)).status, (await piece(1)).status]
    const third = await piece(2)
    return { client, id, piece, statuses: [...statuses, third.status], third }
  }
  const adas = await bring(ada)
  expect(adas.statuses).toEqual([200, 200, 429])
  expect(Number(adas.third.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await bring(bob)).statuses).toEqual([200, 200, 429])
  // Of what was too much nothing was taken.
  expect((await adas.client.start(adas.id, channel, bytes.length)).body).toMatchObject({
    offset: 2 * maxPieceBytes,
  })
  clock.advance(30_000)
  expect((await adas.piece(2)).status).toBe(200)
  expect((await adas.client.finish(adas.id, sha256(bytes))).status).toBe(204)
})
