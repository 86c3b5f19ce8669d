import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { FakeEngine } from '../support/preview/fake-engine.ts'
import { brokenRules, button, overflowing, showSealed } from './sealed-kit.tsx'

const field = () => page.getByRole('combobox', { name: 'Search messages' })
const list = (name: 'Suggestions' | 'Results') => page.getByRole('listbox', { name })
const offered = (): ReadonlyArray<string> =>
  list('Suggestions')
    .getByRole('option')
    .elements()
    .map((each) => Array.from(each.querySelectorAll('[dir]'), ({ textContent }) => textContent).join('|'))
const chosen = () => page.getByRole('option', { selected: true })

/** Whatever is asked finds the same; says what was. */
function listen({ search }: FakeEngine): ReadonlyArray<string> {
  const asked: Array<string> = []
  const { find } = search
  Object.assign(search, {
    find: (...[query, after]: Parameters<typeof find>) => {
      asked.push(query)
      return find('e', after)
    },
  })
  return asked
}

async function open(width?: number) {
  const talk = {
    workspaces: ['Rowing', 'Office'],
    channels: ['general', 'harbour'],
    documents: ['General plan'],
  }
  const shown = await showSealed({}, { talk, ...(width !== undefined && { width }) })
  await userEvent.keyboard('{Control>}f{/Control}')
  await expect.element(field()).toHaveFocus()
  return shown
}

test('[SE61] behind a filter people and conversations are offered, chosen by keys, and mean that one alone', async () => {
  const { engine } = await open(320)
  const asked = listen(engine)
  await userEvent.keyboard('tea from:jur')
  await expect.poll(offered).toEqual(['Jürgen'])
  await expect.element(list('Results')).not.toBeInTheDocument()
  await expect.element(page.getByText(/^1 suggestion\./)).toBeInTheDocument()
  await expect.element(field()).toHaveAttribute('aria-activedescendant', chosen().element().id)
  expect(overflowing()).toEqual([])
  expect(await brokenRules()).toEqual([])
  await userEvent.keyboard('{Tab}')
  await expect.element(field()).toHaveValue('tea from:Jürgen ')
  await expect.element(field()).toHaveFocus()
  await expect.element(list('Results').getByRole('option').first()).toBeVisible()

  await userEvent.keyboard('in:gener')
  await expect.poll(offered).toEqual(['General plan|Rowing', 'general|Rowing', 'general|Office'])
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(chosen()).toHaveTextContent('generalOffice')
  await userEvent.keyboard('{Enter}')
  await expect.element(field()).toHaveValue('tea from:Jürgen in:"general (Office)" ')
  const general = engine.directory.read().workspaces[1]?.channels[0]?.id
  await expect.poll(() => asked.at(-1)?.split(/\s+/)).toEqual(['tea', 'from:Jürgen', `in:${general}`, ''])
  // Another list begins with its first.
  await expect
    .element(chosen())
    .toHaveAttribute('id', list('Results').getByRole('option').first().element().id)
  await userEvent.keyboard('{Backspace}{Backspace}')
  expect(offered()).toEqual([]) // no name begins so
  await userEvent.keyboard('{Backspace>9/}')
  await expect.poll(offered).toEqual(['general|Rowing', 'general|Office', 'General plan|Rowing'])
})

test('[SE61] Escape closes what is offered and then the dialog; what was sent away stays so for that value', async () => {
  const { engine } = await open()
  listen(engine)
  await userEvent.keyboard('has:')
  await expect.poll(() => offered()[4]).toBe('file|a file')
  expect(offered().length).toBe(7)
  await userEvent.keyboard('{Escape}')
  await expect.element(list('Results')).toBeVisible()
  await userEvent.keyboard('fi')
  await expect.element(field()).toHaveValue('has:fi')
  await expect.element(list('Results')).toBeVisible()
  await userEvent.keyboard(' has:fi')
  await expect.poll(offered).toEqual(['file|a file'])
  await userEvent.keyboard('{Escape}')
  await expect.element(list('Results')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(field()).not.toBeInTheDocument()
})

test('[SE61] a filter that is pressed offers what may stand behind it, to be pressed as well', async () => {
  await open()
  await button('From…').click()
  await expect.poll(() => offered().length).toBe(8)
  await expect.element(page.getByText(/^Words, parts of words/)).not.toBeInTheDocument()
  await list('Suggestions').getByRole('option', { name: 'Ana Beltrán' }).click()
  await expect.element(field()).toHaveValue('from:"Ana Beltrán" ')
  await expect.element(field()).toHaveFocus()
  await button('In…').click()
  await userEvent.keyboard('crew')
  await list('Suggestions')
    .getByRole('option', { name: /^Boat refit crew/ })
    .click()
  await expect.element(field()).toHaveValue('from:"Ana Beltrán" in:"Boat refit crew" ')
  await userEvent.keyboard('me from:me')
  expect(offered()).toEqual([])
})
