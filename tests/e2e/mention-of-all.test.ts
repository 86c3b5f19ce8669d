import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { isNoted, noted, stubNotifications } from '../support/noted.ts'
import {
  channel,
  composer,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  post,
  signUp,
} from '../support/screens.ts'

test('[MU17][VW8] who is told of mentions alone is told when all are mentioned, with a number, and who did so is not', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await ana.context().addInitScript(stubNotifications)
  await ana.reload()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  await ana.getByRole('button', { name: 'Account of Ana' }).click()
  await ana.getByRole('menuitem', { name: 'Settings' }).click()
  await ana.getByRole('button', { name: 'Allow notifications' }).click()
  await ana.keyboard.press('Escape')
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  await ana.getByRole('combobox', { name: 'What you are notified about' }).selectOption('Mentions only')
  await createChannel(ana, 'yard')

  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await post(ben, 'The tide is early')
  await composer(ben, 'general').fill('')
  await ben.keyboard.type('Boats out, @al')
  const all = ben.getByRole('option', { name: 'all Everyone here, 1 person' })
  await all.waitFor()
  await ben.keyboard.press('Enter')
  await ben.keyboard.press('Enter')
  await message(ben, 'Boats out').waitFor()

  await isNoted(ana, 'Boats out, @all')
  const general = channel(ana, /^general.*1 for you/)
  await general.waitFor()
  expect((await noted(ana)).map(({ body }) => body)).toEqual(['Boats out, @all'])
  await general.click()
  await message(ana, 'Boats out').getByText('everyone here').waitFor({ state: 'attached' })
  expect(await axeViolations(ana)).toEqual([])
  await channel(ana, 'yard').click()

  // An edit that adds it counts as well, and one's own counts for nobody but the others.
  await post(ben, 'Boats dry')
  await ben.keyboard.press('ArrowUp')
  await composer(ben, 'general').fill('@all Boats dry')
  await ben.keyboard.press('Enter')
  await channel(ana, /^general.*1 for you/).waitFor()
  expect(await channel(ben, 'general').textContent()).not.toContain('for you')
})
