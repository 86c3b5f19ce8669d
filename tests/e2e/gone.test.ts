/** What was deleted, disappeared or edited is so wherever it was kept, and not in its conversation alone. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  composer,
  createWorkspace,
  joinWorkspace,
  message,
  post,
  signUp,
  writeTo,
} from '../support/screens.ts'

const savedDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Saved for later' })

/** By the key of an action. */
async function press(page: Page, text: string, key: string): Promise<void> {
  await message(page, text).focus()
  await page.keyboard.press(key)
}

async function two() {
  const world = await setupWorld()
  const start = () =>
    world.device().start({ prepare: async (context) => void (await context.clock.install()) })
  const ana = await start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  const pass = async (time: string): Promise<void> => {
    for (const page of [ana, ben]) await page.clock.fastForward(time)
  }
  return { ana, ben, pass }
}

/** What is written here disappears a minute later. */
async function setTimer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'About this conversation' }).click()
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('radio', { name: 'Other' }).check({ force: true })
  await page.getByLabel('How many').fill('1')
  await page.getByRole('radio', { name: 'minutes' }).check({ force: true })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('complementary').getByRole('button', { name: 'Close' }).first().click()
}

test('[PS22] in the list of what is saved for later: deleted, disappeared, or as it was edited', async () => {
  const { ana, ben, pass } = await two()
  await post(ana, 'deleted secret')
  await composer(ana, 'general').fill('first **wording**')
  await ana.keyboard.press('Enter')
  await press(ben, 'deleted secret', 's')
  await press(ben, 'first wording', 's')
  await writeTo(ana, 'Ben')
  await setTimer(ana)
  await post(ana, 'disappearing secret')
  await channel(ben, /^Ana/u).click()
  await press(ben, 'disappearing secret', 's')
  await ben.getByRole('button', { name: /^Saved for later/u }).click()
  const list = savedDialog(ben).getByRole('list', { name: 'To come back to' })
  await list.getByText('first wording', { exact: true }).waitFor()
  await list.getByText('deleted secret').waitFor()
  await list.getByText(/^Disappears on /u).waitFor()
  expect(await savedDialog(ben).innerText()).not.toContain('disappearing secret')
  expect(await axeViolations(ben)).toEqual([])

  // Before her eyes.
  await channel(ana, 'general').click()
  await press(ana, 'first wording', 'e')
  await ana.keyboard.press('Control+a')
  await ana.keyboard.type('second wording')
  await ana.keyboard.press('Enter')
  await list.getByText('second wording').waitFor()
  await press(ana, 'deleted secret', 'Delete')
  await ana.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await pass('00:15')
  await list.getByText('Message deleted', { exact: true }).waitFor()
  await pass('01:00')
  await list.getByText('Message disappeared', { exact: true }).waitFor()
  expect(await savedDialog(ben).innerText()).not.toMatch(/secret|first/u)
  expect(await list.getByRole('button', { name: /Message disappeared/u }).isDisabled()).toBe(true)
  expect(await axeViolations(ben)).toEqual([])
  await list.getByRole('button', { name: /Message deleted/u }).click()
  await ben.locator('article[data-sought=true]').filter({ hasText: 'Message deleted' }).waitFor()
})

test('[CR88] in the list of conversations: what has disappeared unread leaves neither number nor dot', async () => {
  const { ana, ben, pass } = await two()
  await writeTo(ana, 'Ben')
  await setTimer(ana)
  const entry = channel(ben, /^Ana/u)
  await entry.click()
  await ben.getByText('Ana set messages to disappear 1 minute after they are sent').waitFor()
  await channel(ben, 'general').click()
  await post(ana, 'unread and gone')
  await entry.getByText('1', { exact: true }).waitFor()
  await pass('01:30')
  await expect.poll(() => entry.innerText()).not.toMatch(/unread|1/u)
})
