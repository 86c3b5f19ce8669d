import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { channel, composer, createChannel, createWorkspace, signUp, unlock } from '../support/screens.ts'

/** How many drafts are on disk. Values are encrypted, keys are not; a draft is stored a moment after the last key. */
const storedDrafts = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const [known] = await indexedDB.databases()
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(known?.name ?? '')
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(new Error('no database')))
    })
    const keys = await new Promise<ReadonlyArray<unknown>>((resolve) => {
      const request = database.transaction('values').objectStore('values').getAllKeys()
      request.addEventListener('success', () => resolve(request.result))
    })
    database.close()
    return keys.filter((key) => typeof key === 'string' && key.startsWith('draft/')).length
  })

test('a draft is kept per conversation, over a change of conversation and over a restart', async () => {
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
  await channel(page, 'boats').click()
  expect(await composer(page, 'boats').inputValue()).toBe('another')

  await expect.poll(() => storedDrafts(page)).toBe(1)
  await device.stop()
  page = await device.start()
  await unlock(page, 'Ana')
  await composer(page, 'boats').waitFor()
  await expect.poll(() => composer(page, 'boats').inputValue()).toBe('another')
  await channel(page, 'general').click()
  await composer(page, 'general').waitFor()
  expect(await composer(page, 'general').inputValue()).toBe('')
})
