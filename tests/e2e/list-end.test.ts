import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import {
  channel,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  post,
  signUp,
} from '../support/screens.ts'

/** Lines of one to four, some of which wrap in a narrow window, so that heights differ from what the list expects. */
const textOf = (number: number): string =>
  `number ${number}${'\nand more of it, which is rather long for a narrow window and wraps there'.repeat(number % 4)}`

/** Resolves when the list stands at its end and its newest message says `text`; both must be so, to the pixel. */
async function standsAtEnd(page: Page, text: string): Promise<void> {
  await message(page, text).waitFor()
  await page.waitForFunction((expected) => {
    const log = document.querySelector('[role=log]')
    const last = [...(log?.querySelectorAll('article') ?? [])].at(-1)
    if (!log || last?.textContent.includes(expected) !== true) return false
    return Math.abs(log.scrollHeight - log.clientHeight - log.scrollTop) < 1
  }, text)
}

/** Pixels between the end of the list and the lower edge of its window, after everything was measured and drawn. */
const toEnd = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 10; frame++)
      await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const log = document.querySelector('[role=log]')
    return log === null ? Number.NaN : log.scrollHeight - log.clientHeight - log.scrollTop
  })

test('in a narrow window, too, a list opens exactly at its end and follows what comes', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  for (const count of [5, 12, 30]) {
    await createChannel(ana, `with-${count}`)
    for (let number = 0; number < count; number++) await post(ana, textOf(number))
  }

  const ben = await world.device().start({ size: { width: 480, height: 800 } })
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  for (const count of [5, 12, 30]) {
    await ben.getByRole('button', { name: 'Show conversations' }).click()
    await channel(ben, `with-${count}`).click()
    await standsAtEnd(ben, `number ${count - 1}`)
    expect(await toEnd(ben)).toBeLessThan(1)

    await channel(ana, `with-${count}`).click()
    for (const text of ['one more', 'a last one\nof two lines']) {
      await post(ana, text)
      await standsAtEnd(ben, text.slice(0, 8))
      expect(await toEnd(ben)).toBeLessThan(1)
    }
  }
  await ben.reload()
  await standsAtEnd(ben, 'a last one')
  expect(await toEnd(ben)).toBeLessThan(1)
})
