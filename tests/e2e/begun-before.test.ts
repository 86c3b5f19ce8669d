import type { Locator, Page } from 'playwright-core'
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
  unlock,
} from '../support/screens.ts'
import { storedBytes } from '../support/stored-values.ts'

const replyBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply in the thread' })
const replies = (page: Page): Locator => page.getByRole('log', { name: 'Replies' }).getByRole('article')
const begun = (page: Page): Promise<ReadonlyArray<number>> => storedBytes(page, 'unfinished/')

test('[CP24] what is answered and half-made edits come back after a reload and after a new start, in a conversation and a thread, without a network', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const device = world.device(way.url)
  let page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await post(page, 'Sunday at nine')
  await message(page, 'Sunday at nine').focus()
  await page.keyboard.press('t')
  await replyBox(page).fill('who comes?')
  await replyBox(page).press('Enter')
  await replies(page).filter({ hasText: 'who comes?' }).waitFor()
  await createChannel(page, 'boats')
  await post(page, 'the old boat')
  await way.cut()

  await message(page, 'the old boat').focus()
  await page.keyboard.press('r')
  await composer(page, 'boats').fill('is sold')
  await channel(page, 'general').click()
  await composer(page, 'general').press('ArrowUp')
  await composer(page, 'general').fill('Sunday at ten')
  await replyBox(page).press('ArrowUp')
  await expect.poll(() => begun(page).then(({ length }) => length)).toBe(3)
  const before = Math.max(...(await begun(page)))
  await replyBox(page).fill(`who comes, and who brings ${'a '.repeat(100)}boat?`)
  await expect.poll(async () => Math.max(...(await begun(page)))).toBeGreaterThan(before + 150)
  await expect.poll(async () => (await storedBytes(page, 'draft/')).length).toBe(1)

  const isThere = async (): Promise<void> => {
    await expect.poll(() => composer(page, 'general').inputValue()).toBe('Sunday at ten')
    await message(page, 'Sunday at nine').waitFor()
    await page.getByText('Editing your message').waitFor()
    await channel(page, 'boats').click()
    await page.getByText('Replying to Ana').waitFor()
    await expect.poll(() => composer(page, 'boats').inputValue()).toBe('is sold')
    await channel(page, 'general').click()
  }
  await page.reload()
  await isThere()
  await device.stop()
  page = await device.start()
  await unlock(page, 'Ana')
  await isThere()

  await composer(page, 'general').press('Enter')
  await message(page, 'Sunday at ten').getByText('(edited)').waitFor()
  await message(page, 'Sunday at ten').getByRole('button', { name: 'Draft of a reply' }).click()
  await expect.poll(() => replyBox(page).inputValue()).toMatch(/^who comes, and who brings .*boat\?$/u)
  await replyBox(page).press('Enter')
  await replies(page).filter({ hasText: 'who brings' }).getByText('(edited)').waitFor()
  await channel(page, 'boats').click()
  await composer(page, 'boats').press('Enter')
  await message(page, 'is sold').getByText('In reply to').waitFor()
  await expect.poll(() => begun(page)).toEqual([])
  await page.reload()
  await composer(page, 'boats').waitFor()
  expect(await page.getByText(/^(Replying to|Editing your)/).count()).toBe(0)
})

test('[CP24] a second window does not take what is begun in the first, and has it once that is closed', async () => {
  const world = await setupWorld()
  const device = world.device()
  const first = await device.start()
  await signUp(first, 'ana', 'Ana')
  await createWorkspace(first, 'Rowing')
  await post(first, 'Sunday at nine')
  await composer(first, 'general').press('ArrowUp')
  await composer(first, 'general').fill('Sunday at ten')
  await expect.poll(() => begun(first)).toHaveLength(1)
  const second = await device.openAgain()
  await message(second, 'Sunday at nine').waitFor()
  // Its turn is awaited by then: what is there to be had has been asked for.
  await expect
    .poll(() => second.evaluate(async () => (await navigator.locks.query()).pending?.map(({ name }) => name)))
    .toContainEqual(expect.stringMatching(/^unfinished:/u))
  expect(await composer(second, 'general').inputValue()).toBe('')
  await first.close()
  await expect.poll(() => composer(second, 'general').inputValue()).toBe('Sunday at ten')
  await composer(second, 'general').press('Enter')
  await message(second, 'Sunday at ten').getByText('(edited)').waitFor()
  await expect.poll(() => begun(second)).toEqual([])
})
