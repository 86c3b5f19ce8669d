import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import { testAttachment } from '../../support/conversations.ts'
import { type Pair, setupPair } from '../../support/device-worlds.ts'
import { deliveriesOf, type Device, general, openIn, settled, textsOf } from '../../support/devices.ts'

/** Alice, whom the relay has one message of, is out of its reach. */
async function offline(): Promise<Pair> {
  const pair = await setupPair('before')
  pair.alice.wire()?.cut()
  return pair
}

async function post({ world, alice }: Pair, ...texts: ReadonlyArray<string>): Promise<ReadonlyArray<OpId>> {
  const ids: Array<OpId> = []
  for (const text of texts) {
    world.clock.advance(1)
    const posted = await openIn(alice).post(text)
    if (posted.ok) ids.push(posted.value)
  }
  return ids
}

async function goOnline({ world, alice }: Pair): Promise<void> {
  alice.engine().wake()
  await world.deliverAll()
}

async function redact(device: Device, message: OpId | undefined): Promise<void> {
  if (message === undefined) throw new Error('not there')
  expect((await openIn(device).redact(message)).ok).toBe(true)
}

/** What the messages say; those that were taken back as tombstones. */
const shownIn = (device: Device): ReadonlyArray<string> =>
  openIn(device)
    .view.read()
    .messages.map(({ text, redacted }) => (redacted ? 'tombstone' : text))

const relayHas = ({ world }: Pair, text: string): boolean =>
  world.relay.log(general).some(({ bytes }) => Buffer.from(bytes).toString('latin1').includes(text))

test('[CR94] what is deleted before it has gone up never goes up, nor what was said of it; nothing marks its place', async () => {
  const pair = await offline()
  const { alice, bob } = pair
  const [secret] = await post(pair, 'secret', 'behind it')
  if (secret === undefined) throw new Error('not there')
  await openIn(alice).edit(secret, 'hidden')
  await openIn(alice).react(secret, '🤫', true)
  await openIn(alice).pin(secret, true)
  expect(openIn(alice).view.read().messages[1]?.delivery).toEqual({ kind: 'queued', unsent: true })
  await redact(alice, secret)
  expect(shownIn(alice)).toEqual(['before', 'behind it'])
  expect(alice.engine().connection.read().queued).toBe(1)
  await goOnline(pair)
  for (const each of [alice, bob]) expect(shownIn(each)).toEqual(['before', 'behind it'])
  for (const text of ['secret', 'hidden', '🤫'])
    expect(relayHas(pair, Buffer.from(text).toString('latin1'))).toBe(false)
  expect(relayHas(pair, 'behind it')).toBe(true)
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
  expect([bob.reports, alice.reports]).toEqual([[], []])
  await post(pair, 'and on')
  await pair.world.deliverAll()
  expect(shownIn(bob)).toEqual(['before', 'behind it', 'and on'])

  alice.kill()
  await alice.start()
  openIn(alice)
  await settled()
  expect(shownIn(alice)).toEqual(['before', 'behind it', 'and on'])
})

test('[CR94] the first message of a device in a conversation is taken back as any other', async () => {
  const pair = await offline()
  const { world, bob } = pair
  bob.wire()?.cut()
  const posted = await openIn(bob).post('secret')
  await redact(bob, posted.ok ? posted.value : undefined)
  bob.engine().wake()
  await world.deliverAll()
  expect([shownIn(bob), relayHas(pair, 'secret')]).toEqual([['before'], false])
  await openIn(bob).post('from bob')
  await goOnline(pair)
  expect(shownIn(pair.alice)).toEqual(['before', 'from bob'])
})

