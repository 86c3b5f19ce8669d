import { expect, test } from 'vitest'
import { bytesToHex } from '../../../../core/base/bytes.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import type { DirectoryEdit } from '../../../../core/bridge/changes-contract.ts'
import { bytesToText } from '../../../../core/protocol/byte-schemas.ts'
import { conversationId, userId, workspaceId } from '../../../../core/protocol/ids.ts'
import { createManageBridge } from '../../../../main/bridge/manage-bridge.ts'
import { createPicturesBridge } from '../../../../main/bridge/pictures-bridge.ts'
import { sha256 } from '../../../../sync-server/sha256.ts'
import { pngOf } from '../../../support/pictures.ts'
import { answerOf } from '../sign-in/fake-relay.ts'
import { setupSession } from '../sign-in/session-kit.ts'

const conversation = conversationId('1'.repeat(32))
const workspace = workspaceId('2'.repeat(32))
const user = userId('3'.repeat(32))

async function setup() {
  const kit = setupSession()
  const session = await kit.start()
  await session.register({ username: 'ada', displayName: 'Ada', password: 'correct horse battery' })
  return { relay: kit.relay, bridge: createManageBridge(session), pictures: createPicturesBridge(session) }
}

test('each change is asked of the relay at its address, with what is to be another alone', async () => {
  const { relay, bridge } = await setup()
  const before = relay.asked.length
  const of = { conversation, called: 'quay' }
  await bridge['directory.reached']({ reached: true })
  const edited = async (edit: DirectoryEdit): Promise<void> => {
    relay.answerNext(answerOf(204, undefined))
    expect(await bridge['directory.edit'](edit)).toEqual(ok('done'))
  }
  const done = async (ask: () => Promise<unknown>): Promise<void> => {
    relay.answerNext(answerOf(204, undefined))
    expect(await ask()).toEqual(ok(undefined))
  }
  await edited({ kind: 'update', ...of, set: { topic: 'Boats' }, was: { topic: '' } })
  await edited({ kind: 'archive', ...of, archived: true })
  await edited({ kind: 'join', ...of, joined: false })
  await done(() => bridge['channel.leave']({ conversation }))
  await edited({ kind: 'join', ...of, joined: true })
  await done(() => bridge['channel.setMember']({ conversation, user, role: 'admin' }))
  await done(() => bridge['channel.removeMember']({ conversation, user }))
  await done(() => bridge['workspace.setRole']({ workspace, user, role: 'guest' }))
  await done(() => bridge['workspace.removeMember']({ workspace, user }))
  const called = 'Port'
  await edited({ kind: 'accent', workspace, called, set: { accent: null }, was: { accent: 20 } })
  await edited({
    kind: 'rename-workspace',
    workspace,
    called,
    set: { name: 'Harbour' },
    was: { name: called },
  })
  await edited({ kind: 'own-status', set: { status: '' }, was: { status: 'at sea' } })
  await done(() => bridge['workspace.leave']({ workspace }))
  const channel = `/v1/conversations/${conversation}`
  const member = `/v1/workspaces/${workspace}/members/${user}`
  expect(relay.asked.slice(before).map(({ method, path, body }) => [method, path, body])).toEqual([
    ['PATCH', channel, '{"topic":"Boats"}'],
    ['PUT', `${channel}/archived`, '{"archived":true}'],
    ['POST', `${channel}/leave`, '{}'],
    ['POST', `${channel}/leave`, '{}'],
    ['POST', `${channel}/join`, '{}'],
    ['PUT', `${channel}/members/${user}`, '{"role":"admin"}'],
    ['DELETE', `${channel}/members/${user}`, '{}'],
    ['PUT', member, '{"role":"guest"}'],
    ['DELETE', member, '{}'],
    ['PUT', `/v1/workspaces/${workspace}/accent`, '{"accent":null}'],
    ['PATCH', `/v1/workspaces/${workspace}`, '{"name":"Harbour"}'],
    ['PATCH', '/v1/me', '{"status":""}'],
    ['POST', `/v1/workspaces/${workspace}/leave`, '{}'],
  ])
})

test('[MG12] a refusal is told by its kind, and so is a relay out of reach', async () => {
  const { relay, bridge } = await setup()
  const leave = (): Promise<unknown> => bridge['channel.leave']({ conversation })
  for (const code of ['last-admin', 'forbidden', 'not-found'] as const) {
    relay.answerNext(answerOf(409, { type: 'x', title: 'x', status: 409, code }))
    expect(await leave()).toEqual(fail({ kind: code }))
  }
  relay.answerNext(answerOf(409, { type: 'x', title: 'x', status: 409, code: 'last-owner' }))
  expect(await bridge['workspace.removeMember']({ workspace, user })).toEqual(fail({ kind: 'last-owner' }))
  relay.goOffline()
  expect(await leave()).toEqual(fail({ kind: 'unreachable' }))
})

test('[AU16] what the person is called once the relay has it, this device knows at once and at the next start', async () => {
  const kit = setupSession()
  const session = await kit.start()
  const ada = { username: 'ada', displayName: 'Ada', password: 'correct horse battery' }
  await session.register(ada)
  const bridge = createManageBridge(session)
  const rename = (to: string, was: string): Promise<unknown> =>
    bridge['directory.edit']({ kind: 'own-name', set: { displayName: to }, was: { displayName: was } })
  expect(await rename('Ada L.', 'Ada')).toEqual(ok('waits'))
  expect(session.account()?.displayName).toBe('Ada') // as the relay still has it
  kit.relay.answerNext(answerOf(204, undefined))
  await bridge['directory.reached']({ reached: true })
  await expect.poll(() => kit.told.at(-1)).toMatchObject({ account: { displayName: 'Ada L.' } })
  kit.relay.answerNext(answerOf(403, { type: 'x', title: 'x', status: 403, code: 'forbidden' }))
  expect(await rename('Ada X.', 'Ada L.')).toEqual(fail({ kind: 'forbidden' }))
  await session.close()
  expect((await kit.start()).account()).toMatchObject({ username: 'ada', displayName: 'Ada L.' })
})

test('[PF2] [PF5] one’s own picture is there before the relay has it, and set and taken away at its address', async () => {
  const { relay, bridge, pictures } = await setup()
  const before = relay.asked.length
  const image = pngOf(2, 2)
  const hash = bytesToHex(sha256(image))
  const picture = bytesToText(image)
  const put = { kind: 'own-picture', set: { picture }, was: { picture: null } } as const
  expect(await bridge['directory.edit'](put)).toEqual(ok('waits'))
  expect((await bridge['directory.edits']({})).waiting).toMatchObject([
    { own: true, effect: { picture: hash } },
  ])
  expect(await pictures['picture.read']({ of: { kind: 'person', user }, hash })).toEqual(ok(image))
  const away = { kind: 'own-picture', set: { picture: null }, was: { picture: hash } } as const
  expect(await bridge['directory.edit'](away)).toEqual(ok('done')) // there was none before
  expect((await bridge['directory.edits']({})).waiting).toEqual([])
  await bridge['directory.reached']({ reached: true })
  relay.answerNext(answerOf(200, { picture: hash }))
  expect(await bridge['directory.edit'](put)).toEqual(ok('done'))
  relay.answerNext(answerOf(204, undefined))
  expect(await bridge['directory.edit'](away)).toEqual(ok('done'))
  expect(relay.asked.slice(before).map(({ method, path, body }) => [method, path, body])).toEqual([
    ['PUT', '/v1/me/picture', JSON.stringify({ image: picture })],
    ['DELETE', '/v1/me/picture', '{}'],
  ])
})
