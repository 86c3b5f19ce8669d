/** Files that are attached and not sent outlive the page and the app. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { pngOf } from '../support/pictures.ts'
import {
  composer,
  createWorkspace,
  joinWorkspace,
  message,
  messages,
  reconnect,
  signUp,
  unlock,
} from '../support/screens.ts'
import { storedBytes } from '../support/stored-values.ts'

const waiting = (page: Page): Locator => page.getByRole('list', { name: 'Files to send' })
/** Names and sizes, as they are read out. */
const namesOf = async (page: Page): Promise<ReadonlyArray<string>> =>
  (await waiting(page).getByRole('listitem').allTextContents()).map((text) => text.trim())
const unsent = async (page: Page): Promise<number> => (await storedBytes(page, 'unsent/')).length

function allBytesIn(folder: string): Buffer {
  if (!existsSync(folder)) return Buffer.alloc(0)
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  )
  return Buffer.concat(entries.map(({ parentPath, name }) => readFileSync(path.join(parentPath, name))))
}

test('[CP25] [FI17] files attached without a network come back after a reload and after the app was killed; one is removed, and the other person gets exactly the other', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const device = world.device(way.url)
  let page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await way.cut()

  await page.locator('input[type=file]').setInputFiles([
    { name: 'secret-plan-7301.txt', mimeType: 'text/plain', buffer: Buffer.from('a plan that nobody finds') },
    { name: 'regatta.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(300, 200)) },
  ])
  const both = ['secret-plan-7301.txt24 B', 'regatta.png639 B']
  await expect.poll(() => namesOf(page)).toEqual(both)
  await expect.poll(() => unsent(page)).toBe(2)
  const isThere = async (): Promise<void> => {
    await expect.poll(() => namesOf(page)).toEqual(both)
    await waiting(page).locator('img').waitFor()
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([])
  }
  await page.reload()
  await isThere()
  await device.kill()
  for (const folder of [device.profile, ...device.pageStorage]) {
    const lying = allBytesIn(folder)
    expect(lying.includes('secret-plan-7301')).toBe(false)
    expect(lying.includes('that nobody finds')).toBe(false)
  }
  page = await device.start()
  await unlock(page, 'Ana')
  await isThere()
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Remove secret-plan-7301.txt' }).click()
  await composer(page, 'general').press('Enter')
  await messages(page).getByText('Uploads once the server can be reached').waitFor()
  await expect.poll(() => unsent(page)).toBe(0)
  await device.kill()
  page = await device.start()
  await unlock(page, 'Ana')
  await messages(page).getByText('regatta.png').waitFor()
  expect(await waiting(page).count()).toBe(0)
  await reconnect(way, page)
  await messages(ben).getByRole('button', { name: 'Open regatta.png' }).waitFor()
  expect(await messages(ben).count()).toBe(1)
  expect(await message(ben, 'secret-plan').count()).toBe(0)
})

test('[CP25] a second window does not show what waits in the first, and has it once that is closed', async () => {
  const world = await setupWorld()
  const device = world.device()
  const first = await device.start()
  await signUp(first, 'ana', 'Ana')
  await createWorkspace(first, 'Rowing')
  await first
    .locator('input[type=file]')
    .setInputFiles([{ name: 'boats.txt', mimeType: 'text/plain', buffer: Buffer.from('boats') }])
  await expect.poll(() => unsent(first)).toBe(1)
  const second = await device.openAgain()
  await composer(second, 'general').waitFor()
  const come = (): Promise<void> => second.evaluate(() => void window.dispatchEvent(new Event('focus')))
  expect(await waiting(second).count()).toBe(0)
  await first.close()
  // As the system says of the window that is left.
  await expect
    .poll(async () => {
      await come()
      return namesOf(second)
    })
    .toEqual(['boats.txt5 B'])
  await second.getByRole('button', { name: 'Remove boats.txt' }).click()
  await expect.poll(() => unsent(second)).toBe(0)
})
