import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  createChannel,
  createWorkspace,
  joinWorkspace,
  message,
  offline,
  post,
  reconnect,
  signUp,
} from '../support/screens.ts'

const lineOver = (page: Page, text: string): Locator =>
  message(page, text).locator('xpath=..').getByText('New', { exact: true })

test('[UB9] what was written without a network and comes in above the window is said with the way there, to who is at the end and to who comes', async () => {
  const world = await setupWorld()
  const way = await world.ownWay()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device(way.url).start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')

  await way.cut()
  await offline(ben)
  await post(ben, 'The boat house is locked')
  for (let number = 0; number < 30; number++) await post(ana, `said meanwhile ${number}`)
  await reconnect(way, ben)
  await ana.getByText(/^1 new message since /u).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Jump to first unread' }).click()
  await expect
    .poll(() => ana.evaluate(() => document.activeElement?.textContent))
    .toContain('The boat house is locked')
  await lineOver(ana, 'The boat house is locked').waitFor()
  await ana.getByText(/^1 new message since /u).waitFor({ state: 'detached' })

  await message(ben, 'said meanwhile 29').waitFor()
  await way.cut()
  await offline(ben)
  await post(ben, 'The key is with Cleo')
  for (let number = 30; number < 60; number++) await post(ana, `said meanwhile ${number}`)
  await createChannel(ana, 'quay')
  await reconnect(way, ben)
  await channel(ana, /^general.*unread/u).click()
  await lineOver(ana, 'The key is with Cleo').waitFor()
  expect(await lineOver(ana, 'The boat house is locked').count()).toBe(0)
})
