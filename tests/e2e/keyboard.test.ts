import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import {
  channel,
  composer,
  createChannel,
  createWorkspace,
  message,
  post,
  signUp,
} from '../support/screens.ts'

let page: Page

async function start(size?: { readonly width: number; readonly height: number }): Promise<void> {
  const world = await setupWorld()
  page = await world.device().start(size && { size })
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
}

const focusedText = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')

test('messages are walked and acted on without a mouse', async () => {
  await start()
  for (const text of ['one', 'two', 'three']) await post(page, text)
  await composer(page, 'general').press('Shift+Tab')
  expect(await focusedText()).toContain('three')
  await page.keyboard.press('ArrowUp')
  expect(await focusedText()).toContain('two')
  await page.keyboard.press('Home')
  expect(await focusedText()).toContain('one')

  await page.keyboard.press('e')
  expect(await composer(page, 'general').inputValue()).toBe('one')
  await page.keyboard.type(' and a half')
  await page.keyboard.press('Enter')
  await message(page, 'one and a half').waitFor()
  // Until the change is durable the box keeps it, and beside it a button to leave it, which Shift+Tab would reach.
  await expect.poll(() => composer(page, 'general').inputValue()).toBe('')

  await composer(page, 'general').press('Shift+Tab')
  await page.keyboard.press('End')
  await page.keyboard.press('+')
  await page.getByRole('gridcell', { name: 'thumbs up' }).waitFor()
  await page.keyboard.press('Enter')
  await message(page, 'three')
    .getByRole('button', { name: /👍 1 reaction/ })
    .waitFor()

  await message(page, 'two').focus()
  await page.keyboard.press('Delete')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Enter')
  await message(page, 'two').waitFor({ state: 'detached' })
})

test('what was opened from a button closes with Escape, and the button has the focus again', async () => {
  await start()
  await post(page, 'three')
  await message(page, 'three').hover()
  const opener = message(page, 'three').getByRole('button', { name: 'React', exact: true })
  await opener.click()
  await page.getByRole('gridcell', { name: 'thumbs up' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('gridcell', { name: 'thumbs up' }).waitFor({ state: 'hidden' })
  expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('Shift+Enter breaks the line, Enter sends it whole', async () => {
  await start()
  const box = composer(page, 'general')
  await box.pressSequentially('first')
  await box.press('Shift+Enter')
  await box.pressSequentially('second')
  await box.press('Enter')
  expect(await message(page, 'first').getByText('first').innerText()).toBe('first\nsecond')
})

test('in a narrow window the sidebar is a drawer: opened by a button, closed by a choice or Escape', async () => {
  await start({ width: 480, height: 800 })
  const navigation = page.getByRole('navigation', { name: 'Conversations' })
  const opener = page.getByRole('button', { name: 'Show conversations' })
  expect(await navigation.count()).toBe(0)
  await opener.click()
  await createChannel(page, 'boats')
  await navigation.waitFor({ state: 'hidden' })

  await opener.click()
  await channel(page, 'general').click()
  await navigation.waitFor({ state: 'hidden' })
  await composer(page, 'general').waitFor()

  await opener.click()
  await navigation.waitFor()
  await page.keyboard.press('Escape')
  await navigation.waitFor({ state: 'hidden' })
})
