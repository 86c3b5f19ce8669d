import { expect, test } from 'vitest'
import { setupReader } from '../../support/device-worlds.ts'
import { general, openIn, settled, textsOf } from '../../support/devices.ts'

test('[CR37] a conversation that was made ready shows its newest messages in the turn in which it is opened', async () => {
  const { world, alice } = await setupReader(300)
  openIn(alice).close()
  await world.deliverAll()
  alice.kill()
  await alice.start()
  alice.engine().ready([general])
  await settled()
  const fetches = world.relay.heard.filter((frame) => frame.startsWith('fetch'))
  const opened = openIn(alice)
  expect(opened.view.read()).toMatchObject({ opening: false, before: 'beginning' })
  expect(textsOf(opened)).toHaveLength(300)
  expect(world.relay.heard.filter((frame) => frame.startsWith('fetch'))).toEqual(fetches)
})

test('[CR37] what the store does not have is not fetched, and what nobody knows is passed over', async () => {
  const { world, alice } = await setupReader(300)
  const before = world.relay.heard.filter((frame) => frame.startsWith('fetch')).length
  alice.engine().ready([general])
  await world.deliverAll()
  expect(world.relay.heard.filter((frame) => frame.startsWith('fetch')).length).toBe(before)
  expect(openIn(alice).view.read()).toMatchObject({ opening: true })
})
