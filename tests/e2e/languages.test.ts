import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { isolated } from '../../renderer/languages/isolated.ts'
import { setupWorld } from '../support/app.ts'
import { axeViolations } from '../support/axe.ts'
import { arabic, english, german, japanese, spanish } from '../support/catalogues.ts'
import { bracketed, speakBracketed, untranslatedIn } from '../support/bracketed-words.ts'
import { openCrashPage } from '../support/crash-page.ts'
import { overflowIn } from '../support/screen-looks.ts'
import { walkDialogs, walkIn, walkMessages, walkPlaces } from '../support/screen-walk.ts'
import { walkBeside } from '../support/screen-walk-beside.ts'

const pictures = process.env['LANGUAGE_PICTURES']

/** `LANGUAGE_PICTURES=folder` keeps a picture of each screen, to be looked at. */
async function keepPicture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png` })
}

test('[LA4] every text on every screen comes from the catalogue', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start({ prepare: speakBracketed })
  const found = new Set<string>()
  let screens = 0
  const look = async (screen: string): Promise<void> => {
    screens += 1
    for (const text of await untranslatedIn(page)) found.add(`${screen}: ${text}`)
  }
  const walk = { page, words: bracketed(english), look }
  await walkIn(walk)
  await walkMessages(walk)
  await walkDialogs(walk)
  await walkBeside(walk)
  await walkPlaces(walk)
  for (const text of await untranslatedIn(await openCrashPage(page))) found.add(`crash: ${text}`)
  expect([...found]).toEqual([])
  expect(screens).toBeGreaterThan(60)
}, 300_000)

test('[LA1, LA5] Arabic: read from the right, axe clean, and nothing beyond the window', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start({ locale: 'ar' })
  await page.emulateMedia({ reducedMotion: 'reduce' }) // a colour on its way is neither of the two
  const wrong: Array<string> = []
  const look = async (screen: string): Promise<void> => {
    await keepPicture(page, `ar ${screen}`)
    for (const each of await axeViolations(page)) wrong.push(`${screen}: ${each}`)
    for (const each of await overflowIn(page)) wrong.push(`${screen} overflows: ${each}`)
  }
  const walk = { page, words: isolated(arabic, 'rtl'), look }
  await walkIn(walk)
  expect(await page.locator('html').getAttribute('lang')).toBe('ar')
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  const sidebar = await page.getByRole('navigation', { name: arabic.sidebar.conversations }).boundingBox()
  expect(sidebar?.x).toBeGreaterThan(800)
  await walkMessages(walk)
  await walkDialogs(walk)
  await walkBeside(walk)
  await walkPlaces(walk)
  expect(wrong).toEqual([])
}, 300_000)

/** Text as far apart as a person may have set it (WCAG 1.4.12), in a way that the page's policy does not bind. */
const spaceOut = (page: Page, on: boolean): Promise<void> =>
  page.evaluate((isOn) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
       p + p { margin-block-start: 2em !important }`,
    )
    document.adoptedStyleSheets = isOn ? [sheet] : []
  }, on)

test('[LA2, LA6] a person chooses German, which is there after a reload and fits a narrow window, and text that is spaced out', async () => {
  const world = await setupWorld()
  const device = world.device()
  const page = await device.start()
  await walkIn({ page, words: english, look: async () => undefined })
  await page.keyboard.press('Control+,')
  await page.getByRole('radio', { name: 'Deutsch' }).check()
  await page.getByRole('button', { name: english.settings.languageReload('Deutsch') }).click()
  await page.getByRole('heading', { name: german.conversation.emptyTitle('#general') }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  const wrong: Array<string> = []
  const look = async (screen: string): Promise<void> => {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await spaceOut(page, width === 1280)
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
      await keepPicture(page, `de ${width} ${screen}`)
      for (const each of await overflowIn(page)) wrong.push(`${screen} at ${width}: ${each}`)
    }
    await spaceOut(page, false)
  }
  const walk = { page, words: german, look }
  await walkMessages(walk)
  await walkDialogs(walk)
  await walkBeside(walk)
  await walkPlaces(walk)
  expect(wrong).toEqual([])
}, 300_000)

test.each([
  ['es', spanish],
  ['ja', japanese],
])(
  '[LA4, LA6] %s is what the system speaks: every screen is in it, and fits a narrow window',
  async (locale, words) => {
    const world = await setupWorld()
    const page = await world.device().start({ locale })
    const wrong: Array<string> = []
    const look = async (screen: string): Promise<void> => {
      await page.setViewportSize({ width: 320, height: 800 })
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
      await keepPicture(page, `${locale} ${screen}`)
      for (const each of await overflowIn(page)) wrong.push(`${screen}: ${each}`)
      await page.setViewportSize({ width: 1280, height: 800 })
    }
    const walk = { page, words, look }
    await walkIn(walk)
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    await walkMessages(walk)
    await walkDialogs(walk)
    await walkBeside(walk)
    await walkPlaces(walk)
    expect(wrong).toEqual([])
  },
  300_000,
)
