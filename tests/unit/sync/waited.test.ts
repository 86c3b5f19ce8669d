/** What is to disappear, and waited for the relay. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
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

const minute = 60_000

interface Setup {
  readonly world: World
  readonly alice: Device
  readonly bob: Device
}

/** Alice is out of reach, and has written something that lasts for five minutes. */
async function setup(): Promise<Setup> {
  const world = createWorld()
  const [alice, bob] = [world.device(1), world.device(2)]
  for (const device of [alice, bob]) await device.start()
  await world.deliverAll()
  openIn(bob)
  orThrow(await openIn(alice).post('before'))
  await world.deliverAll()
  cutOff(world, alice)
  orThrow(await openIn(alice).post('secret', { expiresAfter: 300 }))
  return { world, alice, bob }
}

function cutOff(world: World, device: Device): void {
  world.relay.settings.isDown = true
  device.wire()?.cut()
}

async function reach({ world, alice, bob }: Setup): Promise<void> {
  world.relay.settings.isDown = false
  for (const device of [alice, bob]) if (device.isOn()) device.engine().wake()
  await world.deliverAll()
}

async function pass(world: World, ms: number): Promise<void> {
  world.clock.advance(ms)
  await world.deliverAll()
}

test('[CR98] what waited longer than it lasts is there for its whole time once it is sent, then it is gone', async () => {
  const { world, alice, bob } = await setup()
  await pass(world, 10 * minute)
  expect(textsOf(openIn(alice))).toEqual(['before', 'secret'])
  await reach({ world, alice, bob })
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'relay'])
  await pass(world, 5 * minute - 1_000)
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
  await pass(world, 1_000)
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', ''])
  for (const device of [alice, bob])
    expect(openIn(device).view.read().messages[1]).not.toHaveProperty('expiresAt') // taken back, not only hidden
})

const secretOf = (device: Device) => {
  const message = openIn(device).view.read().messages[1]
  if (message === undefined) throw new Error('not there')
  return message
}

/** All that is to be seen of it, from now on. */
async function expectWholeTime({ world, alice, bob }: Setup): Promise<void> {
  const there = [alice, bob].filter((device) => device.isOn())
  for (const device of there) expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
  await pass(world, 5 * minute - 1_000)
  for (const device of there) expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
  await pass(world, 2_000)
  for (const device of there) expect(textsOf(openIn(device))).toEqual(['before', ''])
}

const bytesOf = ({ relay }: World): string =>
  relay
    .log(general)
    .map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
    .join('')

test('[EX6] [CR98] what waits stays on its author’s screen over a restart, and has its whole time then', async () => {
  const { world, alice, bob } = await setup()
  await pass(world, 10 * minute)
  alice.kill()
  await pass(world, 10 * minute)
  await alice.start()
  await pass(world, 10 * minute)
  openIn(alice)
  await settled()
  expect(textsOf(openIn(alice))).toEqual(['before', 'secret'])
  expect(alice.engine().connection.read()).toMatchObject({ queued: 1 })
  await reach({ world, alice, bob })
  await expectWholeTime({ world, alice, bob })
})

test('[CR57] [EX6] once it is sent it is taken back at its moment, though nobody has looked at it since', async () => {
  const { world, alice, bob } = await setup()
  alice.kill()
  await pass(world, 10 * minute)
  world.relay.settings.isDown = false
  await alice.start()
  await reach({ world, alice, bob })
  const before = world.relay.log(general).length
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret'])
  alice.kill()
  await alice.start()
  await reach({ world, alice, bob })
  await pass(world, 5 * minute)
  expect(world.relay.log(general)).toHaveLength(before + 1)
  await pass(world, 60 * minute)
  expect(world.relay.log(general)).toHaveLength(before + 1) // once
})

test('[CR98] what waited for less than a tenth of its time is sent as it is', async () => {
  const { world, alice, bob } = await setup()
  const before = world.relay.log(general).length
  await pass(world, minute / 2)
  await reach({ world, alice, bob })
  expect(world.relay.log(general)).toHaveLength(before + 1)
  await pass(world, 4.5 * minute)
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', ''])
})

test('[CR98] what others could see already, though no answer told so, has no more time than it had', async () => {
  const { world, alice, bob } = await setup()
  world.relay.settings.isDown = false
  alice.engine().wake()
  for (let step = 0; step < 8; step++) {
    await settled()
    alice.wire()?.deliverToRelay()
    bob.wire()?.deliverToClient()
    await settled()
    if (textsOf(openIn(bob)).includes('secret')) break
    alice.wire()?.deliverToClient()
  }
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret'])
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'queued'])
  cutOff(world, alice)
  await pass(world, 10 * minute)
  await reach({ world, alice, bob })
  await pass(world, 1)
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before', ''])
  for (const device of [alice, bob]) expect(secretOf(device)).not.toHaveProperty('expiresAt')
})

test('[CR98] if the connection ends between it and what gives it its time, it has that later', async () => {
  const { world, alice, bob } = await setup()
  await pass(world, 10 * minute)
  world.relay.refuseNext('rate-limited', 60_000) // the claim that it goes by is there: this is the message
  const before = world.relay.log(general).length
  await reach({ world, alice, bob })
  expect(world.relay.log(general)).toHaveLength(before)
  cutOff(world, alice)
  await pass(world, 10 * minute)
  await reach({ world, alice, bob })
  await expectWholeTime({ world, alice, bob })
})

