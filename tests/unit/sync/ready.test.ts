import { expect, onTestFinished, test, vi } from 'vitest'
import { createReadAhead } from '../../../core/engine/read-ahead.ts'
import { setupReader } from '../../support/device-worlds.ts'
import { createHold } from '../../support/hold.ts'
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

test('[CR37] the store is asked at once for all that showing takes, not for one thing after the other', async () => {
  const { world, alice } = await setupReader(300)
  openIn(alice).close()
  await world.deliverAll()
  alice.kill()
  await alice.start()
  const claims = createHold()
  const store = alice.disk()
  const { value } = store
  const slow = vi.spyOn(store, 'value').mockImplementation(async (key) => {
    if (key.startsWith('claims/')) await claims.passed
    return value(key)
  })
  const segment = vi.spyOn(store, 'segment')
  onTestFinished(() => void vi.restoreAllMocks())
  const opened = openIn(alice)
  await settled()
  expect(slow).toHaveBeenCalledWith(expect.stringMatching(/^claims\//))
  expect(segment).toHaveBeenCalledTimes(1)
  expect(opened.view.read().opening).toBe(true)
  claims.open()
  await settled()
  expect(textsOf(opened)).toHaveLength(300)
  expect(segment).toHaveBeenCalledTimes(1)
})

test('[CR37] reading ahead ends when another conversation is opened, which would else wait for it', async () => {
  const read: Array<string> = []
  const next = createHold()
  const replica = (id: string): unknown => ({ ready: async () => read.push(id) })
  const ahead = createReadAhead({
    model: { hasConversation: () => true },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of it is asked for
    sync: { replica } as never,
    breathe: () => (read.length === 0 ? Promise.resolve() : next.passed),
  })
  const done = ahead.ready([general, general, general])
  await settled()
  ahead.stop()
  next.open()
  await done
  expect(read).toEqual([general])
  await ahead.ready([general])
  expect(read).toEqual([general, general])
})
