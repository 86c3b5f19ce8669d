/** What a managed device offers before anybody is in, and in the menus of who is. */
import { describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { fail, ok } from '../../core/base/result.ts'
import { me } from '../support/preview/sample-messages.ts'
import { brokenRules, button, overflowing, showSealed } from './sealed-kit.tsx'

const signedOut = { kind: 'signed-out', server: 'https://chat.example.com' } as const
const provider = { name: 'Example', signUp: 'open' } as const
const ways = ok({ signUp: 'open', needsPassphrase: false, provider } as const)
const heading = (name: string) => page.getByRole('heading', { name })

describe('[PO15] before anybody is signed in', () => {
  test('where only the organisation’s page signs in, there is no field for a password, and words in its place', async () => {
    const policies = { SignInMethods: ['provider'] }
    await showSealed(
      {},
      { state: signedOut, policies, answers: { 'session.methods': fail({ kind: 'unreachable' }) } },
    )
    await expect.element(heading('Sign in')).toBeVisible()
    await expect
      .element(page.getByText(/^Your organisation lets you sign in by its own page alone/))
      .toBeVisible()
    await expect.element(page.getByLabelText('Password')).not.toBeInTheDocument()
    await expect.element(button('Create an account')).not.toBeInTheDocument()
    expect(await brokenRules()).toEqual([])
    expect(overflowing()).toEqual([])
  })

  test('where no accounts are created, signing in is all that is offered', async () => {
    const shown = { state: signedOut, answers: { 'session.methods': ways } }
    await showSealed({}, { ...shown, policies: { AllowSignUp: false } })
    await expect.element(heading('Sign in')).toBeVisible()
    await expect.element(page.getByLabelText('Password')).toBeVisible()
    await expect.element(button('Create an account')).not.toBeInTheDocument()
  })

  test('where nothing is set, an account is created', async () => {
    await showSealed({}, { state: signedOut, answers: { 'session.methods': ways } })
    await expect.element(heading('Create your account')).toBeVisible()
  })
})

test('[PO14] where the server is mandatory, no other can be named for another account', async () => {
  const state = { kind: 'passphrase-due', user: me, username: 'ana', displayName: 'Ana Beltrán' } as const
  const seats = [{ seat: 1, state, server: 'https://chat.example.com' }]
  const policies = { ServerUrl: 'https://chat.example.com' }
  await showSealed({}, { state, seats, policies })
  await button('Use another account').click()
  const dialog = page.getByRole('dialog')
  await expect.element(dialog.getByText('Your organisation has set this for this device.')).toBeVisible()
  await expect.element(dialog.getByRole('radio')).not.toBeInTheDocument()
  expect(await brokenRules()).toEqual([])
})

test('[PO14] where a server is recommended, another one can be named', async () => {
  const state = { kind: 'passphrase-due', user: me, username: 'ana', displayName: 'Ana Beltrán' } as const
  const seats = [{ seat: 1, state, server: 'https://chat.example.com' }]
  await showSealed({}, { state, seats })
  await button('Use another account').click()
  await expect
    .element(page.getByRole('dialog').getByRole('radio', { name: 'On another server' }))
    .toBeVisible()
})

test('[PO24] the menu says who has set that the screen locks the app, and changes nothing', async () => {
  const asked: Array<string> = []
  const standing = { lockWithSystem: true, hasPassphrase: true, hearsSystemLock: true }
  const answers = { 'vault.settings': ok(standing) }
  await showSealed({}, { policies: { LockWithSystem: true }, asked, answers })
  await button('Account of Ana Beltrán').click()
  await page.getByRole('menuitem', { name: /^Lock with the screen \(set by your organisation\)/ }).click()
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
  expect(asked).not.toContain('vault.setSettings')
})
