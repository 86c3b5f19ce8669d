import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { showSealed } from './sealed-kit.tsx'

// In a file of its own: a page reads the names of emoji once.
test('[LA11] on a page in Arabic an emoji is found by an Arabic word, named so, and chosen; so it is behind a colon', async () => {
  await showSealed()
  const row = page.getByRole('article').last()
  await expect.element(row).toBeVisible()
  const before = document.documentElement.lang
  onTestFinished(() => void (document.documentElement.lang = before))
  document.documentElement.lang = 'ar'
  row.element().focus()
  await userEvent.keyboard('+')
  await page.getByRole('combobox', { name: 'Find an emoji' }).fill('قلب أحمر')
  await page.getByRole('gridcell', { name: 'قلب أحمر', exact: true }).click()
  await expect.element(page.getByRole('button', { name: /^❤/ })).toBeVisible()
  const box = page.getByRole('textbox', { name: /^Message / })
  await box.fill(':قلب_أحمر')
  await expect.element(page.getByRole('option', { name: /❤/ })).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(box).toHaveValue('❤️ ')
})
