import { expect, onTestFinished, test, vi } from 'vitest'
import { type Reader, setupReader } from '../../support/device-worlds.ts'
import { general, openIn, settled, textsOf, workspace } from '../../support/devices.ts'
import { createPending } from '../../support/pending.ts'
import { testConversation } from '../../support/test-conversation.ts'

const other = testConversation(2)

/** Alice has 300 messages on the disk, and another channel; her app was just started. */
async function setupStored(): Promise<Reader> {
  const reader = await setupReader(300)
  const { world, alice } = reader
  world.relay.addChannel(workspace, other, 'other')
  openIn(alice).close()
  await world.deliverAll()
  world.clock.advance(1_000) // the directory is stored
  alice.kill()
  await alice.start()
  return reader
}

test('[CR37] a conversation that was made ready shows its newest messages in the turn in which it is opened', async () => {
  const { world, alice } = await setupStored()
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
  const { alice } = await setupStored()
  const claims = createPending()
  const store = alice.disk()
  const { value } = store
  const slow = vi.spyOn(store, 'value').mockImplementation(async (key) => {
    if (key.startsWith('claims/')) await claims.promise
    return value(key)
  })
  const segment = vi.spyOn(store, 'segment')
  onTestFinished(() => void vi.restoreAllMocks())
  const opened = openIn(alice)
  await settled()
  expect(slow).toHaveBeenCalledWith(expect.stringMatching(/^claims\//))
  expect(segment).toHaveBeenCalledTimes(1)
  expect(opened.view.read().opening).toBe(true)
  claims.resolve()
  await settled()
  expect(textsOf(opened)).toHaveLength(300)
  expect(segment).toHaveBeenCalledTimes(1)
})

test('[CR37] reading ahead ends when another conversation is opened, which would else wait for it', async () => {
  const { alice } = await setupStored()
  alice.engine().ready([general])
  openIn(alice, other)
  await settled()
  expect(openIn(alice).view.read().opening).toBe(true)
})
