import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { showSealed } from './sealed-kit.tsx'

// By itself: once it was read, the picker is there at once.
test('[EJ6] what is typed behind the key that opens the picker is looked for, also before the picker has been read', async () => {
  await showSealed()
  const row = page.getByRole('article').last()
  await expect.element(row).toBeVisible()
  row.element().focus()
  await userEvent.keyboard('+heart')
  await expect.element(page.getByRole('combobox', { name: 'Find an emoji' })).toHaveValue('heart')
  await expect.element(page.getByText(/^(?:Replying to|Editing)/u)).not.toBeInTheDocument()
  await page.getByRole('gridcell', { name: 'red heart', exact: true }).click()
  await expect.element(page.getByRole('button', { name: /^❤/u })).toBeVisible()
})

test('the categories are one stop of the Tab key, wherever in them one has come', async () => {
  await showSealed()
  const row = page.getByRole('article').last()
  await expect.element(row).toBeVisible()
  row.element().focus()
  await userEvent.keyboard('+')
  const search = page.getByRole('combobox', { name: 'Find an emoji' })
  await expect.element(search).toHaveFocus()
  const categories = page.getByRole('toolbar', { name: 'Kinds of emoji' })
  await expect.element(categories).toBeVisible()
  await userEvent.keyboard('{Tab}{ArrowRight}{ArrowRight}')
  await expect.element(categories.getByRole('button').nth(2)).toHaveFocus()
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  await expect.element(search).toHaveFocus()
  await userEvent.keyboard('{Tab}') // back to where it was
  await expect.element(categories.getByRole('button').nth(2)).toHaveFocus()
})
