import { sha256 } from '@noble/hashes/sha2.js'
import { expect, test } from 'vitest'
import { formatRecoveryCode } from '../../core/e2ee/recovery-code.ts'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { composer, createWorkspace, message, post, signIn, signUp, unlock } from '../support/screens.ts'

const first = 'a long enough password'
const second = 'a passphrase of this device'

test('[VT12][VT16] locked, guessed at, unlocked; a new passphrase opens it from then on', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await post(page, 'before the coffee')
  await message(page, 'before the coffee').getByText('On the server').waitFor({ state: 'attached' })
  const choose = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Account of Ana' }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  const button = page.getByRole('button', { name: 'Unlock' })
  const guess = async (password: string): Promise<void> => {
    await page.getByLabel('Password').fill(password)
    await button.click()
  }

  await choose('Lock now')
  await page.getByRole('heading', { name: 'Welcome back, Ana' }).waitFor()
  expect(await page.getByText('before the coffee').count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
  const wrong = page.getByText('That is not the password of this profile.')
  const tooMany = page.getByText(/^Too many wrong passwords\. Wait \d+ seconds? and try again\.$/)
  // Each wait is longer than the one before: on a slow machine the first ones are over when the next guess comes.
  for (let tries = 0; tries < 8 && !(await tooMany.isVisible()); tries++) {
    await guess(`my guess ${tries}`)
    await expect.poll(() => button.getAttribute('aria-disabled')).not.toBe('true')
    await wrong.or(tooMany).waitFor()
  }
  await tooMany.waitFor()
  await tooMany.waitFor({ state: 'detached' }) // it says so for as long as it holds
  await guess(first)
  await message(page, 'before the coffee').waitFor()

  await choose('Password and passphrase')
  await page.getByRole('dialog').getByRole('button', { name: 'Change passphrase' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' })
  await dialog.getByLabel('Current passphrase').fill(second)
  await dialog.getByLabel('New passphrase').fill('short')
  await dialog.getByRole('button', { name: 'Change passphrase' }).click()
  await dialog.getByText('Use at least 12 characters.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByLabel('New passphrase').fill(second)
  await dialog.getByRole('button', { name: 'Change passphrase' }).click()
  await dialog.getByText('That is not the current passphrase of this device.').waitFor()
  await dialog.getByLabel('Current passphrase').fill(first)
  await dialog.getByRole('button', { name: 'Change passphrase' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')

  await choose('Lock now')
  await unlock(page, 'Ana')
  await page.getByText('That is not the password of this profile.').waitFor()
  await guess(second)
  await composer(page, 'general').waitFor()
  await post(page, 'after it')
  await message(page, 'after it').getByText('On the server').waitFor({ state: 'attached' })
})

test('[FI11] a file that waits to be sent as the account is locked is sent once it is open again', async () => {
  const world = await setupWorld()
  const page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'boats.txt', mimeType: 'text/plain', buffer: Buffer.from('boats') }])
  await page.getByRole('button', { name: 'Remove boats.txt' }).waitFor()
  await page.getByRole('button', { name: 'Account of Ana' }).click()
  await page.getByRole('menuitem', { name: 'Lock now' }).click()
  await unlock(page, 'Ana')
  await page.getByRole('button', { name: 'Remove boats.txt' }).waitFor()
  await post(page, 'all of them')
  await message(page, 'all of them').getByText('boats.txt').waitFor()
  await message(page, 'all of them').getByText('On the server').waitFor({ state: 'attached' })
})

test('[VT5] the unlock screen tells a slip in a recovery code from the code of another profile', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await device.stop()
  const again = await device.start()
  await again.getByRole('heading', { name: 'Welcome back, Ana' }).waitFor()
  await again.getByRole('button', { name: 'Use your recovery code' }).click()
  await again.getByRole('button', { name: 'Unlock' }).click()
  await again.getByText('Write your recovery code.').waitFor()
  await again.getByText('Use at least 12 characters.').waitFor()
  expect(await axeViolations(again)).toEqual([])
  await again.getByLabel('New password').fill(second)
  const code = formatRecoveryCode({ sha256 }, new Uint8Array(20).fill(1))
  await again.getByLabel('Recovery code').fill(code.slice(0, -1))
  await again.getByRole('button', { name: 'Unlock' }).click()
  await again.getByText('This code has a mistake in it').waitFor()
  await again.getByLabel('Recovery code').fill(code)
  await again.getByRole('button', { name: 'Unlock' }).click()
  await again.getByText('This is a recovery code, but not the one of this profile.').waitFor()
  await again.getByRole('button', { name: 'Back' }).click()
  await unlock(again, 'Ana')
  await again.getByRole('heading', { name: 'Choose a workspace' }).waitFor()
})

test('[VT20] whoever has lost the password and has no code is told what is left, and comes back that way', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await post(page, 'worth coming back for')
  await message(page, 'worth coming back for').getByText('On the server').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Account of Ana' }).click()
  await page.getByRole('menuitem', { name: 'Lock now' }).click()
  const nobody = page.getByText(/^Nobody can reset it here, the server neither/u)
  await page.getByText('Forgot the password?').waitFor()
  expect(await nobody.isVisible()).toBe(false)
  expect(await page.getByLabel('Password').evaluate((input) => input === document.activeElement)).toBe(true)
  await page.getByText('Forgot the password?').click()
  await nobody.waitFor()
  await page
    .getByText(/^If you have your recovery code in writing, choose “Use your recovery code”/u)
    .waitFor()
  await page.getByText(/^Else choose “Delete from this device” and sign in anew\./u).waitFor()
  await page.getByText(/ask whoever runs the server for a new one\.$/u).waitFor()
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Delete from this device' }).click()
  const erase = page.getByRole('dialog', { name: /^Delete everything/u })
  await erase.getByLabel(/^To confirm/u).fill('ana')
  await erase.getByRole('button', { name: 'Delete from this device' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByRole('button', { name: 'Restore from a backup' }).waitFor()
  await signIn(page, 'ana')
  // Without another device it begins with the ways to the keys; what is open comes in any case.
  await page.getByRole('button', { name: 'Later', exact: true }).click()
  await message(page, 'worth coming back for').waitFor()
})
