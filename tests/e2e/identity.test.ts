/** Accounts, a real provider and invitations on the screens. */
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import * as v from 'valibot'
import { adminPaths, invitationAnswer } from '../../core/protocol/identity-api.ts'
import { setupWorld, type Device } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { startProvider, type TestProvider } from '../support/oidc-provider.ts'
import { callRelay } from '../support/relay-accounts.ts'
import { composer, createWorkspace, password, signUp, skipWelcome } from '../support/screens.ts'

const passphrase = 'a passphrase of this device'

async function setupProvider(): Promise<TestProvider> {
  const provider = await startProvider()
  onTestFinished(provider.close)
  return provider
}

/** In another tab, as the system's browser would have it. Without `login` the provider knows the person by now. */
async function signInOutside(device: Device, app: Page, login?: string): Promise<void> {
  const tab = await app.context().newPage()
  // Its pages ask for a typeface elsewhere, and would wait for it.
  await tab.route(/^https:/, (route) => route.abort())
  await tab.goto(await device.openedOutside())
  if (login !== undefined) {
    await tab.locator('input[name=login]').fill(login)
    await tab.locator('input[name=password]').fill('any')
    await tab.getByRole('button').first().click()
  }
  await tab.getByRole('button', { name: 'Continue' }).click()
  await tab.getByRole('heading', { name: 'You can go back to Tidings' }).waitFor()
  expect(new URL(tab.url()).hostname).toBe('127.0.0.1')
  await tab.close()
}

test('[AU10] a person signs in with the provider, and again after signing out', async () => {
  const provider = await setupProvider()
  const world = await setupWorld(provider.env)
  const device = world.device()
  const page = await device.start()
  await page.getByRole('button', { name: 'Sign in with Harbour' }).click()
  const field = page.getByLabel('Passphrase for this device')
  await field.fill('short')
  await page.getByRole('button', { name: 'Go on in the browser' }).click()
  await page.getByText('Use at least 12 characters.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await field.fill(passphrase)
  await page.getByRole('button', { name: 'Go on in the browser' }).click()
  await page.getByText(/^Your browser is open/).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await signInOutside(device, page, 'ana')
  await page.getByRole('heading', { name: 'Choose a workspace' }).waitFor()
  await createWorkspace(page, 'Rowing')

  await page.getByRole('button', { name: 'Account of Ana of the harbour' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in with Harbour' }).click()
  await field.fill('not that passphrase')
  await page.getByRole('button', { name: 'Go on in the browser' }).click()
  await signInOutside(device, page)
  await page.getByText(/^That is not the passphrase/).waitFor()
  await field.fill(passphrase)
  await page.getByRole('button', { name: 'Go on in the browser' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText(/^You called it off/).waitFor()
  await device.openedOutside()
  await field.fill(passphrase)
  await page.getByRole('button', { name: 'Go on in the browser' }).click()
  await signInOutside(device, page)
  await composer(page, 'general').waitFor()
})

test('[AU16][AU17] a person changes their account and their password', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  const open = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: `Account of ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Your account' }).click()
  }
  const dialog = page.getByRole('dialog')
  await open('Ana')
  await dialog.getByLabel('Name', { exact: true }).fill('Ana Beltrán')
  await dialog.getByLabel('Status').fill('on the water')
  await dialog.getByLabel('E-mail address').fill('nowhere')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('This does not look like an e-mail address.').waitFor()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByLabel('E-mail address').fill('ana@club.example')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await open('Ana Beltrán')
  expect(await dialog.getByLabel('Status').inputValue()).toBe('on the water')
  await dialog.getByRole('button', { name: 'Sign out all other devices' }).click()
  await dialog.getByText('0 devices were signed out.').waitFor()

  expect(await dialog.getByRole('button', { name: 'Change password' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Password and passphrase' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByText('it is the password of your account, and changes with it').waitFor()
  await settings.getByRole('button', { name: 'Change password' }).click()
  const change = page.getByRole('dialog', { name: 'Change password' })
  await change.getByLabel('Current password').fill(password)
  await change.getByLabel('New password').fill('password123456')
  await change.getByRole('button', { name: 'Change password' }).click()
  await change.getByText(/^This password is among the first/).waitFor()
  expect(await axeViolations(page)).toEqual([])
  const next = 'another horse, another battery'
  await change.getByLabel('New password').fill(next)
  await change.getByRole('button', { name: 'Change password' }).click()
  await change.waitFor({ state: 'hidden' })
  await device.stop()
  const again = await device.start()
  await again.getByLabel('Password').fill(next)
  await again.getByRole('button', { name: 'Unlock' }).click()
  await composer(again, 'general').waitFor()
})

test('[AU15] accounts for the invited: by a link, and into a workspace by another', async () => {
  const world = await setupWorld({ SIGN_UP: 'invited' })
  const admin = { token: world.adminToken(), body: { uses: 2 } }
  const answer = await callRelay({ url: world.relayUrl }, adminPaths.invitations, admin)
  const { link } = v.parse(invitationAnswer, answer.body)
  const page = await world.device().start()
  const shown = await page.context().newPage()
  await shown.goto(link)
  await shown.getByRole('heading', { name: 'You are invited to Tidings' }).waitFor()
  await shown.close()
  const invitation = page.getByLabel('Invitation')
  await invitation.waitFor()
  await page.getByLabel('Username').fill('ana')
  await page.getByLabel('Name', { exact: true }).fill('Ana')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText(/^Accounts here are for who was invited/).waitFor()
  await invitation.fill('nonsense')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText(/^This invitation is not good/).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await invitation.fill(link)
  await page.getByRole('button', { name: 'Create account' }).click()
  await skipWelcome(page)
  await page.getByRole('heading', { name: 'Choose a workspace' }).waitFor()
  await createWorkspace(page, 'Rowing')

  await page.getByRole('button', { name: 'Account of Ana' }).click()
  await page.getByRole('menuitem', { name: 'Use an invitation' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Invitation').fill(link)
  await dialog.getByRole('button', { name: 'Show what it gives' }).click()
  await dialog.getByText(/^It is for an account on this server/).waitFor()
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Accept' }).click()
  await dialog.waitFor({ state: 'hidden' })
})

test('[AU15] where sign-up is closed the screen says so', async () => {
  const world = await setupWorld({ SIGN_UP: 'closed' })
  const page = await world.device().start()
  await page.getByText(/^New accounts cannot be made on this server/).waitFor()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(await page.getByRole('button', { name: 'Create an account' }).count()).toBe(0)
  expect(await axeViolations(page)).toEqual([])
})
