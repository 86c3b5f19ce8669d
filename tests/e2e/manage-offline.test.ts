/** What a person changes of open channels out of reach of the relay: shown as made, kept over a restart, done once it can be, and explained if refused. */
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
  reconnect,
  signUp,
  unlock,
} from '../support/screens.ts'

const details = (page: Page): Locator => page.getByRole('complementary', { name: 'About this conversation' })
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Edit this channel' })
const waits = 'It takes effect as soon as the server can be reached.'
const write = async (page: Page, name: string, text: string): Promise<void> => {
  await composer(page, name).fill(text)
  await composer(page, name).press('Enter')
}
const arrange = async (page: Page, name: string, item: string): Promise<void> => {
  await channel(page, name).focus()
  await page.getByRole('button', { name: `Arrange ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const count = (page: Page, queued: number): Promise<void> =>
  page
    .getByRole('status')
    .filter({ hasText: new RegExp(String.raw`Offline.*\b${queued} (?:message )?waits?`, 'u') })
    .first()
    .waitFor()

test('[MG2, MG10, MG11] offline a topic, archiving and leaving hold at once, over a restart and for others later; what is refused is explained', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const laptop = world.device(way.url)
  let ana = await laptop.start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  for (const name of ['dock', 'mole', 'pier', 'quay']) await createChannel(ana, name)
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await channel(ben, 'pier').click()
  await composer(ben, 'pier').waitFor()

  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).first().waitFor()
  await channel(ana, 'quay').click()
  await write(ana, 'quay', '/topic Tides')
  const header = ana.getByRole('main')
  await header.getByTitle('Tides').waitFor()
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  await details(ana).getByText(waits).waitFor()
  await count(ana, 1)
  // What takes it back leaves nothing to be sent.
  await ana.getByRole('button', { name: 'Undo' }).last().click()
  await details(ana).getByText(waits).waitFor({ state: 'detached' })
  await write(ana, 'quay', '/topic Winds')
  await write(ana, 'quay', '/topic Tides and winds')
  await details(ana).getByText('Tides and winds').waitFor()
  await count(ana, 1)
  await arrange(ana, 'pier', 'Archive the channel')
  await channel(ana, 'pier').waitFor({ state: 'detached' })
  await arrange(ana, 'mole', 'Leave the channel')
  await channel(ana, 'mole').waitFor({ state: 'detached' })
  await channel(ana, 'dock').click()
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  await details(ana).getByRole('button', { name: 'Edit name' }).click()
  await dialogOf(ana).getByLabel('Name', { exact: true }).fill('marina')
  await dialogOf(ana).getByRole('button', { name: 'Save' }).click()
  await channel(ana, 'marina').waitFor()
  await count(ana, 4)

  // The name is somebody else's by then.
  await createChannel(ben, 'marina')
  await write(ben, 'marina', 'Berths for all')

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await channel(ana, 'marina').waitFor()
  await count(ana, 4)
  expect(await channel(ana, 'pier').count()).toBe(0)
  expect(await channel(ana, 'mole').count()).toBe(0)
  await channel(ana, 'quay').click()
  await ana.getByRole('main').getByTitle('Tides and winds').waitFor()
  await channel(ben, 'pier').click()
  await composer(ben, 'pier').waitFor() // nobody else has heard of it

  await reconnect(way, ana)
  await ben.getByRole('heading', { name: 'This channel is archived' }).waitFor()
  await channel(ben, 'quay').click()
  await ben.getByRole('main').getByTitle('Tides and winds').waitFor()
  await channel(ana, 'dock').waitFor()
  const refusal = ana.getByRole('status').getByText('What you changed of #dock was refused.')
  await refusal.filter({ hasText: 'This name is taken.' }).waitFor()
  await channel(ana, 'marina').click()
  await message(ana, 'Berths for all').waitFor()
  await refusal.waitFor() // wherever they are
  expect(await axeViolations(ana)).toEqual([])
  await ana.reload()
  await refusal.waitFor()
  await inSync(ana)
  expect(await channel(ana, 'mole').count()).toBe(0)

  // Tried again it is refused again, and done once nothing is in its way.
  await ana.getByRole('button', { name: 'Try again' }).click()
  await ana.getByText('This name is taken. Choose another one.', { exact: true }).waitFor()
  await write(ana, 'marina', 'Make room')
  await ana.getByRole('button', { name: 'About this conversation' }).click()
  await details(ana).getByRole('button', { name: 'Edit name' }).click()
  await dialogOf(ana).getByLabel('Name', { exact: true }).fill('berths')
  await dialogOf(ana).getByRole('button', { name: 'Save' }).click()
  await channel(ben, 'berths').waitFor()
  await ana.getByRole('button', { name: 'Try again' }).click()
  await channel(ben, 'marina').waitFor()
  await refusal.waitFor({ state: 'detached' })

  // What was left and archived comes back likewise.
  await way.cut()
  await ana.getByRole('status').filter({ hasText: 'Offline' }).first().waitFor()
  await ana.getByRole('button', { name: 'Browse channels' }).click()
  await ana.getByRole('button', { name: 'Join: mole' }).click()
  await channel(ana, 'mole').waitFor()
  await ana.getByRole('button', { name: 'Browse channels' }).click()
  await ana.getByRole('button', { name: 'Reopen: pier' }).click()
  await channel(ana, 'pier').waitFor()
  await ana.keyboard.press('Escape')
  await reconnect(way, ana)
  await channel(ben, 'pier').click()
  await composer(ben, 'pier').waitFor()
  await channel(ana, 'mole').waitFor()
})
