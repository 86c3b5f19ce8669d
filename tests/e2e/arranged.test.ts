/** What one arranges and keeps for oneself, by mouse and without a network: the same after a restart, and on the other device. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import {
  channel,
  composer,
  createChannel,
  createWorkspace,
  entryIn,
  joinWorkspace,
  linkDevice,
  message,
  post,
  reconnect,
  signIn,
  signUp,
  unlock,
} from '../support/screens.ts'

const list = (page: Page, name: string): Locator => page.getByRole('list', { name, exact: true })
const namesIn = async (page: Page, name: string): Promise<ReadonlyArray<string>> =>
  (await list(page, name).locator('[data-conversation]').allInnerTexts()).map(
    (text) => /^[a-z]+/u.exec(text)?.[0] ?? text,
  )
const above = { x: 40, y: 4 }
const below = { x: 40, y: 26 }

const savedButton = (page: Page): Locator => page.getByRole('button', { name: /^Saved for later/u })
const savedDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Saved for later' })
const savedIn = (page: Page): Locator => savedDialog(page).getByRole('list', { name: 'To come back to' })

/** From the list to where it was written, in whatever channel one is. */
async function goToSaved(page: Page, text: string): Promise<void> {
  await savedButton(page).click()
  await savedIn(page).getByRole('button', { name: text }).click()
  await page.getByRole('heading', { level: 1, name: 'general', exact: true }).waitFor()
  await page.locator('article[data-sought=true]').filter({ hasText: text }).waitFor()
}

test('[PS6] [PS7] [PS19] what is dragged to its place and saved for later offline is so after a restart, and on the other device', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const laptop = world.device(way.url)
  let ana = await laptop.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  for (const name of ['boats', 'pier', 'quay']) await createChannel(ana, name)
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await post(ben, 'The tide turns at nine')
  const phone = await world.device().start()
  await phone.getByRole('button', { name: 'I have an account' }).click()
  await signIn(phone, 'ana')
  await linkDevice(ana, phone)
  await channel(phone, 'boats').click()

  // Into a section, before and behind what is there.
  await ana.getByRole('button', { name: 'New section' }).click()
  await ana.getByRole('dialog').getByLabel('Name').fill('Tides')
  await ana.getByRole('button', { name: 'Create section' }).click()
  const channels = list(ana, 'Channels')
  const tides = list(ana, 'Tides')
  await entryIn(channels, 'quay').dragTo(ana.getByRole('heading', { level: 3, name: 'Tides' }))
  await entryIn(channels, 'boats').dragTo(entryIn(tides, 'quay'), { targetPosition: below })
  await entryIn(channels, 'pier').dragTo(entryIn(tides, 'quay'), { targetPosition: above })
  await expect.poll(() => namesIn(ana, 'Tides')).toEqual(['pier', 'quay', 'boats'])
  await expect.poll(() => namesIn(phone, 'Tides')).toEqual(['pier', 'quay', 'boats'])

  // Into the favourites and within them, with nobody to tell of it.
  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await channel(ana, 'general').click()
  await ana.getByRole('button', { name: 'Arrange general' }).press('Enter')
  await ana.getByRole('menuitem', { name: 'Add to favourites' }).click()
  const favourites = list(ana, 'Favourites')
  await entryIn(tides, 'boats').dragTo(entryIn(favourites, 'general'), { targetPosition: above })
  await entryIn(tides, 'quay').dragTo(entryIn(favourites, 'general'), { targetPosition: below })
  await expect.poll(() => namesIn(ana, 'Favourites')).toEqual(['boats', 'general', 'quay'])
  await entryIn(favourites, 'quay').dragTo(entryIn(favourites, 'boats'), { targetPosition: above })
  await expect.poll(() => namesIn(ana, 'Favourites')).toEqual(['quay', 'boats', 'general'])
  expect(await namesIn(ana, 'Tides')).toEqual(['pier'])

  // Saved by a key, gone to from elsewhere, and taken away with the way back.
  await message(ana, 'The tide turns').focus()
  await ana.keyboard.press('s')
  await channel(ana, 'pier').click()
  await goToSaved(ana, 'The tide turns')
  await savedButton(ana).click()
  await savedIn(ana).getByRole('button', { name: 'Remove' }).click()
  await savedDialog(ana).getByText('Nothing saved').waitFor()
  await savedDialog(ana).getByRole('button', { name: 'Undo' }).click()
  await savedIn(ana).getByText('The tide turns').waitFor()

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await expect.poll(() => namesIn(ana, 'Favourites')).toEqual(['quay', 'boats', 'general'])
  await channel(ana, 'pier').click()
  await goToSaved(ana, 'The tide turns')
  expect(await namesIn(phone, 'Favourites')).toEqual([])

  await reconnect(way, ana)
  await expect.poll(() => namesIn(phone, 'Favourites')).toEqual(['quay', 'boats', 'general'])
  await expect.poll(() => namesIn(phone, 'Tides')).toEqual(['pier'])
  await goToSaved(phone, 'The tide turns')
  await savedButton(phone).click()
  await savedIn(phone).getByRole('button', { name: 'Mark as done' }).click()
  await savedButton(ana).click()
  await savedDialog(ana)
    .getByRole('list', { name: 'Done', exact: true })
    .getByText('The tide turns')
    .waitFor()
  await savedDialog(phone).getByRole('button', { name: 'Remove' }).click()
  await savedDialog(ana).getByText('Nothing saved').waitFor()

  // [PS8] Begun without a network on the one, gone on with on the other, and sent from there.
  for (const page of [ana, phone]) await page.keyboard.press('Escape')
  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await channel(ana, 'quay').click()
  await composer(ana, 'quay').fill('The ladder is')
  await channel(ana, 'pier').click()
  await reconnect(way, ana)
  await channel(phone, 'quay').click()
  await expect.poll(() => composer(phone, 'quay').inputValue()).toBe('The ladder is')
  await post(phone, 'The ladder is loose')
  await channel(ana, 'quay').click()
  await message(ana, 'The ladder is loose').waitFor()
  await expect.poll(() => composer(ana, 'quay').inputValue()).toBe('')
})
