import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  createWorkspace,
  entryIn,
  joinWorkspace,
  message,
  post,
  reconnect,
  signUp,
  writeTo,
} from '../support/screens.ts'

const direct = (page: Page, name: string): Locator =>
  entryIn(page.getByRole('list', { name: 'Direct messages' }), name)
const stateIn = (page: Page, text: string, state: string): Promise<void> =>
  message(page, text).getByText(state, { exact: true }).waitFor({ state: 'attached' })

async function chooseReceipts(page: Page, name: 'Off' | 'On'): Promise<void> {
  await page.keyboard.press('Control+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const choices = settings.getByRole('group', { name: 'Read receipts' })
  await choices.getByRole('radio', { name }).check({ force: true })
  await page.keyboard.press('Escape')
  await settings.waitFor({ state: 'detached' })
}

test('[CR60] [CR93] [CS22] [PS17] a direct message waits, lies on the server, is delivered while the other looks elsewhere, and is read', async () => {
  const world = await setupWorld()
  const [anasWay, bensWay] = [await world.ownWay(), await world.ownWay()]
  const ana = await world.device(anasWay.url).start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device(bensWay.url).start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await writeTo(ana, 'Ben')
  await anasWay.cut()
  await post(ana, 'Rope is on the pier')
  await stateIn(ana, 'Rope is on', 'Queued on this device')
  await bensWay.cut()
  await reconnect(anasWay, ana)
  await stateIn(ana, 'Rope is on', 'On the server')

  await ben.getByRole('heading', { name: 'general', exact: true }).waitFor()
  await reconnect(bensWay, ben)
  await stateIn(ana, 'Rope is on', 'Delivered')
  expect(await ana.getByText('Seen by 1').count()).toBe(0)
  await ben.getByRole('heading', { name: 'general', exact: true }).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await direct(ben, 'Ana').click()
  await message(ben, 'Rope is on').waitFor()
  await ana.getByText('Seen by 1').waitFor()
  await stateIn(ana, 'Rope is on', 'Read')
  expect(await axeViolations(ana)).toEqual([])

  await chooseReceipts(ben, 'Off')
  await channel(ben, 'general').click()
  await post(ana, 'So is the tar')
  await direct(ben, 'Ana').click()
  await message(ben, 'So is the tar').waitFor()
  await post(ben, 'Thank you')
  await message(ana, 'Thank you').waitFor()
  await stateIn(ana, 'So is the tar', 'On the server')
  await post(ana, 'Good') // by then Ana’s device had the answer for long: Ben is shown nothing of it
  await message(ben, 'Good').waitFor()
  await stateIn(ben, 'Thank you', 'On the server')
  await stateIn(ana, 'So is the tar', 'On the server')
  await chooseReceipts(ben, 'On')
  await stateIn(ben, 'Thank you', 'Read')
}, 120_000)
