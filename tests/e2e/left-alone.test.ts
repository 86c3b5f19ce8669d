/** Being left alone: by quiet hours of every week, and by not being seen. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { isNoted, noted, stubNotifications } from '../support/noted.ts'
import {
  channel,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  post,
  signUp,
  writeTo,
} from '../support/screens.ts'

async function choose(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Account of Ana' }).click()
  await page.getByRole('menuitem', { name }).click()
}

async function chooseStatus(page: Page, name: string): Promise<void> {
  await choose(page, /^Status: /u)
  const dialog = page.getByRole('dialog', { name: 'Your status' })
  await dialog.getByRole('radio', { name }).check({ force: true })
  await dialog.getByRole('button', { name: 'Set status' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** What the clock on the wall shows there, so many minutes from now. */
const clockIn = (page: Page, minutes: number): Promise<string> =>
  page.evaluate((later) => {
    const then = new Date(Date.now() + later * 60_000)
    return [then.getHours(), then.getMinutes()].map((each) => String(each).padStart(2, '0')).join(':')
  }, minutes)

test('[PS11] [NT2] [PR2] quiet hours of every week: nothing notifies and all is counted, until they are over; who is invisible reads and writes unseen', async () => {
  const world = await setupWorld()
  const ana = await world.device().start({
    prepare: async (context) => {
      await context.clock.install()
      await context.addInitScript(stubNotifications)
    },
  })
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await createChannel(ana, 'quay')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await choose(ana, 'Settings')
  await ana.getByRole('button', { name: 'Allow notifications' }).click()
  await ana.keyboard.press('Escape')

  await choose(ana, 'Do not disturb')
  const quiet = ana.getByRole('dialog', { name: 'Do not disturb' })
  await quiet.getByRole('checkbox', { name: 'Quiet hours every week' }).check()
  for (const day of ['Saturday', 'Sunday']) await quiet.getByRole('checkbox', { name: day }).check()
  await quiet.getByLabel('From', { exact: true }).fill(await clockIn(ana, -60))
  await quiet.getByLabel('To', { exact: true }).fill(await clockIn(ana, 3))
  await quiet.getByText('On, as every week at this time.').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  await post(ben, 'Said in the quiet')
  await channel(ana, /^general.*unread messages/u).waitFor()
  const moon = ana.getByRole('button', { name: 'Account of Ana' }).getByTitle('Do not disturb')
  await moon.waitFor()

  await writeTo(ben, 'Ana')
  const header = ben.locator('main > header')
  await header.getByText('online', { exact: true }).waitFor()
  await chooseStatus(ana, 'Invisible')
  await header.getByText('online', { exact: true }).waitFor({ state: 'detached' })
  await post(ben, 'Are you there?')
  await channel(ana, /^Ben/u).click()
  await message(ana, 'Are you there?').waitFor()
  await ben.getByText('Seen by 1').waitFor()
  await post(ana, 'To you alone')
  await message(ben, 'To you alone').waitFor()
  await ana.getByText('Seen by 1').waitFor()
  expect(await ben.getByText(/^(online|away|busy|last seen .*)$/u).count()).toBe(0)
  await chooseStatus(ana, 'Automatic')
  await header.getByText('online', { exact: true }).waitFor()

  // All of that has taken longer than a message waits to be told of.
  await ana.clock.fastForward('04:00')
  await moon.waitFor({ state: 'detached' })
  await channel(ben, 'general').click()
  await post(ben, 'Said aloud')
  await isNoted(ana, '2 new messages, the last one: Said aloud')
  expect(await noted(ana)).toHaveLength(1)
})
