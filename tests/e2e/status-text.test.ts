/** What people say of how they are: set by one, seen by the other, with and without a network. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  composer,
  createWorkspace,
  entryIn,
  joinWorkspace,
  reconnect,
  signUp,
  writeTo,
} from '../support/screens.ts'

const header = (page: Page) => page.getByRole('main').locator('header')

async function choose(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Account of/u }).click()
  await page.getByRole('menuitem', { name }).click()
}

async function say(page: Page, text: string): Promise<void> {
  await choose(page, /^Status: /u)
  const dialog = page.getByRole('dialog', { name: 'Your status' })
  await dialog.getByLabel('Status text').fill(text)
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

async function command(page: Page, text: string): Promise<void> {
  await composer(page, 'general').fill(text)
  await page.keyboard.press('Enter')
}

async function setup() {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device(gate.url).start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  return { ana, ben, gate }
}

test('[SX3][SX4] what one says the other sees: on the card, among the people, beside the name of a direct message; live, offline, and gone again', async () => {
  const { ana, ben, gate } = await setup()
  await writeTo(ben, 'Ana')
  await say(ana, 'on the water')
  await ana.getByText('Status: on the water').waitFor()
  await header(ben).getByText('on the water').waitFor()
  const entry = entryIn(ben.getByRole('navigation', { name: 'Conversations' }), 'Ana')
  expect(await entry.getAttribute('title')).toBe('Ana\non the water')

  // Nothing in it is a mark, and whatever it is it stays on its line.
  const hostile = `\u202e<b>**@ben**</b> https://evil.example ${'wide '.repeat(16)}end`
  await say(ana, hostile)
  await header(ben).getByTitle(hostile).getByText('wide end').waitFor()
  expect(await header(ben).locator('a, b, strong, button:has-text("evil")').count()).toBe(0)
  await ben.getByRole('button', { name: '2 members' }).click()
  const people = ben.getByRole('dialog', { name: 'People in Rowing' })
  const line = people.getByTitle(hostile)
  const { height } = (await line.boundingBox()) ?? { height: 0 }
  expect(height).toBeLessThan(30)
  expect(await axeViolations(ben)).toEqual([])
  await people.getByRole('button', { name: /^Ana/u }).click()
  await ben.getByRole('dialog', { name: 'About Ana' }).getByText('wide end').waitFor()
  expect(await axeViolations(ben)).toEqual([])
  await ben.keyboard.press('Escape')
  await ben.keyboard.press('Escape')

  await command(ana, '/status at lunch')
  await header(ben).getByText('at lunch').waitFor()
  // By the time that he has seen it there too it is stored: two changes in half a second are one write.
  await ben.getByRole('button', { name: '2 members' }).click()
  await people.getByTitle('at lunch').waitFor()
  for (const _ of ['first', 'again']) expect(await axeViolations(ben)).toEqual([])
  await ben.keyboard.press('Escape')
  await people.waitFor({ state: 'detached' })
  await gate.cut()
  await ben.reload()
  await entry.click()
  await header(ben).getByText('at lunch').waitFor()

  // With an end: the other one sees it on the card, and who set it in the dialog.
  await reconnect(gate, ben)
  await choose(ana, /^Status: /u)
  const dialog = ana.getByRole('dialog', { name: 'Your status' })
  await dialog.getByRole('radio', { name: 'The end of today' }).click()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await ben.getByRole('button', { name: '2 members' }).click()
  await people.getByRole('button', { name: /^Ana/u }).click()
  await ben
    .getByRole('dialog', { name: 'About Ana' })
    .getByText(/^until /u)
    .waitFor()
  expect(await axeViolations(ben)).toEqual([])
  await ben.keyboard.press('Escape')
  await ben.keyboard.press('Escape')
  await choose(ana, /^Status: /u)
  await expect.poll(() => dialog.getByLabel('Ends at').inputValue()).toMatch(/T00:00$/u)
  await ana.keyboard.press('Escape')

  await command(ana, '/status') // is completed for what is to follow: nothing
  await expect.poll(() => composer(ana, 'general').inputValue()).toBe('/status ')
  await ana.keyboard.press('Enter')
  await ana.getByText('Your status text was cleared.').waitFor()
  await header(ben).getByText('at lunch').waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: 'Undo' }).last().click()
  await header(ben).getByText('at lunch').waitFor()
})
