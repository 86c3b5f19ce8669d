/** Makes a backup as a person does. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeViolations } from './axe.ts'

export const passphrase = 'kept on a piece of paper'

export const settingsOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Settings' })

/** Answers with the path of the file. `again`: how often it is to be made again. */
export async function backUp(page: Page, again?: string): Promise<string> {
  await page.keyboard.press('Control+,')
  await settingsOf(page).getByRole('button', { name: 'Back up…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Back up this account' })
  await dialog.getByLabel('Passphrase of the backup').fill(passphrase)
  await dialog.getByLabel('The passphrase once more').fill('something else')
  await dialog.getByRole('button', { name: 'Back up' }).click()
  await dialog.getByText('This is another one than above.').waitFor()
  await dialog.getByLabel('The passphrase once more').fill(passphrase)
  if (again !== undefined) await dialog.getByText(again).click()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Back up' }).click()
  const done = (await dialog.getByText(/^The backup is in /u).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  return /is in (.*\.tidings)\./u.exec(done)?.[1] ?? ''
}
