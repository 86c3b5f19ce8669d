/** What is unread begins further back than what a conversation opens with. */
import { expect, test, vi } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { millis } from '../../core/base/clock.ts'
import { sealedId } from '../support/preview/fake-sealed.ts'
import { messageId, sampleMessage } from '../support/preview/sample-messages.ts'
import { brokenRules, button, overflowing, showSealed } from './sealed-kit.tsx'

/** 100 are loaded at once. Of the samples those whose number is a multiple of 5 are ten minutes later than they stand. */
const talk = { total: 300, page: 100, fresh: 154 }
const [lastRead, firstUnread] = [145, 150]

const jump = (): Locator => button('Jump to first unread')
const log = (): Element => page.getByRole('log', { name: 'Messages' }).element()
const line = (): Element | undefined =>
  [...log().querySelectorAll('span')].find((each) => each.textContent === 'New')
const row = (number: number): Element | null => log().querySelector(`[data-key^="${messageId(number)}"]`)

/** In the part of the list that can be seen. */
function isInView(element: Element | null | undefined): boolean {
  const box = element?.getBoundingClientRect()
  const { top, bottom } = log().getBoundingClientRect()
  return box !== undefined && box.top >= top && box.bottom <= bottom
}

const scrollUpTo = (element: () => Element | null | undefined): Promise<void> =>
  expect
    .poll(
      () => {
        if (!isInView(element())) log().scrollBy(0, -400)
        return isInView(element())
      },
      { timeout: 20_000, interval: 30 },
    )
    .toBe(true)

/** The second of the direct conversations is unread. */
async function come(change: Parameters<typeof showSealed>[1] = {}) {
  const shown = await showSealed({}, { conversation: 2, ...change, talk: { ...talk, ...change.talk } })
  await expect.element(jump()).toBeVisible()
  return shown
}

const isThere = async (): Promise<void> => {
  await expect.poll(() => isInView(row(firstUnread))).toBe(true)
  await expect.poll(() => isInView(line())).toBe(true)
  expect(row(firstUnread)?.parentElement?.contains(line() ?? null)).toBe(true)
  await expect.poll(() => document.activeElement).toBe(row(firstUnread))
  await expect.element(jump()).not.toBeInTheDocument()
}

test('[UB1][UB2][UB3] a bar says so and no line stands; its button goes to the first of them, which has the line above it and the focus', async () => {
  await come()
  expect(line()).toBeUndefined()
  await expect
    .element(page.getByText(/^New messages since 1 October 2026|^New messages since October/))
    .toBeVisible()
  expect(await brokenRules()).toEqual([])
  await jump().click()
  await isThere()
})

test('[UB3] a key goes there, also when all has been read down to the end; the help sheet has it', async () => {
  await come()
  await userEvent.keyboard('{Control>}j{/Control}')
  await isThere()
  // The list goes on for a moment on its way to a row.
  await expect
    .poll(() => {
      const toLatest = button('Jump to latest').query()
      if (toLatest instanceof HTMLElement) toLatest.click()
      return toLatest
    })
    .toBeNull()
  expect(isInView(line())).toBe(false)
  await expect.element(jump()).not.toBeInTheDocument()
  await userEvent.keyboard('{Control>}j{/Control}')
  await isThere()
  await userEvent.keyboard('{Control>}/{/Control}')
  await expect.element(page.getByText('First unread message of the conversation')).toBeVisible()
})

test('[UB2] by scrolling up the person comes to the line, and the bar goes', async () => {
  await come()
  await scrollUpTo(line)
  expect(row(firstUnread)?.parentElement?.contains(line() ?? null)).toBe(true)
  await expect.element(jump()).not.toBeInTheDocument()
})

test('[UB4] it says how many, where the list of conversations knows', async () => {
  const { conversations } = await showSealed({}, { talk })
  const unreadCount = { messages: 130, replies: 0, mentions: 0 }
  conversations.write(
    conversations.read().map((each) => (each.id === sealedId(2) ? { ...each, unreadCount } : each)),
  )
  document.querySelector<HTMLElement>(`nav [data-conversation="${sealedId(2)}"]`)?.click()
  await expect.element(page.getByText(/^130 new messages since/)).toBeVisible()
})

test('[UB4] of today it says the time alone', async () => {
  const read = Date.UTC(2026, 10, 2, 0, 5)
  const instead = new Map(
    Array.from({ length: talk.total - lastRead }, (_, later) => {
      const number = lastRead + later
      return [number, { ...sampleMessage(number), at: { time: millis(read + later), counter: 0 } }]
    }),
  )
  await come({ talk: { instead } })
  await expect.element(page.getByText(/^New messages since (00:05|12:05\sAM)$/)).toBeVisible()
})

test.each([
  ['the button', () => button('Mark as read').click()],
  [
    'Escape in the bar',
    async () => {
      jump().element().focus()
      await userEvent.keyboard('{Escape}')
    },
  ],
])(
  '[UB5] %s marks all of it as read: neither bar nor line is left, and the focus is on the messages',
  async (_, act) => {
    const { engine } = await come()
    const open = engine.open(sealedId(2))
    if (open === undefined) throw new Error('no conversation')
    const markSeen = vi.spyOn(open, 'markSeen')
    await act()
    await expect.element(jump()).not.toBeInTheDocument()
    expect(markSeen).toHaveBeenCalled()
    expect(log().contains(document.activeElement)).toBe(true)
    await scrollUpTo(() => row(firstUnread))
    expect(line()).toBeUndefined()
  },
)

test('[UB6] what cannot be fetched is said, and the bar stays', async () => {
  await come({ talk: { older: 'unreachable' } })
  await jump().click()
  await expect.element(page.getByText(/^That message is not on this device/)).toBeVisible()
  await expect.element(jump()).toBeVisible()
  expect(line()).toBeUndefined()
})

test('[UB2] the bar fits a narrow window', async () => {
  await come({ width: 320 })
  await expect.element(button('Mark as read')).toBeVisible()
  expect(overflowing()).toEqual([])
  const bar = jump().element().closest('output')?.getBoundingClientRect()
  expect(bar && [bar.left >= 0, bar.right <= 320]).toEqual([true, true])
  expect(await brokenRules()).toEqual([])
})
