import { describe, expect, test } from 'vitest'
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
  test('[CR23] a connection that ends while a log is compared lets nothing go up on it, nor be taken for gone up', async () => {
    const { world, alice } = await alone()
    alice.wire()?.cut()
    await postMany(alice, 1)
    alice.engine().wake()
    await settled()
    alice.wire()?.deliverToClient() // opened
    alice.wire()?.deliverToRelay() // hello
    alice.wire()?.deliverToClient() // welcome and logs
    alice.wire()?.cut()
    await settled()
    await postMany(alice, 70) // more than may be under way
    const { messages } = openIn(alice).view.read()
    expect(messages.every(({ delivery }) => delivery?.kind === 'queued' && delivery.unsent)).toBe(true)
    alice.engine().wake()
    await world.deliverAll()
    expect(contentsOf(world)).toHaveLength(72) // a claim, and the messages
  })

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
    alice.wire()?.deliverToClient() // welcome and logs
    await settled()
    alice.wire()?.deliverToRelay()
    expect(world.relay.heard.filter((frame) => frame === 'append')).toHaveLength(64)
    alice.wire()?.deliverToClient()
    alice.wire()?.deliverToRelay()
    expect(contentsOf(world, other)).toEqual([0, 1, 2]) // a claim and two messages
    expect(contentsOf(world).length).toBeLessThan(151)
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

  test('[CR21] what the store could not take stays in the journal, over a crash too, and leaves once the store takes it', async () => {
    const { world, alice } = await alone()
    await openIn(alice).post('before')
    await world.deliverAll()
    alice.faults.store = 'full'
    await openIn(alice).post('on a full disk')
    await world.deliverAll()
    expect(world.relay.log(general)).toHaveLength(3)

    alice.kill()
    alice.faults.store = 'none'
    world.relay.settings.isDown = true
    await alice.start()
    openIn(alice)
    await settled()
    expect(textsOf(openIn(alice))).toEqual(['before', 'on a full disk'])

    world.relay.settings.isDown = false
    alice.faults.store = 'full'
    await world.deliverAll()
    alice.engine().wake()
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
    alice.faults.store = 'none'
    world.clock.advance(5_000)
    await settled()
    alice.kill()
    world.relay.settings.isDown = true
    await alice.start()
    openIn(alice)
    await settled()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
    expect(world.relay.log(general)).toHaveLength(3)
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

  test('[CR24] [RC1] a refusal for now is tried again after the time it says', async () => {
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

  test('[CR29] a message waits for its files, and what comes after it in its conversation with it, over a restart', async () => {
    const { world, alice } = await alone()
    const attachment = testAttachment()
    expect(await openIn(alice).post('with a file', { attachments: [attachment] })).toMatchObject({ ok: true })
    await openIn(alice).post('after it')
    await openIn(alice, other).post('elsewhere')
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['queued', 'queued'])
    expect(deliveriesOf(openIn(alice, other))).toEqual(['relay'])
    alice.kill()
    await alice.start()
    await world.deliverAll()
    expect(contentsOf(world)).toEqual([0]) // the claim

    alice.uploads.waiting.write(new Set())
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
    expect(contentsOf(world)).toEqual([0, 1, 2])
  })

  test('[CR25] [RC1] a refusal for good is shown on its message; the queue stands until the next connection', async () => {
    const { world, alice } = await alone()
    await openIn(alice).post('before')
    await world.deliverAll()
    world.relay.refuseNext('invalid')
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
    ).toEqual([{ kind: 'relay' }, { kind: 'refused', code: 'invalid' }, { kind: 'queued', unsent: true }])
    expect(deliveriesOf(openIn(alice, other))).toEqual(['relay'])
    expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 2, stuck: 2 })
    expect(alice.reports).toEqual([
      { kind: 'append-refused', conversation: general, code: 'invalid', detail: '' },
    ])

    alice.wire()?.cut()
    expect(deliveriesOf(openIn(alice))[1]).toBe('refused')
    await settled()
    expect(deliveriesOf(openIn(alice))[1]).toBe('queued')
    alice.engine().wake()
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay', 'relay'])
    expect(alice.engine().connection.read()).toMatchObject({ queued: 0 })
    expect(alice.engine().connection.read().stuck).toBeUndefined()
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
