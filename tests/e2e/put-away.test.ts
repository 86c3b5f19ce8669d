import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  createPrivateChannel,
  channel,
  createDocument,
  createWorkspace,
  documentEntry,
  joinWorkspace,
  message,
  post,
  reconnect,
  signUp,
  writeTo,
} from '../support/screens.ts'

const details = (page: Page): Locator => page.getByRole('complementary', { name: 'About this conversation' })
const dialog = (page: Page): Locator => page.getByRole('dialog')
const archived = (page: Page): Locator => page.getByRole('button', { name: /^Archived/ })
const save = (page: Page): Promise<void> =>
  dialog(page).getByRole('button', { name: 'Save', exact: true }).click()
const inView = (page: Page): Locator => page.getByRole('main')

async function arrange(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Arrange ${name}` }).press('Enter')
  await page.getByRole('menuitem', { name: item }).click()
}

async function chooseIcon(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Emoji' }).click()
  await page.getByRole('gridcell', { name: 'thumbs up' }).first().click()
  await dialog(page).getByText('👍').waitFor()
}

async function setup() {
  const world = await setupWorld()
  const way = await world.ownWay()
  const device = world.device(way.url)
  const ana = await device.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  return { way, device, ana, ben }
}

test('[CS24] [DO11] [PS21] without a network: what a group and a document are about, and what is archived; both as the others see it after', async () => {
  const { way, device, ana, ben } = await setup()
  await createDocument(ana, 'Plan')
  await createPrivateChannel(ana, 'crew', 'Ben')
  await writeTo(ben, 'Ana')
  await post(ben, 'Is this the quay?')
  await channel(ana, /^Ben.*unread/).waitFor()
  await channel(ben, /^crew/).click()
  await ben.getByRole('heading', { name: 'crew', exact: true }).waitFor()
  await way.cut()
  await ana.getByText('Offline').first().waitFor()

  // A group, sealed: it becomes one by its name.
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  await details(ana).getByRole('button', { name: 'Change this group' }).click()
  await dialog(ana).getByLabel('Name of the private channel').fill('Crew')
  await dialog(ana).getByLabel('Topic').fill('x'.repeat(251))
  await chooseIcon(ana)
  await save(ana)
  await dialog(ana).getByText('Write at most 250 characters.').waitFor()
  await dialog(ana).getByLabel('Topic').fill('Who rows, and when')
  expect(await axeViolations(ana)).toEqual([])
  await save(ana)
  await dialog(ana).waitFor({ state: 'detached' })
  await inView(ana).getByTitle('Who rows, and when').waitFor()
  await channel(ana, /Crew/).getByText('👍').waitFor()
  await details(ana).getByText('👍 Crew').waitFor()

  await documentEntry(ana, 'Plan').click()
  await ana.getByRole('button', { name: 'Edit title, topic and icon' }).click()
  await dialog(ana).getByLabel('Topic').fill('Where we row')
  await chooseIcon(ana)
  await save(ana)
  await dialog(ana).waitFor({ state: 'detached' })
  await inView(ana).getByTitle('Where we row').waitFor()

  // A direct message leaves the lists of both windows, and is found.
  const second = await device.openAgain()
  await arrange(ana, 'Ben', 'Archive for me')
  await ana.getByText('Ben is archived. It comes back with the next message.').waitFor()
  for (const page of [ana, second]) {
    await archived(page).waitFor()
    await channel(page, /^Ben/).waitFor({ state: 'detached' })
  }
  await ana.getByRole('button', { name: 'Undo', exact: true }).click()
  for (const page of [ana, second]) await channel(page, /^Ben/).waitFor()
  await arrange(second, 'Ben', 'Archive for me')
  await archived(ana).click()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Control+k')
  await ana.getByRole('combobox').fill('ben')
  await ana.getByRole('option', { name: /Ben.*archived/ }).click()
  await message(ana, 'Is this the quay?').waitFor()
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  await details(ana).getByRole('button', { name: 'Take out of the archive' }).click()
  for (const page of [ana, second]) await archived(page).waitFor({ state: 'detached' })
  await arrange(ana, 'Ben', 'Archive for me')
  await archived(second).waitFor()

  // The other one sees what was said, and brings back what was archived.
  await reconnect(way, ana)
  await inView(ben).getByTitle('Who rows, and when').waitFor()
  await channel(ben, /Crew/).getByText('👍').waitFor()
  await documentEntry(ben, /Plan/).getByText('👍').waitFor()
  await ben.getByRole('textbox', { name: 'Message Crew' }).fill('/topic Who rows')
  await ben.keyboard.press('Enter')
  await ben.getByText('The topic of Crew was changed.').waitFor()
  await channel(ben, /^Ana/).click()
  await post(ben, 'Are you there?')
  for (const page of [ana, second]) await archived(page).waitFor({ state: 'detached' })
  await channel(ana, /Crew/).click()
  await inView(ana).getByTitle('Who rows', { exact: true }).waitFor()

  // Muted it stays where it is, and nothing waits.
  await arrange(ana, 'Ben', 'Mute: tell me of nothing')
  await channel(ana, /^Ben.*muted/).waitFor()
  await arrange(ana, 'Ben', 'Archive for me')
  await ana.getByText('It is muted, so it stays there').waitFor()
  await archived(ana).click()
  await channel(ana, /^Ben/).waitFor()
  await post(ben, 'Never mind')
  await channel(ana, /^Ben/).click()
  await message(ana, 'Never mind').waitFor()
  await archived(second).waitFor()
  expect(await second.title()).not.toContain('(')
})
