import { expect, test } from 'vitest'
import { decodeEntry } from '../../../core/protocol/entry.ts'
import {
  createWorld,
  deliveriesOf,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  type World,
} from '../../support/devices.ts'
import { testAttachment } from '../../support/conversations.ts'
import { setupPair } from '../../support/device-worlds.ts'
import { testConversation } from '../../support/test-conversation.ts'
import { workspace } from '../../support/devices.ts'

const other = testConversation(2)

async function alone(): Promise<{ readonly world: World; readonly alice: Device }> {
  const world = createWorld()
  world.relay.addChannel(workspace, other, 'other')
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  world.clock.advance(1_000)
  return { world, alice }
}

const contentsOf = (world: World, conversation = general): ReadonlyArray<number> =>
  world.relay.log(conversation).map(({ entry }) => entry.counter)

test('[CR40] nothing is on the screen before it is durable', async () => {
  const { alice } = await alone()
  const opened = openIn(alice)
  const seen: Array<number> = []
  opened.view.listen(() => void seen.push(opened.view.read().messages.length))
  const posted = opened.post('hello')
  opened.setDraft('draws the screen while the journal is at work')
  for (let tick = 0; tick < 3; tick++) await Promise.resolve()
  expect(textsOf(opened)).toEqual([])
  await posted
  expect(textsOf(opened)).toEqual(['hello'])
  expect(seen.at(-1)).toBe(1)
})

test('[CR40] what is one’s own is written durably, what the relay has may be written when it suits', async () => {
  const { world, alice } = await alone()
  await openIn(alice).post('hello')
  expect(alice.lastWriteWasDurable()).toBe(true)
  await world.deliverAll()
  expect(alice.lastWriteWasDurable()).toBe(false)
})

test('[CR41] what the journal refuses leaves nothing behind, and writing goes on', async () => {
  const { world, alice } = await alone()
  const bob = world.device(2)
  await bob.start()
  await world.deliverAll()
  await openIn(alice).post('one')
  alice.faults.outbox = 'full'
  expect(await openIn(alice).post('two')).toEqual({
    ok: false,
    failure: { kind: 'outbox', failure: { kind: 'full' } },
  })
  expect(textsOf(openIn(alice))).toEqual(['one'])
  alice.faults.outbox = 'none'
  world.clock.advance(1)
  await openIn(alice).post('three')
  await world.deliverAll()
  openIn(bob)
  await world.deliverAll()
  expect(textsOf(openIn(alice))).toEqual(['one', 'three'])
  expect(textsOf(openIn(bob))).toEqual(['one', 'three'])
  expect(bob.reports).toEqual([])
})

test('[CR41] also for the first change in a conversation, and while the store is full too', async () => {
  const { world, alice } = await alone()
  alice.faults.store = 'full'
  await openIn(alice).post('only in the journal')
  alice.faults.outbox = 'full'
  expect(await openIn(alice).post('nowhere')).toMatchObject({ ok: false })
  expect(textsOf(openIn(alice))).toEqual(['only in the journal'])
  alice.faults.outbox = 'none'
  alice.faults.store = 'none'
  world.clock.advance(1)
  await openIn(alice).post('everywhere')
  alice.kill()
  await alice.start()
  openIn(alice)
  await settled()
  expect(textsOf(openIn(alice))).toEqual(['only in the journal', 'everywhere'])
})

test('[CR42] what the store refuses is shown and sent all the same, and trouble is told', async () => {
  const { world, alice } = await alone()
  alice.faults.store = 'full'
  expect(await openIn(alice).post('hello')).toMatchObject({ ok: true })
  expect(textsOf(openIn(alice))).toEqual(['hello'])
  expect(alice.engine().trouble.read()).toEqual({ kind: 'full' })
  await world.deliverAll()
  expect(deliveriesOf(openIn(alice))).toEqual(['relay'])
  alice.faults.store = 'none'
  await openIn(alice).post('again')
  expect(alice.engine().trouble.read()).toBeUndefined()
})

test('[CR43] a crash between journal and store loses nothing: offline, the message is there and queued', async () => {
  const { world, alice } = await alone()
  await openIn(alice).post('one')
  world.clock.advance(1)
  alice.faults.outbox = 'crash'
  void openIn(alice).post('two')
  await settled()
  expect(alice.isOn()).toBe(false)
  alice.faults.outbox = 'none'
  await alice.start()
  const opened = openIn(alice)
  await settled()
  expect(textsOf(opened)).toEqual(['one', 'two'])
  expect(deliveriesOf(opened)).toEqual(['queued', 'queued'])
  world.clock.advance(1)
  await opened.post('three')
  await world.deliverAll()
  expect(contentsOf(world)).toEqual([0, 1, 2, 3])
  expect(deliveriesOf(opened)).toEqual(['relay', 'relay', 'relay'])
  alice.kill() // the journal is empty now: the store alone has them
  await alice.start()
  openIn(alice)
  await settled()
  expect(textsOf(openIn(alice))).toEqual(['one', 'two', 'three'])
})

