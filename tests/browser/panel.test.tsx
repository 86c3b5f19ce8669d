import { afterEach, describe, expect, test } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { sampleMessage } from '../support/preview/sample-messages.ts'
import { brokenRules, button, overflowing, showSealed } from './sealed-kit.tsx'

afterEach(() => {
  document.documentElement.removeAttribute('dir')
  document.documentElement.removeAttribute('data-theme')
})

const about = (): Locator => page.getByRole('complementary', { name: 'About this conversation' })
const composer = (): Locator => page.getByRole('textbox', { name: /^Message / })

const boxOf = (element: Element): DOMRect => element.getBoundingClientRect()

/** What a press in the middle of it would reach. */
function pressedAt(element: Element): Element | null {
  const { left, top, width, height } = boxOf(element)
  return document.elementFromPoint(left + width / 2, top + height / 2)
}

const themes = ['light', 'dark'] as const

describe.each(['ltr', 'rtl'])('where one reads %s', (dir) => {
  test.each([
    [1_280, 360],
    [1_100, 360],
    [1_000, 320],
  ])(
    'in a window of %i pixels the panel stands beside what is said, and all of that can be pressed',
    async (width, expected) => {
      await showSealed({}, { width })
      document.documentElement.dir = dir
      await button('About this conversation').click()
      await expect.element(about()).toBeVisible()
      const log = page.getByRole('log', { name: 'Messages' }).element()
      const panel = boxOf(about().element())
      expect(panel.width).toBe(expected)
      await expect.element(about().getByRole('button', { name: 'Close' })).toHaveFocus()
      await expect.element(about().getByRole('button', { name: /^Back to / })).not.toBeInTheDocument()
      expect(boxOf(log).width).toBeGreaterThanOrEqual(360)
      const [before, after] = dir === 'ltr' ? [boxOf(log), panel] : [panel, boxOf(log)]
      expect(before.right).toBeLessThanOrEqual(after.left + 1)
      await page.getByRole('article').last().hover()
      for (const name of ['Attach files', 'Reply in thread']) {
        const element = button(name).element()
        expect([name, element.contains(pressedAt(element))]).toEqual([name, true])
      }
      // What is said is laid out for the place that is left to it.
      const row = getComputedStyle(page.getByRole('article').last().element())
      expect(row.paddingInlineStart).toBe(boxOf(log).width > 520 ? '24px' : '16px')
      expect(overflowing()).toEqual([])
      for (const theme of themes) {
        document.documentElement.dataset['theme'] = theme
        expect(await brokenRules()).toEqual([])
      }
    },
  )

  test.each([900, 760, 360])(
    'in a window of %i pixels it takes the place of what is said, and gives it back',
    async (width) => {
      await showSealed({}, { width })
      document.documentElement.dir = dir
      const opener = button('About this conversation')
      await opener.click()
      const back = about().getByRole('button', { name: /^Back to / })
      await expect.element(back).toHaveFocus()
      const arrow = back.element().querySelector('svg')
      const turned = arrow === null ? undefined : getComputedStyle(arrow)
      expect([turned?.scale, turned?.transform]).toEqual([dir === 'ltr' ? 'none' : '-1 1', 'none'])
      await expect.element(about().getByRole('button', { name: 'Close' })).not.toBeInTheDocument()
      const stage = about().element().parentElement
      if (stage === null) throw new Error('it stands nowhere')
      const [place, panel] = [boxOf(stage), boxOf(about().element())]
      expect([panel.left, panel.right, panel.top, panel.bottom]).toEqual([
        place.left,
        place.right,
        place.top,
        place.bottom,
      ])
      // Neither seen, nor read out, nor reached by Tab.
      await expect.element(composer()).not.toBeInTheDocument()
      await expect.element(page.getByRole('article').first()).not.toBeInTheDocument()
      expect(document.querySelector('main textarea')?.checkVisibility({ visibilityProperty: true })).toBe(
        false,
      )
      expect(overflowing()).toEqual([])
      for (const theme of themes) {
        document.documentElement.dataset['theme'] = theme
        expect(await brokenRules()).toEqual([])
      }
      await back.click()
      await expect.element(composer()).toBeVisible()
      await expect.element(opener).toHaveFocus()
      await opener.click()
      await expect.element(back).toHaveFocus()
      await userEvent.keyboard('{Escape}')
      await expect.element(composer()).toBeVisible()
      await expect.element(opener).toHaveFocus()
    },
  )
})

test('a thread that took the place of the conversation gives the focus back to where it was opened', async () => {
  await showSealed({}, { width: 760 })
  const last = page.getByRole('article').last()
  await last.hover()
  await button('Reply in thread').click()
  await expect.element(page.getByRole('textbox', { name: 'Reply in the thread' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(composer()).toBeVisible()
  expect(last.element().contains(document.activeElement)).toBe(true)
})

test('a pinned message that is gone to is seen, where the list of them took the place of all', async () => {
  const pinned = { ...sampleMessage(3), text: 'the one that counts', redacted: false }
  await showSealed(
    {},
    {
      width: 760,
      talk: { instead: new Map([[3, { ...pinned, pinned: { by: pinned.author, at: pinned.at } }]]) },
    },
  )
  await button('1 pinned message').click()
  const panel = page.getByRole('complementary', { name: 'Pinned messages' })
  await panel.getByRole('button', { name: /the one that counts/ }).click()
  await expect.element(panel).not.toBeInTheDocument()
  const found = page.getByRole('article').filter({ hasText: 'the one that counts' })
  await expect.element(found).toBeVisible()
  await expect.element(found).toHaveFocus()
})

test('a window that narrows until a panel covers what is written takes the focus into the panel, and one that widens gives it back', async () => {
  await showSealed({}, { width: 1_100 })
  await button('About this conversation').click()
  await expect.element(about().getByRole('button', { name: 'Close' })).toHaveFocus()
  await composer().fill('half a thought')
  await expect.element(composer()).toHaveFocus()
  const back = about().getByRole('button', { name: /^Back to / })
  await page.viewport(760, 760)
  await expect.element(back).toHaveFocus()
  await page.viewport(1_100, 760)
  await expect.element(composer()).toHaveFocus()

  // Closed while it covers all, it gives it back as well.
  await page.viewport(760, 760)
  await expect.element(back).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(composer()).toHaveFocus()
  await expect.element(composer()).toHaveValue('half a thought')
})

test('a window that narrows leaves the focus where no panel covers it', async () => {
  await showSealed({}, { width: 1_100 })
  const opener = button('About this conversation')
  await opener.click()
  await expect.element(about().getByRole('button', { name: 'Close' })).toHaveFocus()
  opener.element().focus()
  await page.viewport(760, 760)
  await expect.element(about().getByRole('button', { name: /^Back to / })).toBeVisible()
  await expect.element(opener).toHaveFocus()
  await page.viewport(1_100, 760)
  await expect.element(about().getByRole('button', { name: 'Close' })).toBeVisible()
  await expect.element(opener).toHaveFocus()
})

test('what closes a panel keeps the focus when a window that widens has it stand beside what is said', async () => {
  await showSealed({}, { width: 760 })
  await button('About this conversation').click()
  const back = about().getByRole('button', { name: /^Back to / })
  const close = about().getByRole('button', { name: 'Close' })
  await expect.element(back).toHaveFocus()
  await page.viewport(1_100, 760)
  await expect.element(close).toHaveFocus()
  await page.viewport(760, 760)
  await expect.element(back).toHaveFocus()
})