test('[CR94] what may be on its way is deleted for everybody, be it under way or left without an answer', async () => {
  for (const loses of [false, true]) {
    const pair = await setupPair('before')
    const { alice, bob } = pair
    const [sent] = await post(pair, 'sent')
    expect(openIn(alice).view.read().messages[1]?.delivery).toEqual({ kind: 'queued' })
    if (loses) {
      alice.wire()?.deliverToRelay()
      alice.wire()?.cut()
    }
    await redact(alice, sent)
    await goOnline(pair)
    for (const each of [alice, bob]) expect(shownIn(each)).toEqual(['before', 'tombstone'])
    expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
    expect([alice.reports, bob.reports]).toEqual([[], []])
  }
})

test('[CR94] what a run of the app before has left is deleted for everybody: it may have been sent', async () => {
  const pair = await offline()
  const { alice, bob } = pair
  const [left] = await post(pair, 'left')
  alice.kill()
  await alice.start()
  openIn(alice)
  await settled()
  expect(openIn(alice).view.read().messages[1]?.delivery).toEqual({ kind: 'queued' })
  await redact(alice, left)
  await goOnline(pair)
  for (const each of [alice, bob]) expect(shownIn(each)).toEqual(['before', 'tombstone'])
})

test('[CR94] what the relay has refused with all that stood behind it never went up', async () => {
  const pair = await setupPair('before')
  const { world, alice, bob } = pair
  world.relay.refuseNext('invalid')
  const [, behind] = await post(pair, 'refused', 'secret', 'last')
  await world.deliverAll()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'refused', 'queued', 'queued'])
  expect(openIn(alice).view.read().messages[2]?.delivery).toEqual({ kind: 'queued', unsent: true })
  await redact(alice, behind)
  await world.deliverAll()
  expect(shownIn(bob)).toEqual(['before', 'refused', 'last'])
  expect([shownIn(alice), relayHas(pair, 'secret')]).toEqual([['before', 'refused', 'last'], false])
})

test('[CR94] [CR59] what waits for its files is taken back with them', async () => {
  const pair = await setupPair('before')
  const { world, alice, bob } = pair
  const attachment = testAttachment()
  const posted = await openIn(alice).post('secret', { attachments: [attachment] })
  await world.deliverAll()
  await redact(alice, posted.ok ? posted.value : undefined)
  expect(alice.uploads.removed).toEqual([attachment.id])
  await world.deliverAll()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay'])
  await post(pair, 'next')
  await world.deliverAll()
  expect([shownIn(bob), relayHas(pair, 'secret')]).toEqual([['before', 'next'], false])
})

test('[CR94] what its author has answered in a thread leaves a tombstone that the thread hangs on, and no word', async () => {
  const pair = await offline()
  const { alice, bob } = pair
  const [root] = await post(pair, 'secret')
  if (root === undefined) throw new Error('not there')
  const reply = await openIn(alice).post('a reply', { thread: root })
  await redact(alice, root)
  await goOnline(pair)
  for (const each of [alice, bob]) expect(shownIn(each)).toEqual(['before', 'tombstone', 'a reply'])
  expect(relayHas(pair, 'secret')).toBe(false)

  alice.wire()?.cut()
  const next = await openIn(alice).post('another', { thread: root })
  await redact(alice, next.ok ? next.value : undefined)
  await goOnline(pair)
  expect(shownIn(bob)).toEqual(['before', 'tombstone', 'a reply'])
  expect([reply.ok, relayHas(pair, 'another')]).toEqual([true, false])
})

test('[CR94] of one that was answered in a thread it is told if its words could not be given up', async () => {
  const pair = await offline()
  const { alice } = pair
  const [root] = await post(pair, 'secret')
  if (root === undefined) throw new Error('not there')
  orThrow(await openIn(alice).post('a reply', { thread: root }))
  const { view } = openIn(alice)
  view.listen(() => {
    if (view.read().messages.some(({ redacted }) => redacted)) alice.faults.outbox = 'full'
  })
  expect(await openIn(alice).redact(root)).toMatchObject({ failure: { failure: { kind: 'full' } } })
})

