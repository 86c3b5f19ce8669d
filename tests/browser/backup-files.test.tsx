/** What the dialogs of a backup say of attached files. */
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { ok } from '../../core/base/result.ts'
import type { BackupRead } from '../../core/bridge/backup-contract.ts'
import type { RestoredStores } from '../../renderer/platform/open-restored.ts'
import { me } from '../support/preview/sample-messages.ts'
import { brokenRules, button, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

const dialog = (name: string) => page.getByRole('dialog', { name })
const passphrase = 'kept on a piece of paper'
const inIt = (count: number, bytes: number, filesMissed = 0): BackupRead => ({
  about: { user: me, username: 'ana', displayName: 'Ana', relay: 'http://127.0.0.1:1', made: 1 },
  keysOf: 0,
  hasIdentity: true,
  files: { count, bytes },
  filesMissed,
})

async function give(name: string, submit: string): Promise<void> {
  await dialog(name)
    .getByLabelText('The file')
    .upload(new File(['a backup'], 'ana.tidings'))
  await page.getByLabelText('Passphrase of the backup').fill(passphrase)
  await dialog(name).getByRole('button', { name: submit, exact: true }).click()
}

test('[BU11] who makes a backup sees how many files go in and how large they are, and may leave them out', async () => {
  const asked: Array<string> = []
  const answers = { 'backup.filesHere': ok({ count: 3, bytes: 12_345_678 }) }
  await showSealed({}, { asked, answers, width: 480 })
  await button('Show conversations').click()
  await openMenu('Settings')
  await button('Back up…').click()
  const choice = page.getByRole('checkbox', { name: 'With attached files: 3 files, 12.3 MB' })
  await expect.element(choice).toBeChecked()
  await expect
    .element(choice)
    .toHaveAccessibleDescription('Files that are not on this device are not in it; the server has them.')
  await page.viewport(320, 760)
  await expect.element(choice).toBeVisible()
  expect(overflowing()).toEqual([])
  expect(await brokenRules()).toEqual([])
  await choice.click()
  await expect.element(choice).not.toBeChecked()
})

test('[BU3] [BU11] who checks a backup is told how many files are in it, and that others are not', async () => {
  const answers = { 'backup.feed': ok([]), 'backup.end': ok(inIt(3, 12_345_678)) }
  await showSealed({}, { answers })
  await openMenu('Settings')
  await button('Check a backup…').click()
  await give('Check a backup', 'Check')
  await expect.element(page.getByText('Holds 3 attached files, 12.3 MB.')).toBeVisible()
  await expect.element(page.getByText(/^Files that were not on the device that made it/)).toBeVisible()
  expect(await brokenRules()).toEqual([])
  await dialog('Check a backup').getByRole('button', { name: 'Close' }).last().click()

  answers['backup.end'] = ok(inIt(0, 0))
  await button('Check a backup…').click()
  await give('Check a backup', 'Check')
  await expect.element(page.getByText('Holds no attached files.')).toBeVisible()
})

test('[BU12] files that found no room are told by their number once the account is back', async () => {
  const answers = {
    'backup.feed': ok([]),
    'backup.end': ok(inIt(3, 12_345_678, 2)),
    'backup.adopt': ok(new Uint8Array(32)),
    'backup.enter': ok(undefined),
  }
  const asked: Array<string> = []
  const { enter } = await showSealed(
    {},
    {
      asked,
      answers,
      state: { kind: 'signed-out', server: 'https://chat.example.com' },
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is written to them
      openRestored: async () => ok({ close: async () => undefined } as unknown as RestoredStores),
    },
  )
  await button('Restore from a backup').click()
  await give('Restore from a backup', 'Restore')
  await expect.poll(() => asked).toContain('backup.enter')
  enter()
  await expect
    .element(page.getByText(/^There was no room on this device for 2 attached files\. All else is restored/))
    .toBeVisible()
})
