/** The conversation that one goes to, in the list of conversations. */
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { showSealed } from './sealed-kit.tsx'
import { entry, isInView, list, names } from './sidebar-kit.ts'

async function goByName(name: string): Promise<void> {
  await page.getByRole('button', { name: /^Find or go to/ }).click()
  await page.getByRole('combobox', { name: /^Go to/ }).fill(name)
  await expect.element(page.getByRole('option', { name: new RegExp(name, 'u') }).first()).toBeVisible()
  await userEvent.keyboard('{Enter}')
}

test('[UB8] it is brought into view, and the list stays where one scrolls it then, whatever comes', async () => {
  await showSealed({}, { talk: { channels: names } })
  await expect.poll(() => entry(45)).not.toBeNull()
  list()?.scrollTo(0, 0)
  await goByName('channel-040')
  await expect.poll(() => entry(40)?.getAttribute('aria-current')).toBe('true')
  await expect.poll(() => isInView(40)).toBe(true)
  list()?.scrollTo(0, 0)
  await page.getByRole('textbox', { name: 'Message #channel-040' }).fill('what comes')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('article').filter({ hasText: 'what comes' })).toBeVisible()
  expect(list()?.scrollTop).toBe(0)
})

test('[UB8] one that was chosen with the pointer stays under it, though it stands at the edge', async () => {
  await showSealed({}, { talk: { channels: names } })
  await expect.poll(() => entry(45)).not.toBeNull()
  list()?.scrollTo(0, 0)
  const last = names.findLastIndex((_, number) => isInView(number))
  const chosen = entry(last)
  if (chosen === null) throw new Error('there is one')
  // Beside what says that there is more below.
  await userEvent.click(chosen, { position: { x: 6, y: 4 } })
  await expect.poll(() => entry(last)?.getAttribute('aria-current')).toBe('true')
  await expect.element(page.getByRole('textbox', { name: `Message #${names[last] ?? ''}` })).toBeVisible()
  expect(list()?.scrollTop).toBe(0)
})

test('[UB8] in the drawer of a narrow window it is in view as that opens', async () => {
  await showSealed({}, { talk: { channels: names }, width: 320 })
  await page.getByRole('main').getByRole('button').first().click()
  await expect.element(page.getByRole('navigation', { name: 'Conversations' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: /^kleedrac , away/ })).toBeInViewport()
})
