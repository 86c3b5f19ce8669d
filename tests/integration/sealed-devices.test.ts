import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { fromBase64UrlEncoded } from 'lib0/buffer'
import { orThrow } from '../../core/base/defect.ts'
import type { OpenConversation } from '../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import { bytesToText } from '../../core/protocol/keys-api.ts'
import { decodeAnswer, encodeAnswer, linkKind } from '../../core/sealed/link-messages.ts'
import type { Fetch } from '../../main/sign-in/relay-api.ts'
import { createKeyModels } from '../../renderer/engine/key-models.ts'
import type { SealedModels } from '../../renderer/engine/sealed-models.ts'
import { type AppPerson, type AppPlace, appPassword, startPerson } from '../support/app-person.ts'
import { startTestRelay, type TestRelay } from '../support/relay.ts'
import { until } from '../support/until.ts'

const password = appPassword
const failed = (kind: string) => ({ ok: false, failure: { kind } })
const ends: Array<() => Promise<void> | void> = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

type Device = AppPerson & Pick<SealedModels, 'devices' | 'linking' | 'recovery'>
interface World {
  readonly relay: TestRelay
  readonly workspace: WorkspaceId
  /** The first device of a name registers it, each other one signs in. */
  readonly start: (username: string, more?: Partial<AppPlace>) => Promise<Device>
}

async function createWorld(): Promise<World> {
  const relay = await startTestRelay()
  ends.push(relay.close)
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-devices-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  const begin = async (username: string, more: Partial<AppPlace> = {}): Promise<Device> => {
    const person = await startPerson({ relay: relay.url, folder, username, ...more })
    ends.push(person.close)
    return { ...person, ...createKeyModels(person.bridge) }
  }
  const founder = await begin('founder')
  const workspace = orThrow(await founder.bridge.call('directory.createWorkspace', { name: 'Office' }))
  await founder.stopEngine()
  return {
    relay,
    workspace,
    start: async (username, more) => {
      const person = await begin(username, more)
      await person.bridge.call('directory.joinWorkspace', { workspace })
      await person.knows(workspace)
      return person
    },
  }
}

const begin = async (person: Device, workspace: WorkspaceId, ...others: ReadonlyArray<Device>) =>
  orThrow(
    await person.bridge.call('sealed.begin', {
      workspace,
      others: others.map(({ account }) => account.user),
      group: others.length > 1,
    }),
  )

type View = ReturnType<OpenConversation['view']['read']>
const hasTexts =
  (...texts: ReadonlyArray<string>) =>
  ({ messages }: View): boolean =>
    texts.length === messages.length && texts.every((text, index) => text === messages[index]?.text)
const isOnRelay = ({ messages }: View): boolean =>
  messages.every(({ delivery }) => delivery === undefined || delivery.kind === 'relay')

/** A conversation of two with these messages in it, all on the relay. */
async function write(
  person: Device,
  conversation: ConversationId,
  ...texts: ReadonlyArray<string>
): Promise<OpenConversation> {
  const opened = await person.open(conversation)
  for (const text of texts) orThrow(await opened.post(text))
  await until(opened.view, isOnRelay)
  return opened
}

async function showCode(fresh: Device): Promise<string> {
  fresh.linking.beginRequest()
  const showing = await until(fresh.linking.request, ({ kind }) => kind === 'showing')
  return showing.kind === 'showing' ? showing.code : ''
}

/** A relay that writes other messages into the mailbox than those that were put there, or leaves some out. */
const meddling =
  (meddle: (message: Uint8Array) => Uint8Array | undefined): Fetch =>
  async (url, options) => {
    const answer = await fetch(url, options)
    if (!url.includes('/v1/keys/link/') || options.method !== 'GET') return answer
    const { messages } = (await answer.json()) as { messages: ReadonlyArray<{ readonly message: string }> }
    const changed = messages.flatMap((each) => {
      const message = meddle(fromBase64UrlEncoded(each.message))
      return message === undefined ? [] : [{ ...each, message: bytesToText(message) }]
    })
    return new Response(JSON.stringify({ messages: changed }), { status: 200 })
  }

