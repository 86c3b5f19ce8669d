import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { createWorkspace, joinWorkspace, message, post, signUp } from '../support/screens.ts'

test('two people sign up, meet in a workspace and read each other', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana Beltrán')
  await createWorkspace(ana, 'Harbour Rowing Club')
  await post(ana, 'Who rows on Sunday?')
  await message(ana, 'Who rows on Sunday?').getByText('On the server').waitFor({ state: 'attached' })

  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour Rowing Club')
  await message(ben, 'Who rows on Sunday?').waitFor()
  await post(ben, 'I do.')
  await message(ana, 'I do.').waitFor()
  expect(await message(ana, 'I do.').textContent()).toContain('Ben')
  expect(await ana.getByRole('status', { name: 'In sync' }).textContent()).toContain('In sync')
})
