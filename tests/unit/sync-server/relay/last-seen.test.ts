import { expect, test } from 'vitest'
import { seenTickMs } from '../../../../sync-server/relay/last-seen.ts'
import { pass, setupPeople } from '../../../support/room.ts'

test('[KY9] when a device was connected last is kept, and one that is connected was seen now', async () => {
  const { world, ada, phone, bob } = await setupPeople()
  const seen = async () => new Map((await world.relay.seen(ada.user)).map(({ device, at }) => [device, at]))
  expect(await seen()).toEqual(new Map())
  const phones = await world.open(phone)
  await world.open(bob)
  const came = world.clock.now()
  await pass(world, 6_000)
  await world.open(ada)
  expect(await seen()).toEqual(
    new Map([
      [phone.device, world.clock.now()],
      [ada.device, world.clock.now()],
    ]),
  )
  phones.drop()
  await world.settle()
  const went = world.clock.now()
  expect(went).toBeGreaterThan(came)
  await pass(world, 6_000)
  expect((await seen()).get(phone.device)).toBe(went)
  expect(await world.store.accounts.seenDevices(ada.user)).toContainEqual({ device: phone.device, at: went })
})

test('[KY9] comings and goings are gathered, and those before the relay ends are kept', async () => {
  const { world, ada } = await setupPeople()
  const before = world.clock.now()
  for (let each = 0; each < 3; each++) (await world.open(ada)).drop()
  expect(await world.store.accounts.seenDevices(ada.user)).toEqual([])
  await pass(world, seenTickMs)
  expect(await world.store.accounts.seenDevices(ada.user)).toEqual([{ device: ada.device, at: before }])
  ;(await world.open(ada)).drop()
  await world.relay.drain()
  expect(await world.store.accounts.seenDevices(ada.user)).toMatchObject([{ at: world.clock.now() }])
})