async function link(old: Device, fresh: Device): Promise<void> {
  orThrow(await old.linking.beginRelease(password))
  orThrow(await old.linking.enterCode(await showCode(fresh)))
  await until(fresh.linking.request, ({ kind }) => kind === 'asked')
  fresh.linking.confirmRequest()
  orThrow(await old.linking.confirmRelease())
  await until(fresh.linking.request, ({ kind }) => kind === 'done')
  await until(old.linking.release, ({ kind }) => kind === 'done')
}

test('[LK10] [CK1] a device that is linked reads what was written before, and writes on', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  await write(ada, dm, 'one', 'two')
  const fresh = await start('ada', { deviceName: 'New laptop' })
  expect(await until(fresh.linking.linked, (linked) => linked !== undefined)).toBe(false)
  const ways = await until(fresh.linking.ways, ({ devices }) => devices > 0)
  expect(ways).toEqual({ devices: 1, recovery: false })
  const there = await fresh.open(dm)
  expect(there.view.read().messages).toEqual([])

  await link(ada, fresh)
  expect(await until(fresh.linking.linked, (linked) => linked === true)).toBe(true)
  await until(there.view, hasTexts('one', 'two'))
  orThrow(await there.post('from the new laptop'))
  await until(there.view, isOnRelay)
  const atBob = await bob.open(dm)
  await until(atBob.view, hasTexts('one', 'two', 'from the new laptop'))
  orThrow(await atBob.post('hello both'))
  const all = ['one', 'two', 'from the new laptop', 'hello both']
  await until(there.view, hasTexts(...all))
  await until((await ada.open(dm)).view, hasTexts(...all))
  const devices = await until(ada.devices.own, (own) => own?.length === 2)
  expect(devices).toMatchObject([
    { name: "ada's device", role: 'primary', here: true },
    { name: 'New laptop', role: 'primary', here: false },
  ])
})

test('[DV1] [SO2] a device that is taken out is signed out, and reads nothing that is written afterwards', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  await write(ada, dm, 'for all')
  const lost = await start('ada', { deviceName: 'Lost phone' })
  await link(ada, lost)
  const there = await lost.open(dm)
  await until(there.view, hasTexts('for all'))

  const device = lost.account.device
  expect(await ada.devices.revoke(device, 'wrong password')).toEqual(failed('wrong-password'))
  expect(await ada.devices.revoke(ada.account.device, password)).toMatchObject(failed('failed'))
  orThrow(await ada.devices.revoke(device, password))
  await until(lost.engine().connection, ({ kind }) => kind === 'stopped')
  const atBob = await write(bob, dm, 'not for the lost one')
  await until(atBob.view, hasTexts('for all', 'not for the lost one'))
  await until((await ada.open(dm)).view, hasTexts('for all', 'not for the lost one'))
  expect(there.view.read().messages.map(({ text }) => text)).toEqual(['for all'])
  expect(await lost.bridge.call('session.token', {})).toMatchObject({ ok: false })
  expect(await until(ada.devices.own, (own) => own?.length === 1)).toMatchObject([{ here: true }])
  expect(await ada.devices.revoke(device, password)).toEqual(failed('list-moved'))
})

test('[RV10] [RV12] with the code, an empty machine gets identity and history back', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  await write(ada, dm, 'before the code')
  expect(await until(ada.recovery.state, ({ kind }) => kind !== 'unknown')).toEqual({
    kind: 'not-set-up',
    nudge: true,
  })
  expect(await ada.recovery.confirm()).toMatchObject(failed('failed'))
  expect(await ada.recovery.prepare('wrong password')).toEqual(failed('wrong-password'))
  const code = orThrow(await ada.recovery.prepare(password))
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{36}$/)
  orThrow(await ada.recovery.confirm())
  await until(ada.recovery.state, ({ kind }) => kind === 'set-up')
  await ada.close() // the machine is gone

  const empty = await start('ada', { deviceName: 'Empty machine' })
  await until(empty.linking.ways, ({ recovery }) => recovery)
  const there = await empty.open(dm)
  expect(await empty.recovery.restore(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)).toEqual(
    failed('mistyped'),
  )
  expect(await empty.recovery.restore(code.slice(1))).toEqual(failed('mistyped'))
  orThrow(await empty.recovery.restore(code.toLowerCase()))
  await until(there.view, hasTexts('before the code'))
  expect(await until(empty.recovery.state, ({ kind }) => kind === 'set-up')).toMatchObject({ renewed: false })
  // Whoever is there lets it in, and it is heard again.
  orThrow(await there.post('I am back'))
  await until((await bob.open(dm)).view, hasTexts('before the code', 'I am back'))
  const known = await bob.bridge.call('keys.state', {})
  expect(known).toBe('ready')
})

