import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { composer, createWorkspace, message, post, signUp } from '../support/screens.ts'

test('a second window says so, and takes over when asked', async () => {
  const world = await setupWorld()
  const device = world.device()
  const first = await device.start()
  await signUp(first, 'ana', 'Ana')
  await createWorkspace(first, 'Rowing')
  await post(first, 'from the first window')

  const second = await device.openAgain()
  const notice = { name: 'Tidings is open in another window.' }
  await second.getByRole('heading', notice).waitFor()
  expect(await first.getByRole('heading', notice).count()).toBe(0)

  await second.getByRole('button', { name: 'Use it here' }).click()
  await first.getByRole('heading', notice).waitFor()
  await composer(second, 'general').waitFor()
  await post(second, 'from the second window')
  await message(second, 'from the second window').getByText('On the server').waitFor({ state: 'attached' })
  await message(second, 'from the first window').waitFor()
})