test('[CR94] nothing is sent while the journal takes it, and all the rest afterwards', async () => {
  const pair = await setupPair('before')
  const { world, alice, bob } = pair
  const secret = await openIn(alice).post('secret', { attachments: [testAttachment()] })
  await post(pair, 'behind it')
  alice.faults.outbox = 'slow'
  const deleted = redact(alice, secret.ok ? secret.value : undefined)
  await settled()
  alice.uploads.waiting.write(new Set()) // its files are on the relay: now it could go
  await world.deliverAll()
  expect(shownIn(bob)).toEqual(['before'])
  alice.faults.outbox = 'none'
  await deleted
  await world.deliverAll()
  expect([shownIn(bob), relayHas(pair, 'secret')]).toEqual([['before', 'behind it'], false])
})

test('[CR94] what is under way before it is not sent twice: it would be sealed twice in a sealed conversation', async () => {
  const pair = await setupPair('before')
  const { world, alice, bob } = pair
  await post(pair, 'under way')
  const secret = await openIn(alice).post('secret', { attachments: [testAttachment()] })
  await post(pair, 'behind it')
  await redact(alice, secret.ok ? secret.value : undefined)
  let sent = 0
  while (alice.wire()?.deliverToRelay(1)) sent += 1
  expect(sent).toBe(3)
  await world.deliverAll()
  expect(shownIn(bob)).toEqual(['before', 'under way', 'behind it'])
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay', 'relay'])
  expect([alice.reports, bob.reports]).toEqual([[], []])
})

test('[CR94] a crash between journal and store leaves it taken back', async () => {
  const pair = await offline()
  const { alice, bob } = pair
  const [secret] = await post(pair, 'secret', 'behind it')
  if (secret === undefined) throw new Error('not there')
  alice.faults.outbox = 'crash'
  void openIn(alice).redact(secret)
  await settled()
  expect(alice.isOn()).toBe(false)
  alice.faults.outbox = 'none'
  await alice.start()
  openIn(alice)
  await settled()
  expect(shownIn(alice)).toEqual(['before', 'behind it'])
  await goOnline(pair)
  expect([shownIn(bob), relayHas(pair, 'secret')]).toEqual([['before', 'behind it'], false])
})

test('[CR94] a journal that does not take it leaves all as it was', async () => {
  const pair = await offline()
  const { alice, bob } = pair
  const [secret] = await post(pair, 'secret')
  if (secret === undefined) throw new Error('not there')
  alice.faults.outbox = 'full'
  expect(await openIn(alice).redact(secret)).toEqual({
    ok: false,
    failure: { kind: 'outbox', failure: { kind: 'full' } },
  })
  alice.faults.outbox = 'none'
  expect(shownIn(alice)).toEqual(['before', 'secret'])
  await goOnline(pair)
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret'])
})

test('[CR94] [PS19] until the way back is over nothing goes up, and all does if it was taken', async () => {
  const pair = await offline()
  const { world, alice, bob } = pair
  await post(pair, 'secret')
  const holder = openIn(alice)
  holder.withhold(true)
  await goOnline(pair)
  await post(pair, 'behind it')
  await world.deliverAll()
  expect([shownIn(bob), alice.engine().connection.read().kind]).toEqual([['before'], 'online'])
  holder.withhold(false)
  await world.deliverAll()
  expect(shownIn(bob)).toEqual(['before', 'secret', 'behind it'])
})

test('[CR94] what goes up is shown as what others may see from then on, and no sooner', async () => {
  const pair = await offline()
  const { world, alice } = pair
  await post(pair, 'one')
  const { view } = openIn(alice)
  const deliveryOf = (): unknown => view.read().messages[1]?.delivery
  const seen = [deliveryOf()]
  view.listen(() => {
    if (deliveryOf() !== seen.at(-1)) seen.push(deliveryOf())
  })
  alice.engine().wake()
  await world.deliverAll()
  expect(seen).toEqual([{ kind: 'queued', unsent: true }, { kind: 'queued' }, { kind: 'relay' }])
})
