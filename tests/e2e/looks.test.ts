/** How the app looks and which key sends is chosen by hand, seen at once, and so still after a restart. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { setupWorld } from '../support/app.ts'
import { settingsOf } from '../support/backing-up.ts'
import { channel, composer, createWorkspace, message, post, signUp, unlock } from '../support/screens.ts'

const styleOf = (locator: Locator, property: string): Promise<string> =>
  locator.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)

/** Lightness from 0 (black) to 1, chroma, hue in degrees. */
async function colourOf(locator: Locator, property: string): Promise<ReadonlyArray<number>> {
  const parts = /oklch\((.*?)\)/u.exec(await styleOf(locator, property))?.[1]?.split(' ')
  return parts?.map(Number) ?? []
}

const choose = (page: Page, of: string, name: string): Promise<void> =>
  settingsOf(page).getByRole('group', { name: of }).getByText(name, { exact: true }).click()

const paper = async (page: Page): Promise<number> =>
  (await colourOf(page.locator('body'), 'background-color'))[0] ?? Number.NaN

/** What a person sees of how the app looks, once something is written and can be sent. */
async function seen(page: Page) {
  const said = message(page, 'How does it look?').locator('p')
  const send = page.getByRole('button', { name: 'Send', exact: true })
  const entry = await channel(page, 'general').boundingBox()
  return {
    paper: await paper(page),
    ink: (await colourOf(said, 'color'))[0],
    hue: (await colourOf(send, 'color'))[2],
    letters: await styleOf(said, 'font-size'),
    row: Math.round(entry?.height ?? 0),
    fading: await styleOf(send, 'transition-duration'),
  }
}

test('theme, colour, spacing, text size, movement and the key that sends are chosen by hand, seen at once, and so after a restart', async () => {
  const world = await setupWorld()
  const device = world.device()
  let page = await device.start()
  await signUp(page, 'ana', 'Ana')
  await createWorkspace(page, 'Harbour')
  await post(page, 'How does it look?')
  await composer(page, 'general').fill('First line')
  const before = await seen(page)
  expect(before).toMatchObject({ hue: 215, letters: '15px', row: 32 })
  expect(before.paper).toBeGreaterThan(0.9)
  expect(before.fading).not.toMatch(/^0s(?:, 0s)*$/u)

  await page.keyboard.press('Control+,')
  await choose(page, 'Theme', 'Dark')
  await expect.poll(() => paper(page)).toBeLessThan(0.3)
  await choose(page, 'Theme', 'Light')
  await expect.poll(() => paper(page)).toBe(before.paper)
  await choose(page, 'Theme', 'High contrast')
  await choose(page, 'Colour', 'Violet')
  await choose(page, 'Spacing', 'Compact')
  await choose(page, 'Text size', '150%')
  await choose(page, 'Movement', 'None')
  await choose(page, 'Send with', 'Ctrl+Enter (Enter makes a new line)')
  await page.keyboard.press('Escape')
  await settingsOf(page).waitFor({ state: 'detached' })
  const chosen = { paper: 1, ink: 0, hue: 285, letters: '21px', row: 26 }
  const isAsChosen = async (): Promise<void> => {
    await expect.poll(() => seen(page)).toMatchObject(chosen)
    expect((await seen(page)).fading).toMatch(/^0s(?:, 0s)*$/u)
  }
  await isAsChosen()

  await device.stop()
  page = await device.start()
  await page.getByRole('heading', { name: 'Welcome back, Ana' }).waitFor()
  expect(await paper(page)).toBe(1) // before it is unlocked too
  await unlock(page, 'Ana')
  await composer(page, 'general').fill('First line')
  await isAsChosen()
  await composer(page, 'general').press('Enter')
  await page.keyboard.type('second line')
  expect(await composer(page, 'general').inputValue()).toBe('First line\nsecond line')
  await page.keyboard.press('Control+Enter')
  await message(page, 'second line').waitFor()
  expect(await message(page, 'First line').count()).toBe(1)
})
