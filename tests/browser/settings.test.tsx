import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { brokenRules, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

test('every part of the settings is called by its heading', async () => {
  await showSealed({}, { answers: { 'shell.desktop': { autostart: true } } })
  await openMenu('Settings')
  const parts = page.getByRole('dialog').getByRole('region')
  await expect.element(page.getByRole('dialog').getByRole('heading', { name: 'Desktop' })).toBeVisible()
  const named = parts
    .elements()
    .map((part) => document.getElementById(part.getAttribute('aria-labelledby') ?? '')?.textContent)
  expect(named).toEqual([
    'Account',
    'Security and devices',
    'Backup',
    'Appearance',
    'Writing',
    'Language',
    'Notifications',
    'Desktop',
    'Read receipts',
    'Link previews',
    'About and updates',
    'Managed by your organisation',
  ])
  expect(document.querySelectorAll('dialog[open] section').length).toBe(named.length)
  expect(await brokenRules()).toEqual([])
  expect(overflowing()).toEqual([])
})
