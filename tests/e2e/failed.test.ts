import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { createWorkspace, post, signUp } from '../support/screens.ts'

test('[DT19] a bug where nobody waits for it is said, and the app goes on', async () => {
  const world = await setupWorld()
  const page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  const said = page.getByText('What you just did may not have worked.')
  const fail = (how: 'promise' | 'handler'): Promise<void> =>
    page.evaluate((as) => {
      if (as === 'promise') void Promise.reject(new Error('a bug'))
      else setTimeout(() => reportError(new Error('a bug')), 0)
    }, how)
  await fail('promise')
  await said.waitFor()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await said.waitFor({ state: 'detached' })
  await fail('handler')
  await said.waitFor()
  await post(page, 'and on')
  expect(world.takeFailures()).toHaveLength(2)
})
