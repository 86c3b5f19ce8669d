import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { composer, createWorkspace, message, messages, post, signUp } from '../support/screens.ts'

let page: Page

beforeEach(async () => {
  const world = await setupWorld()
  page = await world.device().start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await composer(page, 'general').and(page.locator(':focus')).waitFor()
})

test('writing can begin at once, in a box that grows to twelve lines', async () => {
  await page.keyboard.type('no click needed')
  expect(await composer(page, 'general').inputValue()).toBe('no click needed')
  const height = async (): Promise<number> => (await composer(page, 'general').boundingBox())?.height ?? 0
  const one = await height()
  await composer(page, 'general').fill('\n'.repeat(11))
  const twelve = await height()
  expect(twelve).toBeCloseTo(one + 11 * 22, 0)
  await composer(page, 'general').fill('\n'.repeat(40))
  expect(await height()).toBeCloseTo(twelve, 0)
})

test('what is too long is refused in words, and the text stays', async () => {
  const text = 'x'.repeat(16_385)
  await composer(page, 'general').fill(text)
  await composer(page, 'general').press('Enter')
  await page.getByRole('alert').getByText('Too long by 1 character. Split it in two.').waitFor()
  expect(await composer(page, 'general').inputValue()).toBe(text)
  expect(await messages(page).count()).toBe(0)

  await composer(page, 'general').fill(text.slice(1))
  await page.getByRole('alert').getByText('Too long').waitFor({ state: 'detached' })
})

test('a change that is refused stays in the box as it was typed', async () => {
  await post(page, 'as it was')
  await composer(page, 'general').press('ArrowUp')
  const text = 'y'.repeat(16_385)
  await composer(page, 'general').fill(text)
  await composer(page, 'general').press('Enter')
  await page.getByRole('alert').getByText('Too long by 1 character').waitFor()
  expect(await composer(page, 'general').inputValue()).toBe(text)
  await composer(page, 'general').fill('as it is')
  await composer(page, 'general').press('Enter')
  await message(page, 'as it is').waitFor()
  expect(await messages(page).count()).toBe(1)
  // It is shown before it is durable, and the box keeps it until then.
  await expect.poll(() => composer(page, 'general').inputValue()).toBe('')
})

test('Enter belongs to the input method while it composes', async () => {
  const box = composer(page, 'general')
  await box.fill('にほん')
  await box.evaluate((element) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })),
  )
  await post(page, 'sent after it')
  expect(await messages(page).count()).toBe(1)
})

test('[CP1] what is selected is formatted by key and from the bar, undone like typing, and the bar stays as it was left', async () => {
  const box = composer(page, 'general')
  const value = (): Promise<string> => box.inputValue()
  await page.keyboard.type('so high')
  await page.keyboard.press('Shift+Control+ArrowLeft')
  await page.keyboard.press('Control+b')
  expect(await value()).toBe('so **high**')
  await page.keyboard.press('Control+b')
  expect(await value()).toBe('so high')
  await page.keyboard.press('Control+z')
  expect(await value()).toBe('so **high**')
  await page.keyboard.press('Control+z')
  expect(await value()).toBe('so high')
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+Control+ArrowLeft')

  await page.getByRole('button', { name: 'Formatting' }).click()
  const bar = page.getByRole('toolbar', { name: 'Formatting' })
  await bar.getByRole('button', { name: 'Strikethrough (Ctrl+Shift+X)' }).click()
  expect(await value()).toBe('so ~~high~~')
  await page.keyboard.press('Shift+Tab')
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  expect(await value()).toBe('1. so ~~high~~')
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('and on')
  expect(await value()).toBe('1. so ~~high~~\n2. and on')
  await page.keyboard.press('Enter')
  await message(page, 'and on').getByRole('listitem').first().getByText('high').waitFor()

  await page.reload()
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor()
  await page.keyboard.press('Control+/')
  await page.getByRole('dialog').getByText('Strikethrough').waitFor()
})

