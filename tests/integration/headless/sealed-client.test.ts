/** The client with keys on a real relay, and the bot of docs/guides/client.md as it stands there. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { attachmentToAnswer } from '../../../core/protocol/attachments-api.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { openSealedClient, type SealedClientOptions } from '../../../headless/open-sealed-client.ts'
import type { SealedClient } from '../../../headless/sealed-client.ts'
import { attach, openFile, readSaying } from '../../../headless/saying.ts'
import type { SealedRoom } from '../../../headless/sealed-room.ts'
import { createKeyModels } from '../../../renderer/engine/key-models.ts'
import { appPassword } from '../../support/app-person.ts'
import { openGate } from '../../support/gate.ts'
import { examplesOf, linesOf, runExample } from '../../support/guide-example.ts'
import {
  beginSealed,
  createWorld,
  type Device,
  failed,
  hasTexts,
  isOnRelay,
  link,
} from '../../support/own-devices.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { until } from '../../support/until.ts'

const [, bot = '', , filing = ''] = examplesOf('client.md', 'js')
const known = new Map<string, object>([
  ["import { openSealedClient } from './headless/open-sealed-client.ts'", { openSealedClient }],
])

async function setupRobot(more: Partial<SealedClientOptions> = {}) {
  const world = await createWorld()
  const options = {
    folder: path.join(temporaryFolder(), 'robot'),
    server: world.relay.url,
    username: 'robot',
    passphrase: appPassword,
    signUp: { displayName: 'Robot' },
    report: () => undefined,
    ...more,
  } satisfies SealedClientOptions
  const robot = orThrow(await openSealedClient(options))
  orThrow(await robot.main.call('directory.joinWorkspace', { workspace: world.workspace }))
  await until(robot.keys, (keys) => keys === 'ready')
  await until(robot.directory, ({ workspaces }) => workspaces.length === 1)
  return { ...world, options, robot }
}

const hasText =
  (...texts: ReadonlyArray<string>) =>
  (messages: ReadonlyArray<{ readonly text: string }>): boolean =>
    texts.join('\n') === messages.map(({ text }) => text).join('\n')
const areOut = (messages: ReturnType<SealedRoom['messages']['read']>): boolean =>
  messages.every(({ delivery }) => delivery === 'relay')

async function talk(robot: SealedClient, ada: Device, workspace: Parameters<SealedClient['direct']>[0]) {
  const room = orThrow(await robot.direct(workspace, ada.account.user))
  orThrow(await room.send('hello ada'))
  const there = await ada.open(idOf(room))
  await until(there.view, hasTexts('hello ada'))
  return { room, there }
}

function isClient(made: unknown): made is SealedClient {
  return typeof made === 'object' && made !== null && 'sealed' in made
}

test('[HC3] [HC4] the bot of the guide answers in a direct message, once, over a restart too', async () => {
  const { workspace, relay, start, robot, options } = await setupRobot()
  const user = robot.self
  await robot.close()
  expect(linesOf(bot)).toBeLessThanOrEqual(30)
  const env = { FOLDER: options.folder, RELAY: relay.url, BOT: 'robot', PASSPHRASE: appPassword }
  const run = async (): Promise<SealedClient> => {
    const client = await runExample(bot, 'client', known, env)
    if (!isClient(client)) throw new Error('the example makes a client')
    return client
  }
  const first = await run()
  const ada = await start('ada')
  await until(ada.engine().directory, () => ada.engine().member(workspace, user) !== undefined)
  const dm = orThrow(await ada.bridge.call('sealed.begin', { workspace, others: [user], group: false }))
  const here = await ada.open(dm)
  orThrow(await here.post('ping'))
  await until(here.view, hasTexts('ping', 'pong'))
  const [ping, pong] = here.view.read().messages
  expect(pong).toMatchObject({ author: user, replyTo: ping?.id })
  await first.close()
  orThrow(await here.post('ping')) // while nobody is there
  const second = await run()
  await until(here.view, hasTexts('ping', 'pong', 'ping', 'pong'))
  await until(second.status, ({ kind, queued }) => kind === 'online' && queued === 0)
  expect(here.view.read().messages).toHaveLength(4)
  await second.close()
})

test('[HC3] what was written offline is there after a restart, history too, and goes out later', async () => {
  const { workspace, relay, start, robot, options } = await setupRobot()
  const ada = await start('ada')
  const { room, there } = await talk(robot, ada, workspace)
  orThrow(await there.post('hello robot'))
  await until(room.messages, hasText('hello ada', 'hello robot'))
  expect(room.messages.read().map(({ authorName }) => authorName)).toEqual(['robot', 'ada'])
  await robot.close()
  const gate = await openGate(relay.url)
  await gate.cut()
  const away = orThrow(await openSealedClient({ ...options, server: gate.url }))
  const again = away.join(room.id)
  if (again === undefined) throw new Error('the list is on the disk')
  await until(again.messages, hasText('hello ada', 'hello robot'))
  orThrow(await again.send('written in a tunnel', { replyTo: again.messages.read()[1]?.id ?? '' }))
  await until(again.messages, (all) => all.at(-1)?.delivery === 'queued')
  await away.close()
  await gate.restore()
  const back = orThrow(await openSealedClient({ ...options, server: gate.url }))
  await until(there.view, hasTexts('hello ada', 'hello robot', 'written in a tunnel'))
  const shown = back.join(room.id)
  if (shown === undefined) throw new Error('the list is on the disk')
  await until(shown.messages, (all) => all.length === 3 && areOut(all))
  expect(await shown.send('to nothing', { replyTo: 'no id' })).toEqual(failed('unknown-message'))
  expect(await shown.edit('no id', 'anything')).toEqual(failed('unknown-message'))
  expect(back.join('no id')).toBeUndefined()
  await back.close()
  await gate.cut()
})

test('[HC9] files, mentions and replies in the channel are sent and read, sealed; the example of the guide', async () => {
  const { workspace, relay, start, robot, options } = await setupRobot()
  const ada = await start('ada')
  const { user } = ada.account
  const { room, there } = await talk(robot, ada, workspace)
  const frames: Array<unknown> = []
  robot.listen((frame) => frames.push(frame))
  const bytes = new TextEncoder().encode('a chart of the harbour')
  const file = { name: '../chart.txt', type: 'text/plain', bytes }
  const attached = orThrow(await room.attach(file))
  const root = room.messages.read()[0]?.id ?? ''
  const brought = { thread: root, alsoInChannel: true, mentions: [user], attachments: [attached] }
  orThrow(await room.send('', brought))
  await until(there.view, ({ messages }) => messages.at(-1)?.attachments?.length === 1)
  const shown = there.view.read().messages.at(-1)
  expect(shown).toMatchObject({ text: '', thread: root, alsoInChannel: true, mentions: [user] })
  const [given] = shown?.attachments ?? []
  if (given === undefined) throw new Error('it brings a file')
  expect(given.name).toBe('.._chart.txt')
  expect(orThrow(await openFile(ada.bridge, attachmentToAnswer(given)))).toEqual(bytes)
  const back = orThrow(await attach(ada.bridge, idOf(room), { ...file, name: 'back.txt' }))
  orThrow(
    await there.post('for you', { ...orThrow(readSaying({ attachments: [back], mentions: [robot.self] })) }),
  )
  await until(room.messages, hasText('hello ada', '', 'for you'))
  await until(room.messages, areOut)
  const last = room.messages.read().at(-1)
  expect(last).toMatchObject({ mentions: [robot.self], attachments: [{ name: 'back.txt' }] })
  expect(orThrow(await room.open(last?.attachments[0] ?? attached))).toEqual(bytes)
  expect(frames).toContainEqual(
    expect.objectContaining({
      type: 'message',
      content: 'for you',
      mentions: [robot.self],
      attachments: [back],
    }),
  )
  for (const folder of [options.folder, relay.folder]) expect(holds(folder, bytes)).toBe(false)

  const lie = { ...attached, sha256: 'short' }
  expect(await room.send('x', { attachments: [lie] })).toEqual(failed('unknown-file'))
  expect(await room.send('x', { mentions: ['nobody'] })).toEqual(failed('unknown-person'))
  const stranger = { ...attached, id: '0'.repeat(32) }
  expect(await room.send('x', { attachments: [stranger] })).toMatchObject(failed('file'))
  expect(await room.open(lie)).toMatchObject(failed('refused'))
  expect(room.messages.read()).toHaveLength(3)
  await robot.close()
  const env = {
    FOLDER: options.folder,
    RELAY: relay.url,
    BOT: 'robot',
    PASSPHRASE: appPassword,
    ROOM: room.id,
  }
  const client = await runExample(filing, 'client', known, env)
  if (!isClient(client)) throw new Error('the example makes a client')
  await until(there.view, ({ messages }) => messages.at(-1)?.text === 'The nightly report')
  await client.close()
})

/** Some file in the folder has these bytes in it. */
const holds = (folder: string, bytes: Uint8Array): boolean =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(path.join(entry.parentPath, entry.name)).includes(Buffer.from(bytes)))

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a room's id is its conversation's
const idOf = ({ id }: SealedRoom): ConversationId => id as ConversationId

