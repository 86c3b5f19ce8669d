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

/** How many drafts are on disk: one is stored a moment after the last key. */
const storedDrafts = async (page: Page): Promise<number> => (await storedBytes(page, 'draft/')).length

const replyBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Reply in the thread' })

test('a draft is kept per conversation and per thread, over a change of conversation and over a restart', async () => {
  const world = await setupWorld()
  const device = world.device()
  let page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await composer(page, 'general').fill('half a thought\nin two lines')
  await createChannel(page, 'boats')
  expect(await composer(page, 'boats').inputValue()).toBe('')
  await composer(page, 'boats').fill('another')
  await channel(page, 'general').click()
  expect(await composer(page, 'general').inputValue()).toBe('half a thought\nin two lines')

  // A message that goes out takes only its own draft with it.
  await composer(page, 'general').press('Enter')
  await message(page, 'half a thought').focus()
  await page.keyboard.press('t')
  await replyBox(page).fill('for the thread alone')
  await channel(page, 'boats').click()
  expect(await composer(page, 'boats').inputValue()).toBe('another')

  await expect.poll(() => storedDrafts(page)).toBe(2)
  await device.stop()
  page = await device.start()
  await unlock(page, 'Ana')
  await composer(page, 'boats').waitFor()
  await expect.poll(() => composer(page, 'boats').inputValue()).toBe('another')
  await channel(page, 'general').click()
  await message(page, 'half a thought').getByRole('button', { name: 'Draft of a reply' }).click()
  await expect.poll(() => replyBox(page).inputValue()).toBe('for the thread alone')
  expect(await composer(page, 'general').inputValue()).toBe('')
  await replyBox(page).press('Enter')
  await page.getByRole('log', { name: 'Replies' }).getByText('for the thread alone').waitFor()
  await message(page, 'half a thought').getByText('1 reply').waitFor()
  await page.getByText('Draft of a reply').waitFor({ state: 'detached' })
  await expect.poll(() => storedDrafts(page)).toBe(1)
})

test('[CP20] [CP22] [CP23] [CP25] an edit, an answer in a thread, files and a recording wait where they were left, over a restart too', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start()
  await page.context().grantPermissions(['microphone'])
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Rowing')
  await createChannel(page, 'boats')
  await channel(page, 'general').click()
  await post(page, 'Sunday at nine')
  await message(page, 'Sunday at nine').focus()
  await page.keyboard.press('t')
  await replyBox(page).fill('who comes?')
  await replyBox(page).press('Enter')
  const reply = page
    .getByRole('log', { name: 'Replies' })
    .getByRole('article')
    .filter({ hasText: 'who comes?' })
  await reply.hover()
  await reply.getByRole('button', { name: 'Reply', exact: true }).click()
  await replyBox(page).fill('me')
  await composer(page, 'general').press('ArrowUp')
  await composer(page, 'general').fill('Sunday at ten')
  await channel(page, 'boats').click()
  await page.getByRole('button', { name: 'Record a voice message' }).click()
  await page.getByRole('timer').filter({ hasText: '0:01' }).waitFor()

  await channel(page, 'general').click()
  expect(await composer(page, 'general').inputValue()).toBe('Sunday at ten')
  await composer(page, 'general').press('Enter')
  await message(page, 'Sunday at ten').getByText('(edited)').waitFor()
  await page.getByText('Replying to Ana').waitFor()
  await replyBox(page).press('Enter')
  const answer = page.getByRole('log', { name: 'Replies' }).getByRole('article').last()
  await answer.getByText('In reply to').waitFor()

  await channel(page, 'boats').click()
  await page.getByRole('button', { name: 'Play voice message' }).waitFor()
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'boats.txt', mimeType: 'text/plain', buffer: Buffer.from('boats') }])
  await page.getByRole('button', { name: 'Remove boats.txt' }).waitFor()
  await expect.poll(async () => (await storedBytes(page, 'unsent/')).length).toBe(2)
  await device.stop()
  const again = await device.start()
  await unlock(again, 'Ana')
  await again.getByRole('button', { name: 'Remove boats.txt' }).waitFor()
  await again.getByRole('button', { name: 'Play voice message' }).click()
  const sound = again.locator('audio').first()
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.readyState)).toBeGreaterThan(0)
  await post(again, 'as it sounds')
  await message(again, 'as it sounds').getByRole('button', { name: 'Play voice message' }).waitFor()
  await message(again, 'as it sounds').getByText('boats.txt').waitFor()
  await expect.poll(async () => (await storedBytes(again, 'unsent/')).length).toBe(0)
})
