import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  composer,
  createWorkspace,
  joinWorkspace,
  message,
  post,
  signIn,
  signUp,
} from '../support/screens.ts'

test.each(['light', 'dark'] as const)('every screen passes axe (%s)', async (colorScheme) => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start({ colorScheme })
  await page.getByRole('heading', { name: 'Create your account' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Use at least 12 characters.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await signUp(page, 'ana', 'Ana Beltrán')
  expect(await axeViolations(page)).toEqual([])
  await createWorkspace(page, 'Rowing')
  await page.getByRole('heading', { name: 'Nothing in #general yet' }).waitFor()
  expect(await axeViolations(page)).toEqual([])

  await post(page, 'See https://example.org/notes')
  await message(page, 'notes').hover()
  expect(await axeViolations(page)).toEqual([])
  await message(page, 'notes').getByRole('button', { name: 'React', exact: true }).click()
  await page.getByRole('gridcell', { name: 'thumbs up' }).first().waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('gridcell', { name: 'thumbs up' }).first().click()
  await message(page, 'notes').click({ button: 'right', position: { x: 4, y: 4 } })
  await page.getByRole('menu').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New channel' }).click()
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Account of Ana' }).click()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await signIn(page, 'ana')
  await composer(page, 'general').waitFor()

  await device.stop()
  const again = await device.start({ colorScheme })
  await again.getByRole('heading', { name: 'Welcome back, Ana Beltrán' }).waitFor()
  expect(await axeViolations(again)).toEqual([])
})

test('who is there and who has read a message is told in words, not by the pointer alone', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await post(ben, 'Who rows on Sunday?')
  await message(ana, 'Who rows').filter({ hasText: 'online' }).waitFor()
  await post(ana, 'I do.')
  await message(ana, 'I do.').filter({ hasText: 'Seen by 1: Ben' }).waitFor()
  expect(await axeViolations(ana)).toEqual([])
})
