/** The thread beside the messages is followed and left by its name and by its key. */
import { expect, test } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { button, showSealed } from './sealed-kit.tsx'

const found = (name: string | RegExp): Locator =>
  page.getByRole('listbox', { name: 'Found' }).getByRole('option', { name })
const open = (): Promise<void> => userEvent.keyboard('{Control>}{Shift>}P{/Shift}{/Control}')
const follow = (pressed: boolean): Locator => page.getByRole('button', { name: 'Follow thread', pressed })

test('[KM10] the open thread is followed and left by its name and by its key, from wherever the focus is', async () => {
  await showSealed({}, { talk: { workspaces: ['Rowing'] } })
  await open()
  await expect.element(found(/^Search in this conversation/)).toBeVisible()
  expect(found(/^Follow thread|^Stop following/).elements()).toEqual([])
  await userEvent.keyboard('{Escape}')
  const key = (): Promise<void> => userEvent.keyboard('{Control>}{Shift>}L{/Shift}{/Control}')
  await key()
  const last = page.getByRole('log', { name: 'Messages' }).getByRole('article').last()
  last.element().focus()
  await userEvent.keyboard('t')
  await page.getByRole('textbox', { name: 'Reply in the thread' }).click()
  const before =
    document.querySelector('[aria-label="Follow thread"]')?.getAttribute('aria-pressed') === 'true'
  await key()
  await expect.element(follow(!before)).toBeVisible()
  expect(document.activeElement?.tagName).toBe('TEXTAREA')
  await expect.element(page.getByText(/^You (follow 1 more|no longer follow 1) thread\.$/)).toBeVisible()
  await button('Undo').click()
  await expect.element(follow(before)).toBeVisible()
  await open()
  const [now, then] = before ? [/^Stop following/, /^Follow thread/] : [/^Follow thread/, /^Stop following/]
  await userEvent.click(found(now))
  await expect.element(follow(!before)).toBeVisible()
  await open()
  await expect.element(found(then)).toBeVisible()
  expect(found(then).element().textContent).toContain('CtrlShiftL')
  await key() // something is in front
  await userEvent.keyboard('{Escape}')
  await expect.element(follow(!before)).toBeVisible()
  await userEvent.keyboard('{Control>}/{/Control}')
  await expect.element(page.getByText('Follow the open thread, or stop following it')).toBeVisible()
})
