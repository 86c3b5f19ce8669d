import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  composer,
  createChannel,
  createWorkspace,
  inSync,
  joinWorkspace,
  message,
  post,
  reconnect,
  signUp,
} from '../support/screens.ts'

const thumb = (page: Page): Locator => message(page, 'who rows?').getByRole('button', { name: /^👍/u })
const note = (page: Page, what: string): Locator => page.getByRole('alert').filter({ hasText: what })

async function reactOffline(page: Page): Promise<void> {
  await message(page, 'who rows?').hover()
  await message(page, 'who rows?').getByRole('button', { name: 'React', exact: true }).click()
  await page.getByRole('gridcell', { name: 'thumbs up' }).first().click()
  await thumb(page).waitFor()
}

test('[CR56] [PS19] what was done offline and the server refuses is told of from everywhere, named and explained where it is, and given up', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  await createChannel(ana, 'quay')
  await post(ana, 'who rows?')
  const ben = await world.device(way.url).start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await channel(ben, 'quay').click()
  await message(ben, 'who rows?').waitFor()

  // While he is away the channel is archived, where he leaves a reaction meanwhile.
  await way.cut()
  await ben.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await reactOffline(ben)
  await message(ben, 'who rows?').focus()
  await ben.keyboard.press('p')
  await message(ben, 'who rows?').getByText('Pinned').first().waitFor()
  await channel(ben, 'general').click()
  await composer(ben, 'general').waitFor()
  await channel(ana, 'quay').focus()
  await ana.getByRole('button', { name: 'Arrange quay' }).click()
  await ana.getByRole('menuitem', { name: 'Archive the channel' }).click()
  await channel(ana, 'quay').waitFor({ state: 'detached' })
  await reconnect(way, ben)

  await ben.getByRole('status').filter({ hasText: '2 not sent' }).waitFor()
  expect(await channel(ben, 'quay').count()).toBe(0)
  expect(await axeViolations(ben)).toEqual([])
  await ben.getByRole('button', { name: 'Show what was not sent' }).click()
  const reaction = note(ben, 'Your reaction is on this device alone.')
  await reaction.filter({ hasText: 'Nothing can be written here now' }).waitFor()
  await reaction.filter({ hasText: 'who rows?' }).waitFor()
  await thumb(ben).waitFor()
  expect(await ben.getByRole('button', { name: 'Show what was not sent' }).count()).toBe(0)
  expect(await axeViolations(ben)).toEqual([])
  await reaction.getByRole('button', { name: 'Discard' }).click()
  await reaction.waitFor({ state: 'detached' })
  await ben.getByRole('button', { name: 'Undo' }).click()
  await reaction.getByRole('button', { name: 'Discard' }).click()
  await ben.getByRole('button', { name: 'Dismiss' }).click()
  await thumb(ben).waitFor({ state: 'detached' })
  const pin = note(ben, 'What you pinned or unpinned')
  await pin.getByRole('button', { name: 'Discard' }).click()
  await pin.waitFor({ state: 'detached' })
  await ben.getByRole('button', { name: 'Dismiss' }).click()
  await inSync(ben)
})
