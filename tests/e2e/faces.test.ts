import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { pngOf } from '../support/pictures.ts'
import { composer, createWorkspace, joinWorkspace, message, reconnect, signUp } from '../support/screens.ts'

const file = (name: string, bytes: Uint8Array, mimeType = 'image/png') => ({
  name,
  mimeType,
  buffer: Buffer.from(bytes),
})
/** Pictures that are drawn in a place, not merely named. */
const drawn = (page: Page, place: string): Promise<number> =>
  page
    .locator(`${place} img`)
    .evaluateAll(
      (all) => all.filter((image) => image instanceof HTMLImageElement && image.naturalWidth > 0).length,
    )

const choose = (page: Page, bytes: Uint8Array, name = 'me.png'): Promise<void> =>
  page.getByRole('dialog').locator('input[type=file]').setInputFiles(file(name, bytes))

async function openProfile(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Choose a picture…' }).waitFor()
}

test('a person and a workspace get faces: cut, shown to the other, there offline, and taken away', async () => {
  const world = await setupWorld()
  const gate = await world.ownWay()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device(gate.url).start({ size: { width: 480, height: 800 } })
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await composer(ana, 'general').fill('Who is rowing?')
  await ana.keyboard.press('Enter')
  await message(ben, 'Who is rowing?').waitFor()

  await openProfile(ana)
  await choose(ana, new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await ana.getByRole('alert').filter({ hasText: 'could not be opened as a picture' }).waitFor()
  await choose(ana, pngOf(600, 300, [180, 80, 60]))
  const stage = ana.getByRole('application', { name: /part of the picture/ })
  await stage.waitFor()
  await ana.keyboard.press('ArrowRight')
  await ana.keyboard.press('+')
  expect(await ana.getByRole('slider', { name: 'Size' }).inputValue()).toBe('1.25')
  expect(await axeViolations(ana)).toEqual([])
  await ana.getByRole('button', { name: 'Use this picture' }).click()
  await ana.getByRole('button', { name: 'Remove picture' }).waitFor()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  await expect.poll(() => drawn(ben, '[role=log], [role=feed], main')).toBeGreaterThan(0)

  await ana.getByRole('button', { name: 'Rowing', exact: true, expanded: false }).click()
  await ana.getByRole('menuitem', { name: 'Picture and colour' }).click()
  await choose(ana, pngOf(64, 64, [40, 60, 150]))
  await ana.getByRole('button', { name: 'Use this picture' }).click()
  await ana.getByRole('button', { name: 'Remove picture' }).waitFor()
  await ana.getByRole('radio', { name: 'Violet' }).check()
  expect(await axeViolations(ana)).toEqual([])
  await ana.keyboard.press('Escape')
  const hue = () => ben.evaluate(() => document.documentElement.style.getPropertyValue('--accent-hue'))
  await expect.poll(hue).toBe('285')
  await ben.getByRole('button', { name: 'Show conversations' }).click()
  await expect.poll(() => drawn(ben, 'ul[aria-label=Workspaces]')).toBe(1)
  await ben.keyboard.press('Escape')

  await gate.cut()
  await ben.reload()
  await message(ben, 'Who is rowing?').waitFor()
  await expect.poll(() => drawn(ben, 'main')).toBeGreaterThan(0)
  await reconnect(gate, ben)

  await openProfile(ana)
  await ana.getByRole('button', { name: 'Remove picture' }).click()
  await ana.getByRole('button', { name: 'Remove picture' }).waitFor({ state: 'detached' })
  await ana.keyboard.press('Escape')
  await expect.poll(() => drawn(ben, 'main')).toBe(0)
})