test('[CR98] whatever the step at which its author’s app ends, it is seen once, and for its whole time', async () => {
  for (let crashAfter = 1; crashAfter < 14; crashAfter++) {
    const { world, alice, bob } = await setup()
    await pass(world, 10 * minute)
    alice.faults.crashAfter = crashAfter
    await reach({ world, alice, bob })
    alice.faults.crashAfter = undefined
    if (alice.isOn()) alice.kill()
    await alice.start()
    await reach({ world, alice, bob })
    openIn(alice)
    await world.deliverAll()
    await expectWholeTime({ world, alice, bob })
    alice.kill()
  }
})

test('[CR98] where the journal takes nothing more it is sent as it is, and what comes behind it too', async () => {
  const { world, alice, bob } = await setup()
  orThrow(await openIn(alice).post('behind'))
  await pass(world, 10 * minute)
  alice.faults.outbox = 'full'
  await reach({ world, alice, bob })
  expect(textsOf(openIn(bob))).toEqual(['before', '', 'behind'])
})

test('[CR98] what waits for its files has its whole time too', async () => {
  const { world, alice, bob } = await setup()
  await reach({ world, alice, bob })
  const file = testAttachment()
  orThrow(await openIn(alice).post('with a file', { expiresAfter: 60, attachments: [file] }))
  await world.deliverAll()
  alice.uploads.waiting.write(new Set([file.id]))
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret'])
  await pass(world, 2 * minute)
  alice.uploads.waiting.write(new Set())
  await world.deliverAll()
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret', 'with a file'])
  await pass(world, minute)
  expect(textsOf(openIn(bob))).toEqual(['before', 'secret', ''])
})

test('[CR56] [CR98] refused and given up, nothing of it is sent', async () => {
  const { world, alice, bob } = await setup()
  orThrow(await openIn(alice).post('behind'))
  await pass(world, 10 * minute)
  world.relay.refuseNext('invalid')
  await reach({ world, alice, bob })
  expect(deliveriesOf(openIn(alice))).toEqual(['relay', 'refused', 'queued'])
  orThrow(await openIn(alice).discard(secretOf(alice).id))
  await world.deliverAll()
  expect(textsOf(openIn(alice))).toEqual(['before', 'behind'])
  expect(textsOf(openIn(bob))).toEqual(['before', 'behind'])
  expect(bytesOf(world)).not.toContain('secret')
  expect(alice.engine().connection.read()).toMatchObject({ queued: 0 })
})

test('[CR94] [CR98] deleted before it has left, nothing of it leaves, be it written anew or not', async () => {
  const { world, alice, bob } = await setup()
  await pass(world, 10 * minute)
  orThrow(await openIn(alice).redact(secretOf(alice).id))
  await reach({ world, alice, bob })
  for (const device of [alice, bob]) expect(textsOf(openIn(device))).toEqual(['before'])
  expect(bytesOf(world)).not.toContain('secret')
})

test('[CR88] [CR98] what comes in when its time is over is not unread, and is so once it has time', async () => {
  const { world, alice, bob } = await setup()
  bob.kill()
  world.relay.settings.isDown = false
  await bob.start()
  await world.deliverAll()
  openIn(bob).markSeen()
  world.relay.settings.isDown = true
  const listed = () => bob.engine().directory.read().workspaces[0]?.channels[0]
  await pass(world, 10 * minute)
  alice.faults.outbox = 'full' // it is sent as it is
  await reach({ world, alice, bob })
  expect(listed()).toMatchObject({ unread: false })
  alice.faults.outbox = 'none'
  cutOff(world, alice)
  orThrow(await openIn(alice).post('seen', { expiresAfter: 300 }))
  await pass(world, 10 * minute)
  await reach({ world, alice, bob })
  expect(listed()).toMatchObject({ unread: true, unreadCount: { messages: 1, replies: 0, mentions: 0 } })
})

test('[EX5] what was said of it while it waited stays with it', async () => {
  const { world, alice, bob } = await setup()
  const { id } = secretOf(alice)
  orThrow(await openIn(alice).react(id, '👍', true))
  orThrow(await openIn(alice).edit(id, 'secret, edited'))
  orThrow(await openIn(alice).post('reply', { thread: id }))
  await pass(world, 10 * minute)
  await reach({ world, alice, bob })
  for (const device of [alice, bob]) {
    expect(secretOf(device)).toMatchObject({ text: 'secret, edited', earlier: [{ text: 'secret' }] })
    expect(secretOf(device).reactions).toMatchObject([{ emoji: '👍' }])
  }
})

test('[CR49] [CR98] what the relay has lost is handed in with the time that it had, and that of which it lost the time gets it again', async () => {
  const { world, alice, bob } = await setup()
  await pass(world, 10 * minute)
  await reach({ world, alice, bob })
  const { expiresAt } = secretOf(bob)
  const all = world.relay.log(general).length
  for (const keep of [all - 1, all - 2]) {
    cutOff(world, alice)
    world.relay.restoreBackup(keep)
    await pass(world, minute)
    await reach({ world, alice, bob })
    await pass(world, 10_000)
    await reach({ world, alice, bob })
    for (const device of [alice, bob]) {
      expect(textsOf(openIn(device))).toEqual(['before', 'secret'])
      expect(secretOf(device)).toMatchObject({ expiresAt })
    }
    const carol = world.device(9 + keep)
    await carol.start()
    await world.deliverAll()
    openIn(carol)
    await world.deliverAll()
    expect(textsOf(openIn(carol))).toEqual(['before', 'secret'])
    carol.kill()
  }
})
