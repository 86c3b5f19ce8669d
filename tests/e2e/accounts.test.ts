import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { startTestRelay } from '../support/relay.ts'
import {
  composer,
  copiedLink,
  createWorkspace,
  joinWorkspace,
  message,
  password,
  post,
  signUp,
} from '../support/screens.ts'

const accountButton = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Accounts' }).getByRole('button', { name: `Account of ${name}` })

async function addAccount(page: Page, own: string, server?: string): Promise<void> {
  await page.getByRole('button', { name: `Account of ${own}` }).click()
  await page.getByRole('menuitem', { name: 'Add an account' }).click()
  if (server !== undefined) {
    await page.getByRole('radio', { name: 'On another server' }).check()
    await page.getByLabel('Address of the server').fill(server)
  }
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'Create an account' }).click()
}

const databases = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(async () =>
    (await indexedDB.databases())
      .flatMap(({ name }) => (name?.startsWith('tidings-') === true ? [name] : []))
      .toSorted(),
  )

/** Whose they are, by id. */
const usersOf = (names: ReadonlyArray<string>): ReadonlySet<string> =>
  new Set(names.flatMap((name) => /[0-9a-f]{32}$/u.exec(name)?.[0] ?? []))

const databasesOf = (...users: ReadonlyArray<string>): ReadonlyArray<string> =>
  users
    .flatMap((user) => [`tidings-${user}`, `tidings-documents-${user}`, `tidings-search-${user}`])
    .toSorted()

/** Looks for a text until it is found, or not found among all that there is. */
async function expectSearch(page: Page, text: string, answer: 'found' | 'nothing'): Promise<void> {
  await page.keyboard.press('Control+f')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Search messages' }).fill(text)
  const found = dialog.getByRole('option').filter({ hasText: text }).first()
  // What the index has not read yet it does not find.
  await dialog.getByText('All messages can be searched.').waitFor()
  await (answer === 'found' ? found : dialog.getByText(`Nothing found for “${text}”`)).waitFor()
  await page.keyboard.press('Escape')
}

test('several accounts in one window: each with its own store, live badges, keys to switch, and signing out of one leaves the others', async () => {
  const world = await setupWorld()
  const other = await startTestRelay()
  onTestFinished(() => other.close())
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await createWorkspace(ben, 'Rowing')

  const device = world.device()
  const page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await joinWorkspace(page, 'Rowing')
  await post(page, 'written by ana alone')

  await addAccount(page, 'Ana', other.url)
  await page.getByText(`Server: ${other.url}`).waitFor()
  await signUp(page, 'ana', 'Ana at work')
  await createWorkspace(page, 'Work')
  await post(page, 'secret plans of work')
  await message(page, 'secret plans of work').getByText('On the server').waitFor({ state: 'attached' })

  // What comes in for the account that is not in view is counted.
  await post(ben, 'Hello @ana, are you there?')
  await expect.poll(() => accountButton(page, 'Ana').textContent()).toMatch(/1 for you/u)
  expect(await axeViolations(page)).toEqual([])
  await expectSearch(page, 'written by ana', 'nothing')
  // Each has its own, called by its id.
  await expect.poll(async () => (await databases(page)).length).toBe(6)
  const users = usersOf(await databases(page))
  expect(await databases(page)).toEqual(databasesOf(...users))

  await page.keyboard.press('Control+Shift+Digit1')
  await message(page, 'are you there?').waitFor()
  await expectSearch(page, 'secret plans', 'nothing')
  await expectSearch(page, 'written by ana', 'found')
  await page.keyboard.press('Control+Shift+Digit2')
  await message(page, 'secret plans of work').waitFor()

  // A link into another account of the window goes there.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await message(page, 'secret plans of work').hover()
  await message(page, 'secret plans of work').getByRole('button', { name: 'Message actions' }).click()
  await page.getByRole('menuitem', { name: 'Copy link' }).click()
  const link = await copiedLink(page)
  await page.keyboard.press('Control+Shift+Digit1')
  await message(page, 'written by ana alone').waitFor()
  await post(page, link)
  await message(page, link).getByRole('link').click()
  await message(page, 'secret plans of work').waitFor()

  // Locked, it says so and the other one goes on.
  await page.getByRole('button', { name: 'Account of Ana at work' }).click()
  await page.getByRole('menuitem', { name: 'Lock now' }).click()
  await page.getByRole('heading', { name: 'Welcome back, Ana at work' }).waitFor()
  await accountButton(page, 'Ana').first().click()
  await composer(page, 'general').waitFor()
  await accountButton(page, 'Ana at work').getByText(', locked').waitFor({ state: 'attached' })

  await page.getByRole('button', { name: 'Account of Ana', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Welcome back, Ana at work' }).waitFor()
  await page.getByRole('navigation', { name: 'Accounts' }).waitFor({ state: 'detached' })
})

test('[SE7] [BU10] deleting an account deletes it at the server and here; the account beside it stays', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await post(page, 'hello from ana')
  await expect.poll(async () => (await databases(page)).length).toBe(3)
  const ofAna = await databases(page)
  await addAccount(page, 'Ana')
  await signUp(page, 'bea', 'Bea')
  await joinWorkspace(page, 'Rowing')
  await post(page, 'hello from bea')
  await message(page, 'hello from bea').getByText('On the server').waitFor({ state: 'attached' })
  await expect.poll(async () => (await databases(page)).length).toBe(6)

  await page.keyboard.press('Control+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await settings.getByRole('button', { name: 'Delete account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete your account for good?' })
  await dialog.getByText('You have made no backup on this device yet.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByLabel('Your password').fill('not my password at all')
  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await dialog.getByText('That is not your password. Nothing was deleted.').waitFor()
  await dialog.getByLabel('Your password').fill(password)
  await dialog.getByRole('button', { name: 'Delete account' }).click()

  await message(page, 'hello from bea').waitFor() // Ana's window: she has it still
  await composer(page, 'general').waitFor()
  await expect.poll(() => databases(page)).toEqual(ofAna)

  // Only an owner whom others need is refused, with what to do.
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await page.keyboard.press('Control+,')
  await settings.getByRole('button', { name: 'Delete account' }).click()
  await dialog.getByLabel('Your password').fill(password)
  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await dialog.getByText(/only owner of a workspace .* Rowing/u).waitFor()
  await page.keyboard.press('Escape')

  await settings.getByRole('button', { name: 'Delete from this device' }).click()
  const erase = page.getByRole('dialog', { name: /^Delete everything/u })
  await erase.getByRole('button', { name: 'Back up…' }).click()
  const backup = page.getByRole('dialog', { name: 'Back up this account' })
  await backup.getByLabel('Passphrase of the backup').fill('kept on a piece of paper')
  await backup.getByLabel('The passphrase once more').fill('kept on a piece of paper')
  await backup.getByRole('button', { name: 'Back up' }).click()
  await backup.getByText(/^The backup is in /u).waitFor()
  await backup.getByRole('button', { name: 'Close' }).last().click()
  await erase.getByText(/^Last backup on this device/u).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await erase.getByRole('button', { name: 'Delete from this device' }).click()
  await erase.getByText('Write ana, exactly.').waitFor()
  await erase.getByLabel(/^To confirm/u).fill('ana')
  await erase.getByRole('button', { name: 'Delete from this device' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await expect.poll(() => databases(page)).toEqual([])
  await expect.poll(() => readdirSync(path.join(device.profile, 'accounts'))).toEqual([])
})