test('[RV13] a code that was replaced, one of nobody, and no copy at all are told apart', async () => {
  const { start } = await createWorld()
  const ada = await start('ada')
  const stranger = await start('ada')
  const foreign = await start('eve')
  const evesCode = orThrow(await foreign.recovery.prepare(password))
  expect(await stranger.recovery.restore(evesCode)).toEqual(failed('no-copy'))
  expect(await stranger.recovery.prepare(password)).toEqual(failed('not-primary'))

  const first = orThrow(await ada.recovery.prepare(password))
  orThrow(await ada.recovery.confirm())
  ada.recovery.discard()
  const second = orThrow(await ada.recovery.prepare(password))
  orThrow(await ada.recovery.confirm())
  expect(await until(ada.recovery.state, (state) => state.kind === 'set-up' && state.renewed)).toBeDefined()
  expect(await stranger.recovery.restore(first)).toMatchObject(failed('replaced'))
  expect(await stranger.recovery.restore(evesCode)).toEqual(failed('wrong-code'))
  orThrow(await stranger.recovery.restore(second))
  expect(await until(stranger.devices.own, (own) => own?.length === 2)).toBeDefined()
})

test('[RV14] an older copy than the list of devices tells of is not taken', async () => {
  const { start } = await createWorld()
  const ada = await start('ada')
  let kept: string | undefined
  const lying: Fetch = async (url, options) => {
    const answer = await fetch(url, options)
    if (!url.endsWith('/v1/keys/backup') || options.method !== 'GET') return answer
    kept ??= await answer.text()
    return new Response(kept, { status: 200 })
  }
  const code = orThrow(await ada.recovery.prepare(password))
  orThrow(await ada.recovery.confirm())
  const empty = await start('ada', { fetch: lying })
  orThrow(await empty.recovery.restore(code))
  const other = await start('ada', { fetch: lying })
  const second = orThrow(await ada.recovery.prepare(password))
  orThrow(await ada.recovery.confirm())
  expect(await other.recovery.restore(code)).toMatchObject(failed('old-copy'))
  expect(await other.recovery.restore(second)).toMatchObject(failed('wrong-code'))
})

test('[AN1] whoever begins anew is another key to everybody, and their history is closed', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await begin(ada, workspace, bob)
  await write(ada, dm, 'of the old key')
  await until((await bob.open(dm)).view, hasTexts('of the old key'))
  const anew = await start('ada', { deviceName: 'Anew' })
  expect(await anew.linking.startAnew('wrong password')).toEqual(failed('wrong-password'))
  const changed = new Promise((resolve) => {
    bob.bridge.listen('people.changed', ({ user }) => {
      if (user === ada.account.user) resolve(user)
    })
  })
  orThrow(await anew.linking.startAnew(password))
  await changed
  await until(ada.engine().connection, ({ kind }) => kind === 'stopped')
  expect(await until(anew.linking.linked, (linked) => linked === true)).toBe(true)
  const there = await anew.open(dm)
  expect(there.view.read().messages).toEqual([])
  await write(bob, dm, 'who are you?')
  await until(there.view, hasTexts('who are you?'))
  expect(await anew.linking.startAnew(password)).toMatchObject(failed('failed'))
})

test('[LK12] a wrong code is told three times, then the linking is over on both sides', async () => {
  const { start } = await createWorld()
  const ada = await start('ada')
  const fresh = await start('ada')
  expect(await ada.linking.beginRelease('wrong password')).toEqual(failed('wrong-password'))
  expect(await fresh.linking.beginRelease(password)).toEqual(failed('not-primary'))
  orThrow(await ada.linking.beginRelease(password))
  const code = await showCode(fresh)
  const wrong = code === '00000000' ? '00000001' : '00000000'
  for (const attemptsLeft of [2, 1, 0]) {
    expect(await ada.linking.enterCode(wrong)).toEqual({
      ok: false,
      failure: { kind: 'wrong-code', attemptsLeft },
    })
  }
  expect(await ada.linking.enterCode(code)).toEqual(failed('expired'))
  const end = { kind: 'failed', failure: { kind: 'wrong-code', attemptsLeft: 0 } }
  expect(await until(ada.linking.release, ({ kind }) => kind === 'failed')).toEqual(end)
  expect(await until(fresh.linking.request, ({ kind }) => kind === 'failed')).toMatchObject({
    failure: { kind: 'cancelled' },
  })
  await link(ada, fresh) // and once more from the beginning
})