test('[HC1] [HC2] a folder opens once, for its account, with its passphrase, and says why it does not', async () => {
  const { robot, options, relay } = await setupRobot()
  expect(await openSealedClient(options)).toEqual(failed('folder-in-use'))
  await robot.close()
  const vault = path.join(options.folder, 'accounts', 'robot', 'vault')
  const whole = readFileSync(vault)
  expect(await openSealedClient({ ...options, passphrase: 'not the right one' })).toEqual(
    failed('wrong-passphrase'),
  )
  expect(await openSealedClient({ ...options, username: 'another' })).toMatchObject(failed('other-account'))
  expect(await openSealedClient({ ...options, server: 'nowhere' })).toEqual({
    ok: false,
    failure: { kind: 'bad-option', option: 'server' },
  })
  expect(readFileSync(vault)).toEqual(whole)
  const spoilt = Buffer.from(whole)
  spoilt.writeUInt8(spoilt.readUInt8(spoilt.length - 20) ^ 1, spoilt.length - 20)
  writeFileSync(vault, spoilt)
  expect(await openSealedClient(options)).toMatchObject(failed('vault'))
  expect(readFileSync(vault)).toEqual(spoilt)
  writeFileSync(vault, whole)
  await orThrow(await openSealedClient(options)).close()

  const fresh = { ...options, folder: path.join(temporaryFolder(), 'fresh') }
  expect(await openSealedClient({ ...fresh, signUp: undefined, username: 'nobody' })).toEqual(
    failed('wrong-credentials'),
  )
  expect(await openSealedClient({ ...fresh, passphrase: 'short' })).toEqual(failed('password-weak'))
  const gate = await openGate(relay.url)
  await gate.cut()
  expect(await openSealedClient({ ...fresh, server: gate.url })).toEqual(failed('unreachable'))
  expect(existsSync(path.join(fresh.folder, 'accounts', 'robot', 'vault'))).toBe(false)
  const file = path.join(temporaryFolder(), 'a-file')
  writeFileSync(file, '')
  expect(await openSealedClient({ ...options, folder: file })).toMatchObject(failed('folder-unusable'))
})

