import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import {
  createWorld,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  type World,
} from '../../support/devices.ts'
import { fillLog, type Stranger } from '../../support/strangers.ts'

const hour = 3_600_000

interface Setup {
  readonly world: World
  readonly alice: Device
  readonly author: Stranger
}

/** Behind `count` messages, Alice's first device has written one that lasts for an hour, and nobody looks at it. */
async function setup(count = 0): Promise<Setup> {
  const world = createWorld()
  const author = fillLog(world.relay, general, count)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  const opened = openIn(alice)
  await world.deliverAll()
  orThrow(await opened.post('secret', { expiresAfter: 3_600 }))
  await world.deliverAll()
  opened.close()
  alice.kill()
  await alice.start()
  await world.deliverAll()
  return { world, alice, author }
}

async function pass(world: World, ms: number): Promise<void> {
  world.clock.advance(ms)
  await world.deliverAll()
}

const entriesIn = ({ relay }: World): number => relay.log(general).length

/** Whether any byte of it lies on the device's disk. */
async function has(device: Device, text: string): Promise<boolean> {
  const { blob, tail } = orThrow(await device.disk().segment(general, 0))
  return [...(blob === undefined ? [] : [blob]), ...tail]
    .map((bytes) => new TextDecoder().decode(bytes))
    .some((each) => each.includes(text))
}

/** The store is compacted when it has a tail of 200. */
async function compact(world: World, device: Device): Promise<void> {
  const opened = openIn(device)
  await settled()
  for (let each = 0; each < 201; each++) orThrow(await opened.post('filler'))
  opened.close()
  await world.deliverAll()
}

test('[CR57] what this device wrote is taken back at its moment, though nobody looks', async () => {
  const { world, alice } = await setup()
  const bob = world.device(2)
  await bob.start()
  await world.deliverAll()
  openIn(bob)
  await world.deliverAll()
  const before = entriesIn(world)
  await pass(world, hour - 1)
  expect(entriesIn(world)).toBe(before)
  await pass(world, 1)
  expect(entriesIn(world)).toBe(before + 1)
  expect(openIn(bob).view.read().messages).toMatchObject([{ text: '', redacted: true, expired: true }])
  expect(openIn(bob).view.read().messages[0]).not.toHaveProperty('expiresAt') // taken back, not only hidden
  await compact(world, alice)
  expect(await has(alice, 'secret')).toBe(false)
  await pass(world, 24 * hour)
  expect(entriesIn(world)).toBe(before + 1 + 201) // once
})

test('[CR57] what came due while the app was closed is taken back at the next start, without a network', async () => {
  const { world, alice } = await setup()
  const before = entriesIn(world)
  alice.kill()
  world.relay.settings.isDown = true
  await pass(world, 24 * hour)
  await alice.start()
  await pass(world, 0)
  expect(alice.engine().connection.read()).toMatchObject({ queued: 1 })
  world.relay.settings.isDown = false
  alice.engine().wake()
  await world.deliverAll()
  expect(entriesIn(world)).toBe(before + 1)
  await pass(world, 24 * hour)
  expect(entriesIn(world)).toBe(before + 1)
})

test('[CR57] another device of the person leaves it to the one that wrote', async () => {
  const { world, alice } = await setup()
  const tablet = world.device(3, 1)
  await tablet.start()
  await world.deliverAll()
  const opened = openIn(tablet)
  await world.deliverAll()
  orThrow(await opened.post('also hers'))
  alice.kill()
  await pass(world, hour)
  const before = entriesIn(world)
  expect(textsOf(opened)).toEqual(['', 'also hers'])
  await pass(world, 24 * hour)
  expect(entriesIn(world)).toBe(before)
  await alice.start()
  await pass(world, 0)
  expect(entriesIn(world)).toBe(before + 1)
})

test('[CR57] in an older segment it is found again, after a restart', async () => {
  const { world, alice, author } = await setup(1_999)
  for (let each = 0; each < 10; each++) world.relay.inject(general, author.post(77, `later ${each}`))
  await world.deliverAll()
  alice.kill()
  await alice.start()
  await world.deliverAll()
  const before = entriesIn(world)
  await pass(world, hour + 60_000) // the author of all those messages was some seconds ahead
  expect(entriesIn(world)).toBe(before + 1)
  expect(world.relay.log(general).at(-1)?.entry).toMatchObject({ segment: 0 })
})

test('[CR57] what could not be written is tried again', async () => {
  const { world, alice } = await setup()
  const before = entriesIn(world)
  alice.faults.outbox = 'full'
  await pass(world, hour)
  await pass(world, hour)
  expect(entriesIn(world)).toBe(before)
  alice.faults.outbox = 'none'
  await pass(world, 60_000)
  expect(entriesIn(world)).toBe(before + 1)
})

test('[CR57] a clock that was set forward is noticed within a minute', async () => {
  const { world } = await setup()
  const before = entriesIn(world)
  world.clock.setWallTime(world.clock.now() + 2 * hour)
  await pass(world, 60_000)
  expect(entriesIn(world)).toBe(before + 1)
})

test('[CR58] what disappears goes from an open screen at its moment', async () => {
  const { world, alice } = await setup()
  alice.kill() // so that nothing is taken back
  const bob = world.device(2)
  await bob.start()
  await world.deliverAll()
  const opened = openIn(bob)
  await world.deliverAll()
  const [expiresAt = 0] = opened.view.read().messages.map((message) => message.expiresAt)
  await pass(world, expiresAt - world.clock.now() - 1)
  expect(textsOf(opened)).toEqual(['secret'])
  await pass(world, 1)
  expect(opened.view.read().messages).toMatchObject([{ text: '', expired: true }])
})
