/** What a relay writes to its log while people work with it: enough to follow a request, and nothing that is theirs. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bytesToHex } from '../../../core/base/bytes.ts'
import { paths } from '../../../core/protocol/api.ts'
import { filePaths } from '../../../core/protocol/files-api.ts'
import { bytesToText, keysPaths } from '../../../core/protocol/keys-api.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import { createFileClient, newFileId } from '../../support/file-client.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signInElsewhere,
  testPassword,
} from '../../support/relay-accounts.ts'
import { joinRoom, leaveRooms } from '../../support/room-client.ts'
import { addSealedDevice, signUpSealed } from '../../support/sealed-accounts.ts'
import { seededPrimitives } from '../../support/sealed-people.ts'
import { connectSocket, openSession } from '../../support/socket-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spawnRelay } from './relay-process.ts'

const line = (text: string): Record<string, unknown> => {
  const read: unknown = JSON.parse(text)
  if (typeof read !== 'object' || read === null) throw new Error(`no JSON object: ${text}`)
  return { ...read }
}

test('[OP2] at its most talkative the log holds no secret, no body, no name and no address', async () => {
  const folder = temporaryFolder()
  const relay = await spawnRelay(folder, { LOG_LEVEL: 'debug' })
  onTestFinished(async () => {
    leaveRooms()
    relay.child.kill('SIGKILL')
    await relay.exited
  })
  const primitives = seededPrimitives(81)
  const ada = await signUpSealed(relay, primitives, 'adalovelace')
  const bob = await signUpSealed(relay, primitives, 'bobbartik')
  const { session } = ada.account
  const token = session.accessToken
  const elsewhere = await signInElsewhere(relay, ada.account)
  const workspace = await foundWorkspace(relay, ada.account, 'Secretive Quay')
  await joinWorkspace(relay, bob.account, workspace)
  const channel = await makeChannel(relay, ada.account, workspace, 'hushedplans')
  const adas = await openSession(relay, ada.account)
  const writer = createEntryWriter(ada.account, channel)
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  adas.send({ kind: 'append', request: 1, entry: writer.post('meet me under the bridge') })
  adas.send({ kind: 'append', request: 2, entry: Buffer.from('garbage under the bridge') })
  await adas.waitFor('refuse')
  await createFileClient(relay, ada.account).put(newFileId(), channel, Buffer.from('a map of the bridge'))
  const fresh = await addSealedDevice(relay, primitives, ada)
  const [slot, linking, backup] = [
    'd'.repeat(32),
    Buffer.from('the linking words'),
    Buffer.from('the backup words'),
  ]
  await callRelay(relay, keysPaths.link(slot), {
    body: { message: bytesToText(linking) },
    token: fresh.account.session.accessToken,
  })
  await callRelay(relay, keysPaths.backup, {
    method: 'PUT',
    body: { version: 1, blob: bytesToText(backup) },
    token,
  })
  await joinRoom(relay, `${channel}/0`, ada.account).synced()
  await callRelay(relay, `${paths.workspaces}?token=${token}&q=questionable`, { token })
  // What goes wrong is logged most of all.
  const device = { id: ada.account.device, name: 'a phone called Hermes' }
  await callRelay(relay, paths.signIn, {
    body: { username: 'adalovelace', password: 'wrong-wrong-wrong', device },
  })
  await callRelay(relay, paths.workspaces, { body: { name: ['unreadable-name'] }, token })
  await callRelay(relay, paths.workspaces, { token: 'not.a.token' })
  await callRelay(relay, filePaths.file(newFileId()), { token })
  const refreshed = { refreshToken: session.refreshToken }
  for (let time = 0; time < 3; time++) await callRelay(relay, paths.refresh, { body: refreshed })
  const stranger = await connectSocket(relay)
  stranger.sendText('a stranger’s words')
  await stranger.closed
  const welcome = await adas.waitFor('welcome')
  const adminToken = readFileSync(path.join(folder, 'admin.token'), 'utf8').trim()
  const last = await callRelay(relay, paths.health)
  relay.child.kill('SIGTERM')
  await relay.exited

  const text = relay.stderr()
  const secrets = [
    testPassword,
    'wrong-wrong-wrong',
    token,
    session.refreshToken,
    elsewhere.session.accessToken,
  ]
  const tokens = [elsewhere.session.refreshToken, adminToken, 'not.a.token', slot]
  const people = ['adalovelace', 'bobbartik', 'Secretive Quay', 'hushedplans', 'Hermes', 'unreadable-name']
  const bodies = [
    'under the bridge',
    'map of the bridge',
    'linking words',
    'backup words',
    'stranger’s words',
  ]
  const encoded = [linking, backup].flatMap((bytes) => [bytesToText(bytes), bytesToHex(bytes)])
  const theirs = [...secrets, ...tokens, ...people, ...bodies, ...encoded, 'questionable', '/v1/', 'Bearer']
  expect(theirs.filter((part) => text.includes(part))).toEqual([])
  // And yet it says what happened.
  const lines = text.trimEnd().split('\n').map(line)
  const requestId = last.headers.get('x-request-id')
  expect(lines).toContainEqual(expect.objectContaining({ reqId: requestId, operation: 'live', status: 200 }))
  const named = lines.filter((each) => each['session'] === bytesToHex(welcome.session))
  expect(named.map(({ msg }) => msg)).toEqual(['a session begins', 'goodbye'])
  for (const operation of ['register', 'signIn', 'refresh', 'createWorkspace']) {
    expect(lines).toContainEqual(expect.objectContaining({ operation, msg: 'answered' }))
  }
})

test('[OP2] ids of requests are the relay’s own', async () => {
  const relay = await spawnRelay(temporaryFolder(), { LOG_LEVEL: 'debug' })
  const forged = 'forged","level":60,"msg":"all is well'
  const ask = async () =>
    (await fetch(relay.url + paths.health, { headers: { 'x-request-id': forged } })).headers
  const [one, other] = [await ask(), await ask()]
  expect(one.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(other.get('x-request-id')).not.toBe(one.get('x-request-id'))
  relay.child.kill('SIGTERM')
  await relay.exited
  expect(relay.stderr()).not.toContain('forged')
})