test('[HC5] a key that was compared and is another keeps messages back until it is accepted', async () => {
  const { workspace, start, robot } = await setupRobot()
  const ada = await start('ada')
  const { room } = await talk(robot, ada, workspace)
  const { user } = ada.account
  const { digits } = orThrow(await robot.trust.safetyNumber(user))
  orThrow(await robot.trust.verify(user, digits))
  const verificationOf = () =>
    room.trust.read()?.readers.find((each) => each.user === user)?.verification.kind
  await until(room.trust, () => verificationOf() === 'verified')
  const anew = await start('ada') // signs in on another device
  orThrow(await anew.linking.startAnew(appPassword))
  await until(room.trust, () => verificationOf() === 'distrusted')
  orThrow(await room.send('are you ada?'))
  await until(room.messages, (all) => all.at(-1)?.delivery === 'refused')
  expect(room.messages.read().at(-1)?.refusal?.code).toBe('key-changed')
  orThrow(await robot.trust.acceptKey(user))
  await until(room.messages, areOut)
  await robot.close()
})

test('[HC4] [HC7] a further device reads once it is linked; who was taken out stops, and keeps what it had', async () => {
  const { workspace, start, robot, options } = await setupRobot()
  const ada = await start('ada')
  const { room } = await talk(robot, ada, workspace)
  const folder = path.join(temporaryFolder(), 'second')
  const second = orThrow(await openSealedClient({ ...options, folder, signUp: undefined }))
  await until(second.keys, (keys) => keys === 'unlinked')
  expect(await second.direct(workspace, ada.account.user)).toEqual(failed('not-linked'))
  await link(createKeyModels(robot.main), createKeyModels(second.main))
  await until(second.keys, (keys) => keys === 'ready')
  await until(second.sealed, (all) => all.length === 1)
  const there = second.join(room.id)
  if (there === undefined) throw new Error('the list has it')
  await until(there.messages, hasText('hello ada'))
  const devices = await robot.main.call('devices.read', {})
  const device = devices?.find(({ here }) => !here)?.device
  if (device === undefined) throw new Error('the second device is in the list')
  orThrow(await robot.main.call('devices.revoke', { device, password: appPassword }))
  await until(second.connection, (state) => state === 'stopped')
  expect(second.status.read()).toMatchObject({ kind: 'stopped', why: 'device-revoked' })
  orThrow(await there.send('too late'))
  expect(there.messages.read().map(({ text }) => text)).toEqual(['hello ada', 'too late'])
  await second.close()
  await robot.close()
})

