/** Sections of one's own are named, folded, put in order and taken away again; what is done with is put away for oneself. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import {
  createPrivateChannel,
  channel,
  createChannel,
  entryIn,
  offline,
  post,
  reconnect,
  unlock,
} from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

const head = (page: Page, name: string): Locator => page.getByRole('heading', { level: 3, name, exact: true })
const list = (page: Page, name: string): Locator => page.getByRole('list', { name, exact: true })
const ownSections = async (page: Page): Promise<ReadonlyArray<string>> =>
  (
    await page
      .getByRole('navigation', { name: 'Conversations' })
      .getByRole('heading', { level: 3 })
      .allInnerTexts()
  ).filter((name) => ['Tides', 'Winds', 'Gales'].includes(name))

const details = (page: Page): Locator => page.getByRole('button', { name: 'About this conversation' })

async function newSection(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New section' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create section' }).click()
  await head(page, name).waitFor()
}

async function inSection(page: Page, name: string, item: string): Promise<void> {
  await head(page, name).hover()
  await page.getByRole('button', { name: `Section ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function arrange(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Arrange ${name}` }).press('Enter')
  await page.getByRole('menuitem', { name: item }).click()
}

async function chooseIcon(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Emoji' }).click()
  await page.getByRole('gridcell', { name: 'thumbs up' }).first().click()
  await dialog.getByText('👍').waitFor()
}

test('[PS6][PS25] [MG17] sections are renamed, put in order, folded and taken away with the way back, offline, and are so after a restart', async () => {
  const { way, laptop, ben, ...two } = await twoInHarbour()
  let { ana } = two
  for (const name of ['dock', 'quay']) await createChannel(ana, name)
  await createPrivateChannel(ana, 'crew', 'Ben')
  await createPrivateChannel(ben, 'jury', 'Ana')
  await channel(ana, /^jury/u).click()
  await ana.getByRole('heading', { level: 1, name: 'jury' }).waitFor()

  await way.cut()
  await offline(ana)
  await newSection(ana, 'Tides')
  await newSection(ana, 'Winds')
  await entryIn(list(ana, 'Channels'), 'quay').dragTo(head(ana, 'Winds'))
  await entryIn(list(ana, 'Winds'), 'quay').waitFor()
  await inSection(ana, 'Winds', 'Rename section')
  const naming = ana.getByRole('dialog', { name: 'Rename section' })
  expect(await naming.getByLabel('Name').inputValue()).toBe('Winds')
  await naming.getByLabel('Name').fill('Gales')
  await naming.getByRole('button', { name: 'Save' }).click()
  await entryIn(list(ana, 'Gales'), 'quay').waitFor()
  expect(await ownSections(ana)).toEqual(['Tides', 'Gales'])
  await head(ana, 'Gales').dragTo(head(ana, 'Tides'))
  await expect.poll(() => ownSections(ana)).toEqual(['Gales', 'Tides'])
  await inSection(ana, 'Gales', 'Move down')
  await expect.poll(() => ownSections(ana)).toEqual(['Tides', 'Gales'])

  // Taken away, what stood in it stays, and stands in it again once that is undone.
  await inSection(ana, 'Gales', 'Remove section')
  await entryIn(list(ana, 'Channels'), 'quay').waitFor()
  expect(await ownSections(ana)).toEqual(['Tides'])
  await ana
    .getByRole('listitem')
    .filter({ hasText: 'The section Gales was removed.' })
    .getByRole('button', { name: 'Undo' })
    .click()
  await entryIn(list(ana, 'Gales'), 'quay').waitFor()
  await inSection(ana, 'Tides', 'Remove section')
  await expect.poll(() => ownSections(ana)).toEqual(['Gales'])

  await head(ana, 'Gales').getByRole('button').click()
  await channel(ana, 'quay').waitFor({ state: 'detached' })
  expect(await axeViolations(ana)).toEqual([])

  // A group is put away for oneself, another one is left, a channel has another sign.
  await channel(ana, 'dock').click()
  await arrange(ana, 'crew', 'Archive for me')
  await channel(ana, /^crew/u).waitFor({ state: 'detached' })
  await channel(ana, /^jury/u).click()
  await ana.getByRole('button', { name: /^Only .* can read this/u }).click()
  await ana.getByRole('button', { name: 'Change this private channel' }).click()
  await ana.getByRole('button', { name: 'Leave the private channel' }).click()
  await ana
    .getByRole('dialog', { name: 'Leave this private channel?' })
    .getByRole('button', { name: 'Leave the private channel' })
    .click()
  await ana.getByRole('dialog').first().waitFor({ state: 'detached' })
  await ana.getByText('It takes effect as soon as the server can be reached.').waitFor()
  await channel(ana, 'dock').click()
  await details(ana).click()
  await ana
    .getByRole('complementary', { name: 'About this conversation' })
    .getByRole('button', { name: 'Edit name' })
    .click()
  await chooseIcon(ana)
  await ana.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await channel(ana, 'dock').getByText('👍').waitFor()

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await head(ana, 'Gales').waitFor()
  expect(await ownSections(ana)).toEqual(['Gales'])
  expect(await channel(ana, 'quay').count()).toBe(0)
  expect(await entryIn(list(ana, 'Direct messages'), /^crew/u).count()).toBe(0)
  await channel(ana, 'dock').getByText('👍').waitFor()
  await head(ana, 'Gales').getByRole('button').click()
  await entryIn(list(ana, 'Gales'), 'quay').waitFor()

  await reconnect(way, ana)
  await ben.getByText('Ana left', { exact: true }).waitFor()
  await channel(ana, /^jury/u).click()
  await ana.getByRole('heading', { name: 'You are not in this private channel any more' }).waitFor()
  await channel(ben, /^crew/u).click()
  await post(ben, 'Not quite')
  await channel(ana, /^crew.*unread/u).waitFor()
})
