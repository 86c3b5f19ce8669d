import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { brokenRules, button, openMenu, overflowing, showSealed } from './sealed-kit.tsx'

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
    'Links',
    'Link previews',
    'About and updates',
    'Managed by your organisation',
  ])
  expect(document.querySelectorAll('dialog[open] section').length).toBe(named.length)
  expect(await brokenRules()).toEqual([])
  expect(overflowing()).toEqual([])
})

test('each part is one press away, and the one that is read is marked', async () => {
  await showSealed({}, { answers: { 'shell.desktop': { autostart: true } } })
  await openMenu('Settings')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  const nav = dialog.getByRole('navigation', { name: 'Parts of the settings' })
  const named = (): ReadonlyArray<string | null> =>
    nav
      .getByRole('button')
      .elements()
      .map(({ textContent }) => textContent)
  const headings = (): ReadonlyArray<string | null> =>
    dialog
      .getByRole('heading', { level: 3 })
      .elements()
      .map(({ textContent }) => textContent)
  const marked = (): string | null | undefined =>
    nav.element().querySelector('[aria-current=true]')?.textContent
  await expect.element(nav.getByRole('button', { name: 'Desktop' })).toBeVisible()
  expect(named()).toEqual(headings())
  expect(marked()).toBe('Account')
  await nav.getByRole('button', { name: 'Notifications' }).click()
  const heading = dialog.getByRole('heading', { name: 'Notifications' })
  await expect.element(heading).toHaveFocus()
  await expect.poll(marked).toBe('Notifications')
  const head = dialog.getByRole('heading', { name: 'Settings' }).element().getBoundingClientRect()
  expect(heading.element().getBoundingClientRect().top).toBeGreaterThan(head.bottom)
  expect(heading.element().getBoundingClientRect().top).toBeLessThan(head.bottom + 40)
  // Short ones too, with which the next one comes into view, and those that are too near the end to come up.
  for (const name of named()) {
    await nav.getByRole('button', { name: name ?? '', exact: true }).click()
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
    expect(marked()).toBe(name)
  }
  dialog.element().scrollTop = 0
  await expect.poll(marked).toBe('Account')
  expect(await brokenRules()).toEqual([])
  await page.viewport(480, 800)
  await expect.element(nav).not.toBeInTheDocument()
  expect(overflowing()).toEqual([])
})

test('a long name stays within a narrow dialog', async () => {
  const { engine } = await showSealed({}, { width: 480 })
  engine.tell({ ...engine.directory.read(), own: { name: 'Benjamin'.repeat(10) } })
  await button('Show conversations').click()
  await openMenu('Settings')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const name = settings.getByText(/^(?:Benjamin){10}$/u)
  await expect.element(name).toBeVisible()
  const dialog = settings.element().getBoundingClientRect()
  expect(name.element().getBoundingClientRect().right).toBeLessThan(dialog.right)
})