test('[LK13] either side stops it: the new one while the old asks, the old one before anything was released', async () => {
  const { start } = await createWorld()
  const ada = await start('ada')
  const fresh = await start('ada')
  orThrow(await ada.linking.beginRelease(password))
  orThrow(await ada.linking.enterCode(await showCode(fresh)))
  fresh.linking.endRequest()
  expect(await until(ada.linking.release, ({ kind }) => kind === 'failed')).toMatchObject({
    failure: { kind: 'cancelled' },
  })
  ada.linking.endRelease()
  orThrow(await ada.linking.beginRelease(password))
  orThrow(await ada.linking.enterCode(await showCode(fresh)))
  ada.linking.endRelease()
  expect(await until(fresh.linking.request, ({ kind }) => kind === 'failed')).toMatchObject({
    failure: { kind: 'cancelled' },
  })
  expect(await until(ada.linking.release, ({ kind }) => kind === 'closed')).toEqual({ kind: 'closed' })
})

test('[LK14] a relay that names other keys than the old device did is found out, by the list or by the code', async () => {
  const { start } = await createWorld()
  const ada = await start('ada')
  // A key of the relay's own: base point of Ed25519, as sound as any.
  const other = Uint8Array.of(0x58, ...new Array<number>(31).fill(0x66))
  const swapped = (part: 'identity' | 'sign' | 'nonce'): Fetch =>
    meddling((message) => {
      const answer = decodeAnswer(message)
      return answer === undefined ? message : encodeAnswer({ ...answer, [part]: other })
    })
  for (const part of ['identity', 'sign'] as const) {
    const fresh = await start('ada', { fetch: swapped(part) })
    orThrow(await ada.linking.beginRelease(password))
    fresh.linking.beginRequest()
    expect(await until(fresh.linking.request, ({ kind }) => kind === 'failed')).toEqual({
      kind: 'failed',
      failure: { kind: 'tampered' },
    })
    ada.linking.endRelease()
  }
  const fresh = await start('ada', { fetch: swapped('nonce') })
  orThrow(await ada.linking.beginRelease(password))
  expect(await ada.linking.enterCode(await showCode(fresh))).toMatchObject(failed('wrong-code'))
})

test('[LK14] a relay that shows the old device another new one is found out before a code is asked for', async () => {
  const { start } = await createWorld()
  const spoilReveal = meddling((message) => {
    if (linkKind(message) === 'reveal') message[40] = (message[40] ?? 0) ^ 1
    return message
  })
  const ada = await start('ada', { fetch: spoilReveal })
  const fresh = await start('ada')
  orThrow(await ada.linking.beginRelease(password))
  await showCode(fresh)
  expect(await until(ada.linking.release, ({ kind }) => kind === 'failed')).toMatchObject({
    failure: { kind: 'tampered' },
  })
})

test('[LK15] secrets that were changed on their way are not taken, and nothing is used before the person has looked', async () => {
  const { start } = await createWorld()
  const spoilSecrets = meddling((message) => {
    if (linkKind(message) === 'secrets') message[message.length - 1] = (message.at(-1) ?? 0) ^ 1
    return message
  })
  const ada = await start('ada')
  const fresh = await start('ada', { fetch: spoilSecrets })
  orThrow(await ada.linking.beginRelease(password))
  orThrow(await ada.linking.enterCode(await showCode(fresh)))
  orThrow(await ada.linking.confirmRelease())
  const asked = await until(fresh.linking.request, ({ kind }) => kind === 'asked')
  expect(asked).toMatchObject({ confirmed: false })
  fresh.linking.confirmRequest()
  expect(await until(fresh.linking.request, ({ kind }) => kind === 'failed')).toMatchObject({
    failure: { kind: 'tampered' },
  })
  expect(await fresh.bridge.call('keys.state', {})).toBe('unlinked')
})
