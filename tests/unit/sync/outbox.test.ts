import { describe, expect, test } from 'vitest'
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

async function postMany(device: Device, count: number, conversation = general): Promise<void> {
  const opened = openIn(device, conversation)
  for (let each = 0; each < count; each++)
    expect(await opened.post(`message ${each}`)).toMatchObject({ ok: true })
}

describe('the outbox', () => {
  test('[CR20] a long queue goes up in order, at most 64 at a time, and lets other conversations in', async () => {
    const { world, alice } = await alone()
    alice.wire()?.cut()
    await postMany(alice, 150)
    await postMany(alice, 2, other)
    world.relay.heard.length = 0
    alice.engine().wake()
    await settled()
    alice.wire()?.deliverToClient() // opened
    alice.wire()?.deliverToRelay() // hello
    alice.wire()?.deliverToClient() // welcome
    alice.wire()?.deliverToRelay()
    expect(world.relay.heard.filter((frame) => frame === 'append')).toHaveLength(64)
    expect(contentsOf(world, other)).toEqual([0, 1, 2]) // a claim and two messages
    await world.deliverAll()
    expect(contentsOf(world)).toEqual(Array.from({ length: 151 }, (_, counter) => counter))
    expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
  })

  test('[CR21] [CR23] what was not acknowledged is sent again, with the same bytes, and stands in the log once', async () => {
    const { world, alice } = await alone()
    await openIn(alice).post('hello')
    alice.wire()?.deliverToRelay() // committed, and the ack is lost
    const before = world.relay.log(general).map(({ bytes }) => bytes)
    alice.wire()?.cut()
    expect(alice.engine().connection.read().queued).toBe(1)
    expect(deliveriesOf(openIn(alice))).toEqual(['queued'])
    alice.engine().wake()
    await world.deliverAll()
    expect(world.relay.log(general).map(({ bytes }) => bytes)).toEqual(before)
    expect(deliveriesOf(openIn(alice))).toEqual(['relay'])
  })

  test('[CR22] an own entry that the resume brings counts as acknowledged', async () => {
    const { world, alice } = await alone()
    await openIn(alice).post('hello')
    alice.wire()?.deliverToRelay()
    alice.wire()?.cut()
    alice.engine().wake()
    await settled()
    alice.wire()?.deliverToClient()
    alice.wire()?.deliverToRelay() // hello
    alice.wire()?.deliverToClient() // the answer, with the entries in it
    await settled()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay'])
    expect(alice.engine().connection.read().queued).toBe(0)
    await world.deliverAll()
    expect(contentsOf(world)).toEqual([0, 1])
  })

  test('[CR24] a refusal for now is tried again after the time it says', async () => {
    const { world, alice } = await alone()
    world.relay.refuseNext('rate-limited', 5_000)
    await openIn(alice).post('hello')
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['queued'])
    world.clock.advance(4_999)
    await world.deliverAll()
    expect(contentsOf(world)).toEqual([])
    world.clock.advance(1)
    await world.deliverAll()
    expect(contentsOf(world)).toEqual([0, 1])
    expect(deliveriesOf(openIn(alice))).toEqual(['relay'])
  })

  test('[CR24] without a time, after a second', async () => {
    const { world, alice } = await alone()
    world.relay.refuseNext('unavailable')
    await openIn(alice).post('hello')
    await world.deliverAll()
    world.clock.advance(999)
    await world.deliverAll()
    expect(contentsOf(world)).toEqual([])
    world.clock.advance(1)
    await world.deliverAll()
    expect(contentsOf(world)).toEqual([0, 1])
  })

  test('[CR25] a refusal for good is shown on its message; the queue stands until the next connection', async () => {
    const { world, alice } = await alone()
    await openIn(alice).post('before')
    await world.deliverAll()
    world.relay.refuseNext('forbidden')
    world.clock.advance(1)
    await openIn(alice).post('refused')
    await world.deliverAll()
    world.clock.advance(1)
    await openIn(alice).post('behind it')
    await openIn(alice, other).post('elsewhere')
    await world.deliverAll()
    world.clock.advance(30_000)
    await world.deliverAll()
    expect(
      openIn(alice)
        .view.read()
        .messages.map(({ delivery }) => delivery),
    ).toEqual([{ kind: 'relay' }, { kind: 'refused', code: 'forbidden' }, { kind: 'queued' }])
    expect(deliveriesOf(openIn(alice, other))).toEqual(['relay'])
    expect(alice.reports).toEqual([
      { kind: 'append-refused', conversation: general, code: 'forbidden', detail: '' },
    ])

    alice.wire()?.cut()
    expect(deliveriesOf(openIn(alice))[1]).toBe('refused')
    await settled()
    expect(deliveriesOf(openIn(alice))[1]).toBe('queued')
    alice.engine().wake()
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay', 'relay'])
  })

  test('[CR26] what was refused only because of what came before it goes up after that', async () => {
    const { world, alice } = await alone()
    world.relay.refuseNext('unavailable', 100)
    await postMany(alice, 5) // the relay refuses each of them, for their counters skip the first
    await world.deliverAll()
    expect(contentsOf(world)).toEqual([])
    expect(deliveriesOf(openIn(alice))).toEqual(Array.from({ length: 5 }, () => 'queued'))
    world.clock.advance(100)
    await world.deliverAll()
    expect(contentsOf(world)).toEqual([0, 1, 2, 3, 4, 5])
    expect(alice.reports).toEqual([])
  })

  test('[CR27] a claim is not counted as queued', async () => {
    const { alice } = await alone()
    await postMany(alice, 3)
    await settled()
    expect(alice.engine().connection.read().queued).toBe(3)
  })
})

describe('writing', () => {
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
    await world.deliverAll()
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
})
