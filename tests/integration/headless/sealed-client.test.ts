/** The client with keys on a real relay, and the bot of docs/guides/client.md as it stands there. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { openSealedClient } from '../../../headless/open-sealed-client.ts'
import type { SealedClient } from '../../../headless/sealed-client.ts'
import { createKeyModels } from '../../../renderer/engine/key-models.ts'
import { appPassword } from '../../support/app-person.ts'
import { openGate } from '../../support/gate.ts'
import { examplesOf, linesOf, runExample } from '../../support/guide-example.ts'
import { beginSealed, failed, hasTexts, isOnRelay, link } from '../../support/own-devices.ts'
import {
  areOut,
  hasText,
  isSealedClient,
  robotImports,
  setupRobot,
  talk,
} from '../../support/sealed-robot.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { until } from '../../support/until.ts'

const [, bot = ''] = examplesOf('client.md', 'js')

test('[HC3] [HC4] the bot of the guide answers in a direct message, once, over a restart too', async () => {
  const { workspace, relay, start, robot, options } = await setupRobot()
  const user = robot.self
  await robot.close()
  expect(linesOf(bot)).toBeLessThanOrEqual(30)
  const env = { FOLDER: options.folder, RELAY: relay.url, BOT: 'robot', PASSPHRASE: appPassword }
  const run = async (): Promise<SealedClient> => {
    const client = await runExample(bot, 'client', robotImports, env)
    if (!isSealedClient(client)) throw new Error('the example makes a client')
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
