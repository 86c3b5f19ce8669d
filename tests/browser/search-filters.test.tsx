import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { brokenRules, button, overflowing, showSealed } from './sealed-kit.tsx'
import { sealedId } from '../support/preview/fake-sealed.ts'

const field = () => page.getByRole('combobox', { name: 'Search messages' })

test('[SE58] [SE60] the filters stand under the field while one types, and a press puts one at the caret', async () => {
  await showSealed({}, { width: 320 })
  await userEvent.keyboard('{Control>}f{/Control}')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard('teaharbour{Home}{ArrowRight}{ArrowRight}{ArrowRight}')
  await button('From…').click()
  await expect.element(field()).toHaveValue('tea from: harbour')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard('ana')
  await expect.element(field()).toHaveValue('tea from:ana harbour')
  for (const name of ['In…', 'Before…', 'After…', 'Has…']) await expect.element(button(name)).toBeVisible()
  expect(overflowing()).toEqual([])
  expect(await brokenRules()).toEqual([])
  await field().fill('')
  await button('From…').click()
  await expect.element(field()).toHaveValue('from:')
  await expect.element(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible()
  await userEvent.keyboard('{Escape}') // the suggestions alone [SE61]
  await expect.element(page.getByText(/^Words, parts of words/)).toBeVisible() // as if nothing were typed [SE60]
  await expect.element(page.getByText(/^Nothing found/)).not.toBeInTheDocument()
  await field().fill('')
  button('Has…').element().focus()
  await userEvent.keyboard('{Enter}link')
  await expect.element(field()).toHaveValue('has:link')
})

test('[SE59] Ctrl+Shift+F searches in the conversation in view alone, Ctrl+F everywhere', async () => {
  const { engine } = await showSealed({}, { conversation: 3 })
  const asked: Array<string> = []
  const { find } = engine.search
  Object.assign(engine.search, {
    find: (...question: Parameters<typeof find>) => {
      asked.push(question[0])
      return find(...question)
    },
  })
  await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}')
  await expect.element(page.getByText('Only in Boat refit crew')).toBeVisible()
  await field().fill('tea')
  await expect.poll(() => asked.at(-1)).toBe(`in:${sealedId(3)} tea`)
  expect(await brokenRules()).toEqual([])
  await button('Search everywhere').click()
  await expect.element(field()).toHaveFocus()
  await expect.poll(() => asked.at(-1)).toBe('tea')
  await userEvent.keyboard('{Escape}')
  await expect.element(field()).not.toBeInTheDocument()
  await userEvent.keyboard('{Control>}f{/Control}')
  await expect.element(field()).toHaveValue('')
  await expect.element(page.getByText('Only in Boat refit crew')).not.toBeInTheDocument()
})

test('[SE63] what was found in a conversation is kept beside it, and leads from one result to the next', async () => {
  const { engine } = await showSealed({}, { conversation: 3 })
  const { find } = engine.search
  const asked = new Set<string>()
  Object.assign(engine.search, {
    find: (query: string, ...more: [Parameters<typeof find>[1]]) => {
      asked.add(query)
      return find(query.replace(/^in:\S+ /, ''), ...more)
    },
  })
  await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}')
  await field().fill('the')
  await expect.element(page.getByRole('option').first()).toBeVisible()
  await button('Keep beside the conversation').click()
  await expect.element(field()).not.toBeInTheDocument()
  const panel = page.getByRole('complementary', { name: 'Search results' })
  await expect.element(panel.getByText('For “the”')).toBeVisible()
  const results = panel.getByRole('list', { name: 'Results' }).getByRole('button')
  await expect.poll(() => results.elements().length).toBeGreaterThan(1)
  expect([...asked].filter((query) => query.endsWith('the'))).toEqual([`in:${sealedId(3)} the`])
  expect(panel.element().contains(document.activeElement)).toBe(true)
  expect(overflowing()).toEqual([])
  expect(await brokenRules()).toEqual([])
  await results.first().click()
  await expect.poll(() => document.activeElement?.matches('[role=log] *')).toBe(true)
  await expect.element(panel).toBeVisible()
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect.element(panel).not.toBeInTheDocument()
})
