/** What others learn of a person without their doing: who deleted what they wrote, that they are away, and what is at their icon. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import {
  channel,
  createWorkspace,
  joinWorkspace,
  message,
  offline,
  post,
  reconnect,
  signUp,
  writeTo,
} from '../support/screens.ts'
import { twoInHarbour } from '../support/two-in-harbour.ts'

async function remove(page: Page, text: string): Promise<void> {
  await message(page, text).hover()
  await message(page, text).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete this message?' })
  await dialog.getByText('Everybody sees that it was you who deleted it.').waitFor()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await message(page, 'Deleting this message').waitFor()
}

test('[RE4] who runs the workspace deletes what another wrote, offline too, and is named for it; members cannot', async () => {
  const { way, ana, ben } = await twoInHarbour()
  await post(ben, 'Buy my boat')
  await post(ana, 'Not here, please')
  await message(ben, 'Not here, please').hover()
  expect(await message(ben, 'Not here, please').getByRole('button', { name: 'Delete' }).count()).toBe(0)
  await message(ana, 'Buy my boat').waitFor()

  await way.cut()
  await offline(ana)
  await remove(ana, 'Buy my boat')
  await ana.getByRole('button', { name: 'Undo' }).click()
  await message(ana, 'Buy my boat').waitFor()
  await remove(ana, 'Buy my boat')
  await ana.getByRole('button', { name: 'Dismiss' }).click()
  await message(ana, 'Deleted by Ana').waitFor()
  expect(await message(ben, 'Buy my boat').count()).toBe(1)

  await reconnect(way, ana)
  await message(ben, 'Deleted by Ana').waitFor()
  expect(await message(ben, 'Buy my boat').count()).toBe(0)
  expect(await axeViolations(ben)).toEqual([])
  await ben.reload()
  await message(ben, 'Deleted by Ana').waitFor()
})

test('[CR86] who leaves their desk is away for others after five minutes, and there again with the first key', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start({ prepare: (context) => context.clock.install() })
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  await writeTo(ana, 'Ben')
  await post(ana, 'Are you there?')
  await channel(ana, /^Ben\b.*online/).waitFor()
  await ben.clock.fastForward('05:01')
  await channel(ana, /^Ben\b.*away/).waitFor()
  await ben.keyboard.press('Shift')
  await channel(ana, /^Ben\b.*online/).waitFor()
})

test('[NT11] the number at the icon is what is written to one, and goes once that is read', async () => {
  const world = await setupWorld()
  const ana = await world
    .device()
    .start({ prepare: async (context) => void (await context.addInitScript(stubBadge)) })
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Harbour')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Harbour')
  const badge = (): Promise<number | undefined> => ana.evaluate(() => globalThis.badge)
  await writeTo(ben, 'Ana')
  await post(ben, 'The tide is early')
  await post(ben, 'Bring a coat')
  await expect.poll(badge).toBe(2)
  await channel(ana, 'Ben').click()
  await message(ana, 'Bring a coat').waitFor()
  await expect.poll(badge).toBe(0)
})

/** The icon is the system's: no page sees it. */
function stubBadge(): void {
  Object.assign(navigator, { setAppBadge: async (count: number) => void (globalThis.badge = count) })
}

declare global {
  var badge: number | undefined
}
