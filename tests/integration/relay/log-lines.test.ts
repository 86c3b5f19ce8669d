/** What a relay writes to its log while people work with it: enough to follow a request, and nothing that is theirs. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as v from 'valibot'
import { bytesToHex } from '../../../core/base/bytes.ts'
import { paths, sessionAnswer } from '../../../core/protocol/api.ts'
import { filePaths } from '../../../core/protocol/files-api.ts'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { bytesToText } from '../../../core/protocol/byte-schemas.ts'
import { keysPaths } from '../../../core/protocol/keys-api.ts'
import { messagePaths } from '../../../core/protocol/messages-api.ts'
import { webhookPaths } from '../../../core/protocol/webhooks-api.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import { createFileClient, newFileId } from '../../support/file-client.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  newDeviceId,
  signInElsewhere,
  signUp,
  testPassword,
} from '../../support/relay-accounts.ts'
import { browseProvider, startProvider, type TestProvider } from '../../support/oidc-provider.ts'
import { joinRoom, leaveRooms } from '../../support/room-client.ts'
import { addSealedDevice, signUpSealed } from '../../support/sealed-accounts.ts'
import { seededPrimitives } from '../../support/sealed-people.ts'
import { connectSocket, openSession } from '../../support/socket-client.ts'
import { closeTexts, openText, refusedWith } from '../../support/text-socket.ts'
import { startReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { type RelayProcess, spawnRelay } from './relay-process.ts'

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

/** Every door of today beside those above, with something secret at each. Answers what must not be in the log. */
async function visitServices(relay: RelayProcess, provider: TestProvider, hook: WebhookReceiver) {
  const ada = await signUp(relay, 'adalovelace')
  const token = ada.session.accessToken
  const workspace = await foundWorkspace(relay, ada, 'Secretive Quay')
  const channel = await makeChannel(relay, ada, workspace, 'hushedplans')
  const ask = async (path: string, body: object, method = 'POST') =>
    (await callRelay(relay, path, { token, body, method })).body
  const text = v.record(v.string(), v.unknown())
  const part = (answer: unknown, name: string): string => String(v.parse(text, answer)[name])

  // A provider: one who comes in, and one whose code is nonsense.
  const verifier = 'v'.repeat(43)
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const start = { redirectUri: 'http://127.0.0.1:49152/oidc/callback', challenge, state: 's'.repeat(43) }
  const started = await ask(identityPaths.oidcStart, start)
  const flow = part(started, 'flow')
  const back = await browseProvider(part(started, 'url'), 'dorothea')
  const code = back.searchParams.get('code') ?? ''
  const ticket = part(await ask(identityPaths.oidcFinish, { flow, code, verifier }), 'ticket')
  const device = { id: newDeviceId(), name: 'a phone called Hermes' }
  const session = v.parse(sessionAnswer, await ask(identityPaths.oidcSession, { ticket, device }))
  const other = part(await ask(identityPaths.oidcStart, start), 'flow')
  await ask(identityPaths.oidcFinish, { flow: other, code: 'forged-code', verifier })

  // Webhooks both ways; where one goes fails.
  const wish = { name: 'Hermes’ hook', url: `${hook.url}/hidden-path`, events: ['message.posted'] }
  const hooked = await ask(webhookPaths.webhooks(workspace), wish)
  hook.answerBy(
    (response, number) => void response.writeHead(number === 1 ? 500 : 204).end('their own words'),
  )
  const incoming = await ask(webhookPaths.incoming(workspace), { name: 'ci', conversation: channel })
  const posting = new URL(part(incoming, 'url')).pathname
  await callRelay(relay, posting, { body: { text: 'posted under the bridge' } })
  await callRelay(relay, `${posting}x`, { body: { text: 'posted under the bridge' } })

  // Messages over REST, and what is refused of them.
  const said = await ask(messagePaths.messages(channel), { text: 'said under the bridge' })
  await ask(messagePaths.message(channel, part(said, 'id')), { text: 'edited under the bridge' }, 'PATCH')
  await ask(messagePaths.messages(channel), { text: ['broken under the bridge'] })
  await callRelay(relay, `${messagePaths.searchIn(workspace)}?q=searchedword`, { token })
  await fetch(relay.url + identityPaths.ownExport, { headers: { authorization: `Bearer ${token}` } })
  await ask(identityPaths.invitations(workspace), { email: 'bob@bar.example' })

  // The gateway: what is said, what is no frame, and a stranger.
  const address = `${relay.url.replace('http', 'ws')}${paths.gateway}?token=`
  const gateway = openText(`${address}${token}&roomId=${channel}`)
  await gateway.until({ type: 'room_joined' })
  gateway.say({ type: 'message', roomId: channel, content: 'typed under the bridge' })
  await gateway.until({ type: 'message', content: 'typed under the bridge' })
  gateway.socket.send('no frame under the bridge')
  await gateway.until({ type: 'error' })
  gateway.socket.send(Buffer.from('bytes under the bridge'))
  await gateway.closed
  await refusedWith(`${address}not.a.token`)
  await hook.waitFor(2)
  const secrets = [token, session.accessToken, session.refreshToken, flow, other, code, ticket, verifier]
  const hooks = [part(hooked, 'secret'), posting, posting.split('/').at(-1) ?? '', 'hidden-path', hook.url]
  const names = ['adalovelace', 'dorothea', 'Secretive', 'hushedplans', 'Hermes', 'bob@bar.example']
  const words = [
    'under the bridge',
    'searchedword',
    'forged-code',
    'their own words',
    'not.a.token',
    'invite#',
  ]
  return [...secrets, ...hooks, ...names, ...words, challenge, start.state, provider.issuer, '/v1/', 'Bearer']
}

test('[OP2] nor does it at the doors of providers, messages, webhooks and the gateway, whose sockets have an id each', async () => {
  const [provider, hook] = [await startProvider(), await startReceiver()]
  const env = { ...provider.env, LOG_LEVEL: 'debug', WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' }
  const relay = await spawnRelay(temporaryFolder(), env)
  onTestFinished(async () => {
    closeTexts()
    relay.child.kill('SIGKILL')
    await relay.exited
    hook.close()
    await provider.close()
  })
  const theirs = await visitServices(relay, provider, hook)
  relay.child.kill('SIGTERM')
  await relay.exited
  const text = relay.stderr()
  expect(theirs.filter((part) => part.length < 4)).toEqual([]) // each is something
  expect(theirs.filter((part) => text.includes(part))).toEqual([])
  const lines = text.trimEnd().split('\n').map(line)
  const opened = lines.filter(({ msg }) => msg === 'a socket of the JSON gateway opens')
  expect(opened).toHaveLength(1)
  const id = opened[0]?.['socket']
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(lines.filter(({ socket }) => socket === id).map(({ msg }) => msg)).toEqual([
    'a socket of the JSON gateway opens',
    'the JSON gateway closes a socket',
    'a socket of the JSON gateway is gone',
  ])
  const done = [
    'beginProviderSignIn',
    'openProviderSession',
    'createWebhook',
    'postIncoming',
    'sendMessage',
    'exportMe',
  ]
  for (const operation of done) {
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