test('[HC6] what comes while a program listens is told as the gateway tells it', async () => {
  const { workspace, start, robot } = await setupRobot()
  const ada = await start('ada')
  const { room, there } = await talk(robot, ada, workspace)
  const told: Array<string> = []
  robot.listen((frame) => {
    if (frame.type === 'conversation:new') robot.join(frame.roomId)
    if ('roomId' in frame) told.push(`${frame.type}${frame.roomId === room.id ? '' : ' elsewhere'}`)
    if (frame.type === 'message') told.push(`${frame.username}: ${frame.content}`)
  })
  orThrow(await room.send('gone in an hour', { expiresAfter: 3_600 }))
  await until(there.view, ({ messages }) => messages.at(-1)?.expiresAt !== undefined)
  orThrow(await room.remove(room.messages.read().at(-1)?.id ?? ''))
  await until(there.view, ({ messages }) => messages.at(-1)?.redacted === true)
  await until(room.messages, hasText('hello ada'))
  told.length = 0
  const first = orThrow(await there.post('one'))
  await until(room.messages, hasText('hello ada', 'one'))
  orThrow(await there.edit(first, 'One'))
  await until(room.messages, hasText('hello ada', 'One'))
  orThrow(await there.react(first, '👍', true))
  await until(room.messages, ([, message]) => message?.reactions.length === 1)
  orThrow(await there.redact(first))
  await until(room.messages, hasText('hello ada'))
  there.typing(true)
  await until(room.typing, (people) => people.includes(ada.account.user))
  expect(told.filter((line) => line !== 'typing_indicator')).toEqual([
    'message',
    'ada: one',
    'message_edited',
    'reaction',
    'message_deleted',
  ])
  expect(told).toContain('typing_indicator')
  const bob = await start('bob')
  await until(bob.engine().directory, () => bob.engine().member(workspace, robot.self) !== undefined)
  const dm = await beginSealed(bob, workspace, { ...bob, account: { ...bob.account, user: robot.self } })
  const his = await bob.open(dm)
  orThrow(await his.post('hello robot'))
  await expect.poll(() => told).toContain('bob: hello robot')
  expect(told).toContain('conversation:new elsewhere')
  await until(his.view, isOnRelay)
  await Promise.all([robot.close(), robot.close()])
})
