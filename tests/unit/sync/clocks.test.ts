import { expect, test } from 'vitest'
import { createWorld } from '../../support/devices.ts'

const minute = 60_000

test.each([
  ['behind', 6 * minute],
  ['ahead', -6 * minute],
])('[CR97] whose clock is %s is told so, with the time of the relay, and once', async (_, clockAheadMs) => {
  const world = createWorld()
  const alice = world.device(1)
  world.relay.settings.clockAheadMs = clockAheadMs
  await alice.start()
  await world.deliverAll()
  const serverTime = world.clock.now() + clockAheadMs
  const { notices, dismiss } = alice.engine()
  expect(notices.read()).toEqual([{ kind: 'clocks-differ', serverTime }])
  alice.wire()?.cut()
  alice.engine().wake()
  await world.deliverAll()
  expect(notices.read()).toHaveLength(1)
  dismiss('clocks-differ')
  expect(notices.read()).toEqual([])
})

test('[CR97] a few minutes are nothing to be told of', async () => {
  const world = createWorld()
  const alice = world.device(1)
  world.relay.settings.clockAheadMs = 4 * minute
  await alice.start()
  await world.deliverAll()
  expect(alice.engine().notices.read()).toEqual([])
})
