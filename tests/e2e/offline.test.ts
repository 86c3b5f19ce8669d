import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import {
  createWorkspace,
  inSync,
  joinWorkspace,
  message,
  messages,
  post,
  reconnect,
  signUp,
  unlock,
} from '../support/screens.ts'

const texts = ['written offline, one', 'written offline, two', 'written offline, three']

test('what is written offline waits, survives the end of everything, and goes out once', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const laptop = world.device(gate.url)
  let ana = await laptop.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')

  await gate.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  for (const text of texts) {
    await post(ana, text)
    await message(ana, text).getByText('Queued on this device').waitFor({ state: 'attached' })
  }
  const waiting = ana
    .getByRole('status')
    .filter({ hasText: 'Offline. You can keep writing; 3 messages wait.' })
  await waiting.waitFor()

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  for (const text of texts) {
    await message(ana, text).getByText('Queued on this device').waitFor({ state: 'attached' })
  }
  expect(await messages(ben).count()).toBe(0)

  await reconnect(gate, ana)
  for (const text of texts) {
    await message(ana, text).getByText('On the server').waitFor({ state: 'attached' })
    await message(ben, text).waitFor()
  }
  expect(await messages(ben).allTextContents()).toEqual(
    texts.map((text): unknown => expect.stringContaining(text)),
  )
  expect(await messages(ana).count()).toBe(texts.length)
  await inSync(ana)
})