test('[CP10] Markdown is formatted as it is typed, undone like all typing, heard once, and sent as it was seen', async () => {
  const box = composer(page, 'general')
  await page.keyboard.type('**now** and _soon_ and `code`')
  await expect.poll(() => drawn(page)).toEqual({ strong: ['now'], emphasis: ['soon'], code: ['`code`'] })
  await page.keyboard.press('Control+z')
  await expect.poll(() => box.inputValue()).toBe('**now** and _soon_ and `code')
  await expect.poll(() => drawn(page)).toEqual({ strong: ['now'], emphasis: ['soon'], code: [] })
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => drawn(page)).toEqual({ strong: ['now'], emphasis: ['soon'], code: ['`code`'] })
  expect((await page.locator('body').ariaSnapshot()).split('soon')).toHaveLength(2)

  // Where the system has colours of its own, the text is as it was typed, and is there.
  const letters = (): Promise<string> =>
    box.evaluate((element) => getComputedStyle(element).webkitTextFillColor)
  expect(await letters()).toBe(unseen)
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await letters()).not.toBe(unseen)
  expect(await page.locator('textarea').locator('..').locator('[aria-hidden]').isVisible()).toBe(false)
  await page.emulateMedia({ forcedColors: null })

  await page.keyboard.press('Enter')
  const sent = message(page, 'now and soon and code')
  await sent.locator('strong', { hasText: /^now$/u }).waitFor()
  await sent.locator('em', { hasText: /^soon$/u }).waitFor()
  await sent.locator('code', { hasText: /^code$/u }).waitFor()
  expect(await drawn(page)).toEqual({ strong: [], emphasis: [], code: [] })
})

test('[CP10] while an input method composes, its letters and the lines under them are those of the box', async () => {
  const box = composer(page, 'general')
  const letters = (): Promise<string> =>
    box.evaluate((element) => getComputedStyle(element).webkitTextFillColor)
  await page.keyboard.type('**now** ')
  await expect.poll(letters).toBe(unseen)
  const debug = await page.context().newCDPSession(page)
  await debug.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
  await expect.poll(() => box.inputValue()).toBe('**now** にほん')
  await expect.poll(letters).not.toBe(unseen)
  expect((await drawn(page)).strong).toEqual([])
  await debug.send('Input.insertText', { text: '日本' })
  await expect.poll(() => box.inputValue()).toBe('**now** 日本')
  await expect.poll(letters).toBe(unseen)
  expect((await drawn(page)).strong).toEqual(['now'])
})

const unseen = 'rgba(0, 0, 0, 0)'

/** The words in the box that are drawn so. */
const drawn = (
  on: Page,
): Promise<Record<'strong' | 'emphasis' | 'code', ReadonlyArray<string | undefined>>> =>
  on.evaluate(() => {
    const words = (look: string) =>
      [...(CSS.highlights.get(`written-${look}`) ?? [])].map(({ startContainer, startOffset, endOffset }) =>
        startContainer.textContent?.slice(startOffset, endOffset),
      )
    return { strong: words('strong'), emphasis: words('emphasis'), code: words('code') }
  })

test('a long message is folded until one wants to see it whole', async () => {
  const lines = Array.from({ length: 60 }, (_, line) => `line ${line}`).join('\n')
  await composer(page, 'general').fill(lines)
  await composer(page, 'general').press('Enter')
  const whole = message(page, 'line 59')
  await whole.getByText('On the server').waitFor({ state: 'attached' })
  const height = async (): Promise<number> => (await whole.boundingBox())?.height ?? 0
  await whole.getByRole('button', { name: 'Show more' }).waitFor()
  const folded = await height()
  await whole.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(height).toBeGreaterThan(folded + 30 * 22)
  await whole.getByRole('button', { name: 'Show less' }).click()
  await expect.poll(height).toBe(folded)
})
