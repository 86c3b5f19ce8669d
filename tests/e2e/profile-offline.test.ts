/** What others are told of oneself is changed out of reach of the relay: shown at once, kept over a restart, seen by others later. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { pngOf } from '../support/pictures.ts'
import { composer, inSync, offline, reconnect, unlock, writeTo } from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

const header = (page: Page): Locator => page.getByRole('main').locator('header')
const waits = 'It takes effect as soon as the server can be reached.'

async function choose(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Account of/u }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** How this person stands among the people of the workspace. */
async function listed(page: Page, name: string, says: string): Promise<void> {
  await page.getByRole('button', { name: '2 members' }).click()
  const people = page.getByRole('dialog', { name: 'People in Harbour' })
  await people.getByText(name, { exact: true }).waitFor()
  await people.getByTitle(says).waitFor()
  await page.keyboard.press('Escape')
  await people.waitFor({ state: 'detached' })
}

test('[SX4][SX5] name and status text are changed offline, over a restart, and seen by others later; the way back waits likewise', async () => {
  const { way, laptop, ben, ...two } = await twoInHarbour()
  let { ana } = two
  await writeTo(ben, 'Ana')

  await way.cut()
  await offline(ana)
  await composer(ana, 'general').fill('/status at sea')
  await ana.keyboard.press('Enter')
  await ana.getByText('at sea: it takes effect as soon as the server can be reached.').waitFor()
  await ana.getByText('In sync as of').waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: 'Undo' }).last().click()
  await ana.getByText('In sync as of').first().waitFor({ state: 'attached' }) // nothing is left to be asked for
  await choose(ana, /^Status: /u)
  const dialog = ana.getByRole('dialog', { name: 'Your status' })
  await dialog.getByText('What you change is kept on this device').waitFor()
  expect(await dialog.getByLabel('Status text').inputValue()).toBe('')
  await dialog.getByLabel('Status text').fill('at the quay')
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })

  await choose(ana, 'Your account')
  const account = ana.getByRole('dialog', { name: 'Your account' })
  expect(await account.getByLabel('Status text').inputValue()).toBe('at the quay')
  await account.getByText(/the server has to be reached/u).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await account.getByLabel('Name', { exact: true }).fill('Ana Beltrán')
  await account.getByRole('button', { name: 'Save' }).click()
  await account.waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: 'Account of Ana Beltrán' }).waitFor()
  await listed(ana, 'Ana Beltrán', 'at the quay')

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await ana.getByRole('button', { name: 'Account of Ana Beltrán' }).click()
  await ana.getByTitle('at the quay').waitFor()
  await ana.keyboard.press('Escape')
  await listed(ana, 'Ana Beltrán', 'at the quay')
  await header(ben).getByText('Ana', { exact: true }).waitFor() // nobody else has heard of it

  await choose(ana, 'Your account')
  await reconnect(way, ana)
  await header(ben).getByText('Ana Beltrán', { exact: true }).waitFor()
  await header(ben).getByText('at the quay').waitFor()
  await inSync(ana)
  const again = ana.getByRole('dialog', { name: 'Your account' })
  await again.getByLabel('E-mail address').waitFor()
  await again.getByText(waits).waitFor({ state: 'detached' })
  expect(await again.getByLabel('Name', { exact: true }).inputValue()).toBe('Ana Beltrán')
  await ana.keyboard.press('Escape')
  await listed(ana, 'Ana Beltrán', 'at the quay')

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana Beltrán') // as the server has it by now
  await listed(ana, 'Ana Beltrán', 'at the quay')
})

/** Pictures that are drawn in a place, not merely named. */
const drawn = (place: Locator): Promise<number> =>
  place
    .locator('img')
    .evaluateAll(
      (all) => all.filter((image) => image instanceof HTMLImageElement && image.naturalWidth > 0).length,
    )
const own = (page: Page): Locator => page.getByRole('button', { name: /^Account of/u })

test('[PF2][SX5] a picture is chosen and taken away offline, over a restart, and seen by others later', async () => {
  const { way, laptop, ben, ...two } = await twoInHarbour()
  let { ana } = two
  await composer(ana, 'general').fill('Who is rowing?')
  await ana.keyboard.press('Enter')
  const atBen = ben.getByRole('main')
  await atBen.getByText('Who is rowing?').waitFor()

  await way.cut()
  await offline(ana)
  await choose(ana, 'Your account')
  const account = ana.getByRole('dialog', { name: 'Your account' })
  await account.locator('input[type=file]').setInputFiles({
    name: 'me.png',
    mimeType: 'image/png',
    buffer: Buffer.from(pngOf(64, 64, [180, 80, 60])),
  })
  await account.getByRole('button', { name: 'Use this picture' }).click()
  await account.getByRole('button', { name: 'Remove picture' }).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  await expect.poll(() => drawn(own(ana))).toBe(1)

  await laptop.stop()
  ana = await laptop.start()
  await unlock(ana, 'Ana')
  await expect.poll(() => drawn(own(ana))).toBe(1)
  await expect.poll(() => drawn(ana.getByRole('main'))).toBe(1)
  expect(await drawn(atBen)).toBe(0)
  await reconnect(way, ana)
  await expect.poll(() => drawn(atBen)).toBe(1)
  await inSync(ana)

  await way.cut()
  await offline(ana)
  await choose(ana, 'Your account')
  await ana.getByRole('button', { name: 'Remove picture' }).click()
  await ana.getByRole('button', { name: 'Remove picture' }).waitFor({ state: 'detached' })
  await ana.keyboard.press('Escape')
  await expect.poll(() => drawn(own(ana))).toBe(0)
  expect(await drawn(atBen)).toBe(1)
  await reconnect(way, ana)
  await expect.poll(() => drawn(atBen)).toBe(0)
})
