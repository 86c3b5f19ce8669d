import { expect, test } from 'vitest'
import { type Locator, page, userEvent } from 'vitest/browser'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { button, showSealed } from './sealed-kit.tsx'

const about = (): Locator => page.getByRole('complementary', { name: 'About this conversation' })

/** Notifications are handed to a system of which it is known what it was handed. */
async function open(width: number, document?: string) {
  // All that the engine has was written since.
  const clock = createVirtualClock(0)
  const asked: Array<string> = []
  const answers = { 'app.info': { version: '1.2.3', shell: 'electron' }, 'shell.notify': true }
  const shown = { width, clock, asked, answers, talk: { total: 16 } } // the next ones are others'
  const { engine } = await showSealed({}, { ...shown, ...(document !== undefined && { document }) })
  // Of several windows one tells: this one, once it knows.
  const isTheOne = async (): Promise<boolean> =>
    (await navigator.locks.query()).held?.some(({ name }) => name?.startsWith('tidings.notify')) === true
  await expect.poll(isTheOne).toBe(true)
  let unread = 0
  return {
    /** What is unread for a second is told of. */
    comesIn: () => {
      engine.arrive(1)
      engine.leaveUnread(document === undefined ? 'channels' : 'documents', ++unread)
      clock.advance(1_000)
    },
    told: () => asked.filter((name) => name === 'shell.notify').length,
  }
}

/** With one more that comes in elsewhere, so that what was not told before it has been seen not to be. */
async function ends(tidings: Awaited<ReturnType<typeof open>>, told: number): Promise<void> {
  await button(/^Notes to yourself/).click()
  await expect.element(page.getByRole('textbox', { name: /^Message notes to yourself/i })).toBeVisible()
  tidings.comesIn()
  await expect.poll(tidings.told).toBeGreaterThan(told)
  expect(tidings.told()).toBe(told + 1)
}

test.each([
  { width: 1_100, told: 0, title: 'beside a panel is in view, and not told' },
  { width: 760, told: 1, title: 'under a panel that covers it is told, until it is in view again' },
])('[NT1] what comes in $title', async ({ width, told }) => {
  const tidings = await open(width)
  await button('general').click()
  await expect.element(page.getByRole('heading', { level: 1, name: 'general' })).toBeVisible()
  tidings.comesIn()
  await button('About this conversation').click()
  await expect.element(about()).toBeVisible()
  tidings.comesIn()
  await expect.poll(tidings.told).toBe(told)
  await userEvent.keyboard('{Escape}')
  await expect.element(about()).not.toBeInTheDocument()
  tidings.comesIn()
  await ends(tidings, told)
})

test('[NT1] what is said about a document is told while it is hidden, and not while it is beside the document', async () => {
  const tidings = await open(1_100, 'Plan')
  await button('Hide the chat').click()
  await expect.element(button('Show the chat')).toBeVisible()
  tidings.comesIn()
  await expect.poll(tidings.told).toBe(1)
  await button('Show the chat').click()
  await expect.element(page.getByRole('log', { name: 'Messages' })).toBeVisible()
  tidings.comesIn()
  await ends(tidings, 1)
})
