import * as v from 'valibot'
import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { bytesToText } from '../../core/protocol/byte-schemas.ts'
import { linkMessagesAnswer } from '../../core/protocol/keys-api.ts'
import { decodeAnswer, encodeAnswer, linkKind } from '../../core/sealed/link-messages.ts'
import type { Fetch } from '../../main/sign-in/relay-api.ts'
import { appPassword as password } from '../support/app-person.ts'
import {
  beginSealed,
  createWorld,
  failed,
  hasTexts,
  isOnRelay,
  link,
  showCode,
  write,
} from '../support/own-devices.ts'
import { until } from '../support/until.ts'

/** A relay that writes other messages into the mailbox than those that were put there, or leaves some out. */
const meddling =
  (meddle: (message: Uint8Array) => Uint8Array | undefined): Fetch =>
  async (url, options) => {
    const answer = await fetch(url, options)
    if (!url.includes('/v1/keys/link/') || options.method !== 'GET') return answer
    const { messages } = v.parse(linkMessagesAnswer, await answer.json())
    const changed = messages.flatMap((each) => {
      const message = meddle(each.message)
      return message === undefined ? [] : [{ ...each, message: bytesToText(message) }]
    })
    return new Response(JSON.stringify({ messages: changed }), { status: 200 })
  }

test('[LK10] [CK1] [CS11] [TR17] a device that is linked misses nothing, reads what was written before, and writes on', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
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
  const events = (await fresh.bridge.call('trust.of', { conversation: dm }))?.events
  expect(events?.map(({ kind }) => kind)).toEqual(['device-added'])
})

test('[DV1] [SO2] a device that is taken out is signed out, and reads nothing that is written afterwards', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
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

test('[DV3] keys are given away, devices taken out and codes made only for who knows the password', async () => {
  const { start } = await createWorld()
  const ada = await start('ada')
  const other = await start('ada')
  await link(ada, other)
  const [release, code] = [ada.linking.release.read().kind, await ada.bridge.call('recovery.read', {})]
  for (const wrong of ['', 'wrong password', `${password} `]) {
    expect(await ada.linking.beginRelease(wrong)).toEqual(failed('wrong-password'))
    expect(await ada.devices.revoke(other.account.device, wrong)).toEqual(failed('wrong-password'))
    expect(await ada.recovery.prepare(wrong)).toEqual(failed('wrong-password'))
  }
  expect(ada.linking.release.read().kind).toBe(release)
  expect(await ada.bridge.call('recovery.read', {})).toEqual(code)
  expect(await until(ada.devices.own, (own) => own !== undefined)).toHaveLength(2)
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
  const other = Uint8Array.of(0x58, ...Array.from({ length: 31 }, () => 0x66))
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

test('[LK17] an old device that has found its new one is not in the way of another that links the next', async () => {
  const { start } = await createWorld()
  const ada = await start('ada')
  const laptop = await start('ada', { deviceName: 'Laptop' })
  await link(ada, laptop)
  const phone = await start('ada', { deviceName: 'Phone' })
  orThrow(await ada.linking.beginRelease(password))
  orThrow(await ada.linking.enterCode(await showCode(phone)))

  const tablet = await start('ada', { deviceName: 'Tablet' })
  tablet.linking.beginRequest() // waits alone while the password is checked
  orThrow(await laptop.linking.beginRelease(password))
  expect(await laptop.linking.enterCode(await showCode(tablet))).toEqual({ ok: true, value: undefined })
  const found = await until(laptop.linking.release, ({ kind }) => kind === 'found')
  expect(found).toMatchObject({ device: 'Tablet' })
  await until(phone.linking.request, ({ kind }) => kind === 'asked')
  phone.linking.confirmRequest()
  orThrow(await ada.linking.confirmRelease())
  await until(phone.linking.request, ({ kind }) => kind === 'done')
})
