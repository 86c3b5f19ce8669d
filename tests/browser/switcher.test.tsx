import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { brokenRules, showSealed } from './sealed-kit.tsx'

const options = () => page.getByRole('listbox', { name: 'Found' }).getByRole('option')
const field = () => page.getByRole('combobox', { name: /^Go to/ })
const found = (): ReadonlyArray<string | undefined> =>
  options()
    .elements()
    .map((each) => each.querySelector('span')?.textContent)

test('[KM4] the field of the sidebar leads to names first, and to what was said last', async () => {
  await showSealed()
  await page.getByRole('button', { name: /^Find or go to/ }).click()
  await field().fill('gener')
  await expect.poll(found).toEqual([expect.stringMatching(/^general/), 'Search messages for “gener”'])
  await field().fill('tice') // letters of "Delete from this device"
  await expect.poll(found).toEqual(['Search messages for “tice”'])
  await field().fill('no such name')
  await expect.element(page.getByText('Nothing is called that.')).toBeVisible()
  expect(await brokenRules()).toEqual([])
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('combobox', { name: 'Search messages' })).toHaveValue('no such name')
  await userEvent.keyboard('{Escape}')
  await page.getByRole('button', { name: /^Find or go to/ }).click()
  await field().fill('>no such name')
  await expect.poll(found).toEqual([]) // commands alone
})

/** Headings and names in their order. */
const listed = (): ReadonlyArray<string | undefined> =>
  [...(page.getByRole('listbox', { name: 'Found' }).query()?.querySelectorAll('li') ?? [])].map((each) =>
    each.role === 'option' ? each.querySelector('span')?.textContent : `= ${each.textContent}`,
  )

test('[KM11] before anything is typed: what is unread, then what was used last, without what is in view', async () => {
  await showSealed()
  const open = (): Promise<void> => page.getByRole('button', { name: /^Find or go to/ }).click()
  for (const name of ['Boat refit crew', 'general']) {
    await open()
    await field().fill(name)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name, exact: true })).toBeVisible()
  }
  await open()
  await expect
    .poll(() => listed().slice(0, 7))
    .toEqual([
      '= Unread',
      expect.stringMatching(/^Maximiliane/),
      expect.stringMatching(/^The committee/),
      '= Used last',
      'Boat refit crew',
      'kleedrac', // was in view at first
      '= Everything else',
    ])
  expect(listed()).not.toContain('general')
  expect(await brokenRules()).toEqual([])
})

test('what is told while the switcher is open leaves free where one types', async () => {
  await showSealed({}, { talk: { workspaces: ['Rowing'] } })
  const last = page.getByRole('log', { name: 'Messages' }).getByRole('article').last()
  await expect.element(last).toBeVisible()
  last.element().focus()
  await userEvent.keyboard('t')
  await page.getByRole('textbox', { name: 'Reply in the thread' }).click()
  await userEvent.keyboard('{Control>}{Shift>}L{/Shift}{/Control}') // follows it, or no longer does
  await page.getByRole('button', { name: /^Find or go to/ }).click()
  await expect.element(page.getByRole('button', { name: 'Dismiss' }).last()).toBeVisible()
  await expect.element(field()).toBeVisible()
  const box = field().element().getBoundingClientRect()
  for (const share of [0.02, 0.5, 0.98]) {
    const seen = document.elementFromPoint(box.left + share * box.width, box.top + box.height / 2)
    expect(seen).toBe(field().element())
  }
})
