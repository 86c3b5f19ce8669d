import { expect, test } from 'vitest'
import { deviceId } from '../../../core/protocol/ids.ts'
import { createWorld, general, openIn, settled, textsOf } from '../../support/devices.ts'
import { fillLog } from '../../support/strangers.ts'

const window = 20_000
const first = deviceId(`d${'1'.padStart(31, '0')}`)

test('[CR73] what was dealt with is paid for when it is half of what may be owed', async () => {
  const world = createWorld()
  world.relay.settings.credit = window
  fillLog(world.relay, general, 1_000)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  openIn(alice)
  await world.deliverAll()
  expect(textsOf(openIn(alice))).toHaveLength(1_000)
  const paid = world.relay.heard.filter((frame) => frame === 'credit').length
  expect(paid).toBeGreaterThan(3)
  expect(paid).toBeLessThan(30)
  expect(world.relay.owed(first)).toBeGreaterThanOrEqual(0)
  expect(world.relay.owed(first)).toBeLessThan(window / 2)
})

test('[CR73] entries are paid for once they are in the store, and also if it does not take them', async () => {
  const world = createWorld()
  world.relay.settings.credit = 1_000
  const author = fillLog(world.relay, general, 1)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  openIn(alice)
  await world.deliverAll()
  const paid = (): number => world.relay.heard.filter((frame) => frame === 'credit').length
  const before = paid()
  alice.faults.store = 'slow'
  for (let each = 0; each < 5; each++) world.relay.inject(general, author.post(77, `late ${each}`))
  alice.wire()?.deliverToClient()
  await settled()
  alice.wire()?.deliverToRelay()
  expect(paid()).toBe(before)
  alice.faults.store = 'full'
  await world.deliverAll()
  expect(paid()).toBeGreaterThan(before)
  expect(world.relay.owed(first)).toBeLessThan(500)
})

test('[CR73] a frame of an earlier connection is not paid for on the next', async () => {
  const world = createWorld()
  world.relay.settings.credit = 1_000
  const author = fillLog(world.relay, general, 1)
  const alice = world.device(1)
  await alice.start()
  await world.deliverAll()
  openIn(alice)
  await world.deliverAll()
  alice.faults.store = 'slow'
  for (let each = 0; each < 5; each++) world.relay.inject(general, author.post(77, `late ${each}`))
  alice.wire()?.deliverToClient()
  await settled()
  alice.wire()?.cut()
  alice.engine().wake()
  await settled()
  alice.wire()?.deliverToClient()
  await settled()
  alice.faults.store = 'none'
  await world.deliverAll()
  expect(world.relay.owed(first)).toBeGreaterThanOrEqual(0)
})
