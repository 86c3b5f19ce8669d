/** What leaves the app: a sealed conversation and half a history in a file, a device that is removed, an account without a network. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { settingsOf } from '../support/backing-up.ts'
import { exportSchema } from '../support/export-schema.ts'
import { cutOffFromHistory } from '../support/imported-history.ts'
import {
  channel,
  createWorkspace,
  inSync,
  linkDevice,
  message,
  offline,
  password,
  post,
  reconnect,
  signIn,
  signUp,
  writeTo,
} from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

const exporting = (page: Page, name: string) => page.getByRole('dialog', { name: `Export ${name}` })

async function openExport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'About this conversation' }).click()
  await page.getByRole('button', { name: 'Export…' }).click()
}

/** Resolves to what is in the file, as JSON. */
async function exported(page: Page, name: string): Promise<v.InferOutput<typeof exportSchema>> {
  const dialog = exporting(page, name)
  await dialog.getByText('JSON, for programs').click()
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const done = (await dialog.getByText(/^Done: /u).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  return v.parse(exportSchema, JSON.parse(readFileSync(/(?:is|are) in (.*)$/u.exec(done)?.[1] ?? '', 'utf8')))
}

test('[XP3] an export says what is missing and that a sealed conversation is open in the file; offline an account cannot be deleted, but what is on this device can', async () => {
  const { way, page } = await cutOffFromHistory(await setupWorld())
  await openExport(page)
  const dialog = exporting(page, '#harbour')
  await dialog.getByText(/^\d parts? of the older history/u).waitFor()
  await dialog.getByRole('button', { name: 'Fetch them first' }).click()
  await dialog
    .getByText('The server could not be reached. You can export what is here, or try again later.')
    .waitFor()
  expect(await axeViolations(page)).toEqual([])
  const part = await exported(page, '#harbour')
  expect(part.coverage.missingParts).toBeGreaterThan(0)
  expect(part.messages.some(({ text }) => text.includes('cormorant'))).toBe(false)

  await page.getByRole('button', { name: 'Export…' }).click()
  await dialog.getByText(/^\d parts? of the older history/u).waitFor()
  await reconnect(way, page)
  await inSync(page)
  await dialog.getByRole('button', { name: 'Fetch them first' }).click()
  await dialog.getByText(/of the older history/u).waitFor({ state: 'detached' })
  const whole = await exported(page, '#harbour')
  expect([whole.coverage.missingParts, whole.messages.length]).toEqual([0, 4_100])

  await page.getByRole('button', { name: 'New message or group' }).click()
  await page.getByRole('option', { name: 'Notes to yourself' }).click()
  await page.getByRole('heading', { level: 1, name: 'Notes to yourself' }).waitFor()
  await post(page, 'where the key lies')
  await openExport(page)
  await page
    .getByText('This conversation is sealed, the file is not: whoever gets it can read everything.')
    .waitFor()
  expect(await axeViolations(page)).toEqual([])
  const sealed = await exported(page, 'Notes to yourself')
  expect([sealed.sealed, sealed.messages.map(({ text }) => text)]).toEqual([true, ['where the key lies']])

  await message(page, 'where the key lies').getByText('On the server').waitFor({ state: 'attached' })
  await way.cut()
  await offline(page)
  await page.keyboard.press('Control+,')
  await settingsOf(page).getByRole('button', { name: 'Delete account' }).click()
  const leaving = page.getByRole('dialog', { name: 'Delete your account for good?' })
  await leaving.getByText('The server could not be reached. Check the network and try again.').waitFor()
  expect(await leaving.getByLabel('Your password').count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await message(page, 'where the key lies').waitFor()
  await settingsOf(page).getByRole('button', { name: 'Delete from this device' }).click()
  const erase = page.getByRole('dialog', { name: /^Delete everything/u })
  await erase.getByLabel(/^To confirm/u).fill('ana')
  await erase.getByRole('button', { name: 'Delete from this device' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await reconnect(way, page)
  await signIn(page, 'ana')
  await page.getByRole('button', { name: /^Start anew/u }).waitFor() // the account is there still
})

test('[KY5][OE6] a device that is removed says so and reads nothing more, and the other person sees that it is gone', async () => {
  const { world, ana, ben } = await twoInHarbour()
  const phone = await world.device().start()
  await phone.getByRole('button', { name: 'I have an account' }).click()
  await signIn(phone, 'ana')
  await linkDevice(ana, phone)
  await writeTo(ana, 'Ben')
  await post(ana, 'Read on both')
  await channel(phone, /^Ben/u).click()
  await message(phone, 'Read on both').waitFor()
  await channel(ben, /^Ana/u).click()

  await ana.getByRole('button', { name: 'Account of Ana' }).click()
  await ana.getByRole('menuitem', { name: 'Your devices' }).click()
  const devices = ana.getByRole('dialog', { name: 'Your devices' })
  await devices.getByRole('button', { name: /^Remove .*…$/u }).click()
  const removing = ana.getByRole('dialog', { name: /^Remove .*\?$/u })
  await removing.getByText('What it has already received it may keep.').waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await removing.getByLabel('Your password').fill('not my password at all')
  await removing.getByRole('button', { name: 'Remove device' }).click()
  await removing.getByText('That is not the password of your account. Nothing was changed.').waitFor()
  await removing.getByLabel('Your password').fill(password)
  await removing.getByRole('button', { name: 'Remove device' }).click()
  await devices.waitFor()
  await expect.poll(() => devices.getByRole('button', { name: /^Remove .*…$/u }).count()).toBe(0)
  await ana.keyboard.press('Escape')

  await phone
    .getByText(/^This device was removed from your account/u)
    .first()
    .waitFor()
  await ben.getByText(/^Ana removed a device: /u).waitFor()
  await post(ana, 'For one of them alone')
  await message(ben, 'For one of them alone').waitFor()
  expect(await message(phone, 'For one of them alone').count()).toBe(0)
  await message(phone, 'Read on both').waitFor()
})

test('[BU10] whoever is about to delete the account offline can go back by a button and by Escape, and can go on once the server is there, without asking anew', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const page = await world.device(way.url).start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Harbour')
  await way.cut()
  await offline(page)
  await page.keyboard.press('Control+,')
  const leaving = page.getByRole('dialog', { name: 'Delete your account for good?' })
  const open = async (): Promise<void> => {
    await settingsOf(page).getByRole('button', { name: 'Delete account' }).click()
    await leaving.getByText('The server could not be reached.', { exact: false }).waitFor()
  }
  await open()
  await leaving.getByRole('button', { name: 'Cancel' }).click()
  await leaving.waitFor({ state: 'detached' })
  await open()
  await page.keyboard.press('Escape')
  await leaving.waitFor({ state: 'detached' })
  await open()
  await leaving.getByRole('button', { name: 'Try again' }).click()
  expect(await leaving.getByLabel('Your password').count()).toBe(0)
  await reconnect(way, page)
  await leaving.getByLabel('Your password').fill(password)
  expect(await leaving.getByText('The server could not be reached.', { exact: false }).count()).toBe(0)
  await leaving.getByRole('button', { name: 'Delete account' }).click()
  await page
    .getByRole('heading', { name: 'Sign in' })
    .or(page.getByRole('heading', { name: 'Create your account' }))
    .waitFor()
})
