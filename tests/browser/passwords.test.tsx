/** What signs in and what opens this device, in the settings. */
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ok } from '../../core/base/result.ts'
import { brokenRules, button, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

const dialog = (name: string) => page.getByRole('dialog', { name })

const me = {
  user: 'a'.repeat(32),
  username: 'ana',
  displayName: 'Ana',
  status: '',
  email: null,
  hasPassword: true,
}

test('[VT11] what signs in and what opens this device are explained and changed in one place, which who looks for either finds', async () => {
  await showSealed({}, { answers: { 'account.read': ok(me) } })
  await openMenu('Password and passphrase')
  const settings = dialog('Settings')
  const part = settings.getByRole('region', { name: 'Security and devices' })
  await expect.element(part.getByText(/^You sign in with it, on each device/)).toBeVisible()
  await expect
    .element(part.getByText(/it is the password of your account, and changes with it/))
    .toBeVisible()
  expect(await brokenRules()).toEqual([])
  await part.getByRole('button', { name: 'Change password' }).click()
  await expect.element(dialog('Change password').getByLabelText('Current password')).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await part.getByRole('button', { name: 'Change passphrase' }).click()
  await expect.element(dialog('Change passphrase').getByLabelText('Current passphrase')).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await page.viewport(320, 760)
  await expect.poll(overflowing).toEqual([])
})

test('[VT11] an account without a password is said to have none, and none is offered to be changed', async () => {
  await showSealed({}, { answers: { 'account.read': ok({ ...me, hasPassword: false }) } })
  await openMenu('Password and passphrase')
  await expect.element(page.getByText(/^This account has no password/)).toBeVisible()
  expect(button('Change password').elements()).toEqual([])
  await expect.element(page.getByText(/is asked for here alone/)).toBeVisible()
})