// Found by the property of CR50: the entry left the journal unmerged, and the next one took its clock.
test('[CR43] what only the journal has is merged before it leaves it, even if its segment is to be compared anew', async () => {
  const { world, alice } = await alone()
  const bob = world.device(2)
  await bob.start()
  await openIn(alice).post('one')
  await world.deliverAll()
  openIn(bob)
  await world.deliverAll()
  alice.faults.outbox = 'crash'
  void openIn(alice).post('two')
  await settled()
  alice.faults.outbox = 'none'
  for (const text of ['three', 'four', 'five']) await openIn(bob).post(text)
  await world.deliverAll()
  world.relay.settings.maxResume = 2
  await alice.start()
  await world.deliverAll() // two is acknowledged, and nobody has looked at the conversation
  expect(alice.engine().connection.read().queued).toBe(0)
  alice.wire()?.cut()
  const opened = openIn(alice)
  await opened.post('six')
  alice.engine().wake()
  await world.deliverAll()
  const texts = ['one', 'two', 'three', 'four', 'five', 'six']
  expect(textsOf(opened).toSorted()).toEqual(texts.toSorted())
  expect(textsOf(openIn(bob)).toSorted()).toEqual(texts.toSorted())
  expect(deliveriesOf(opened)).not.toContain('queued')
})

test('[CR44] typing fast neither drops nor reorders', async () => {
  const { world, alice } = await alone()
  const opened = openIn(alice)
  const texts = Array.from({ length: 40 }, (_, index) => `message ${index}`)
  const outcomes = await Promise.all(texts.map((text) => opened.post(text)))
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
  expect(textsOf(opened)).toEqual(texts)
  await world.deliverAll()
  expect(contentsOf(world)).toHaveLength(41)
})

test('[CR45] the first change is preceded by a claim, in the same write', async () => {
  const { world, alice } = await alone()
  await openIn(alice).post('hello')
  await world.deliverAll()
  const kinds = world.relay.log(general).map(({ bytes }) => {
    const entry = decodeEntry(bytes)
    return entry.ok ? entry.value.kind : 'unreadable'
  })
  expect(kinds).toEqual(['claim', 'content'])
})

test('[CR46] a device whose store is an old copy goes on under a new clientID', async () => {
  const { world, alice } = await alone()
  await openIn(alice).post('one')
  await world.deliverAll()
  const restore = alice.copyStore()
  world.clock.advance(1)
  await openIn(alice).post('two')
  await world.deliverAll()
  alice.kill()
  restore()
  await alice.start()
  world.clock.advance(1)
  await openIn(alice).post('three, offline')
  await world.deliverAll()
  await world.deliverAll()
  expect(textsOf(openIn(alice))).toEqual(['one', 'two', 'three, offline'])
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay', 'relay'])
  expect(alice.reports.map(({ kind }) => kind)).toEqual(['store-outdated'])
})

test('without the newest messages and the relay there is nothing to write into', async () => {
  const { world, alice } = await alone()
  await openIn(alice).post('hello')
  await world.deliverAll()
  const bob = world.device(2)
  await bob.start()
  await settled()
  bob.wire()?.deliverToClient()
  bob.wire()?.deliverToRelay()
  bob.wire()?.deliverToClient() // what logs there are, and nothing of them
  await settled()
  bob.wire()?.cut()
  const opened = openIn(bob)
  expect(await opened.post('hi')).toEqual({ ok: false, failure: { kind: 'not-ready' } })
  expect(opened.view.read()).toMatchObject({ opening: false, before: 'unreachable', messages: [] })
})

test.each([
  ['an empty text', '', { kind: 'empty' }],
  ['a text that is too long', 'x'.repeat(16_385), { kind: 'too-long', length: 16_385, limit: 16_384 }],
])('%s is refused', async (_, text, failure) => {
  const { alice } = await alone()
  expect(await openIn(alice).post(text)).toEqual({ ok: false, failure })
})

test('nobody edits what is another’s, or what is not there', async () => {
  const { world, alice } = await alone()
  const bob = world.device(2)
  await bob.start()
  const posted = await openIn(alice).post('mine')
  await world.deliverAll()
  openIn(bob)
  await world.deliverAll()
  if (!posted.ok) throw new Error('not posted')
  expect(await openIn(bob).edit(posted.value, 'yours')).toEqual({
    ok: false,
    failure: { kind: 'not-yours' },
  })
  await openIn(alice).redact(posted.value)
  expect(await openIn(alice).edit(posted.value, 'gone')).toEqual({
    ok: false,
    failure: { kind: 'unknown-message' },
  })
})

test('[CR59] whoever takes a message back takes its files from the relay, once that is written; nobody else does', async () => {
  const { world, alice, bob } = await setupPair('before')
  const attachment = testAttachment()
  const posted = await openIn(alice).post('with a file', { attachments: [attachment] })
  const plain = await openIn(alice).post('without')
  if (!posted.ok || !plain.ok) throw new Error('both are written')
  alice.uploads.waiting.write(new Set())
  await world.deliverAll()
  alice.faults.outbox = 'full'
  expect(await openIn(alice).redact(posted.value)).toMatchObject({ ok: false })
  expect(alice.uploads.removed).toEqual([])
  alice.faults.outbox = 'none'
  expect(await openIn(alice).redact(plain.value)).toMatchObject({ ok: true })
  expect(alice.uploads.removed).toEqual([])
  expect(await openIn(alice).redact(posted.value)).toMatchObject({ ok: true })
  expect(alice.uploads.removed).toEqual([attachment.id])
  await openIn(bob).redact(posted.value)
  await world.deliverAll()
  expect(bob.uploads.removed).toEqual([])
})
