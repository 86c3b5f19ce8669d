import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { english } from '../support/catalogues.ts'
import { setupWorld } from '../support/app.ts'
import { openCrashPage } from '../support/crash-page.ts'
import { axeViolations } from '../support/axe.ts'
import { axeInThemes } from '../support/screen-looks.ts'
import { walkDialogs, walkIn, walkMessages, walkPlaces } from '../support/screen-walk.ts'
import { walkBeside } from '../support/screen-walk-beside.ts'
import { createWorkspace, joinWorkspace, message, post, signUp } from '../support/screens.ts'

/** Whether the conversation that is open looks otherwise than another entry where the system has taken our colours away. */
async function chosenInForcedColours(page: Page): Promise<string> {
  await page.emulateMedia({ forcedColors: 'active' })
  const [chosen, other] = await page.evaluate(() => {
    const edgeOf = (selector: string): string => {
      const element = document.querySelector(selector)
      return element === null ? 'none there' : getComputedStyle(element).outlineStyle
    }
    return [edgeOf('nav li [aria-current=true]'), edgeOf('nav li button:not([aria-current])')]
  })
  await page.emulateMedia({ forcedColors: 'none' })
  return chosen === other ? `both are ${chosen}` : 'told apart'
}

test('every screen passes axe in every theme, and the focus is kept when what opened over it closes', async () => {
  const world = await setupWorld()
  const device = world.device()
  const wrong: Array<string> = []
  const lookOn =
    (page: Page) =>
    async (screen: string): Promise<void> => {
      for (const each of await axeInThemes(page)) wrong.push(`${screen}: ${each}`)
    }
  const page = await device.start()
  await page.emulateMedia({ reducedMotion: 'reduce' }) // a colour on its way is neither of the two
  const closed = async (screen: string): Promise<void> => {
    const isLost = await page.evaluate(() => document.activeElement === document.body)
    if (isLost) wrong.push(`${screen}: the focus is nowhere once it has closed`)
  }
  const walk = { page, words: english, look: lookOn(page), closed }
  await walkIn(walk)
  await walkMessages(walk)
  await walkDialogs(walk)
  await walkBeside(walk)
  await walkPlaces(walk)
  expect(await chosenInForcedColours(page)).toBe('told apart')
  await device.stop()
  const again = await device.start()
  await again.emulateMedia({ reducedMotion: 'reduce' })
  await again.getByRole('heading', { name: /^Welcome back/u }).waitFor()
  await lookOn(again)('unlock')
  const crash = await openCrashPage(again)
  await crash.emulateMedia({ reducedMotion: 'reduce' })
  await lookOn(crash)('crash')
  expect(wrong).toEqual([])
}, 300_000)

test('who is there and who has read a message is told in words, not by the pointer alone', async () => {
  const world = await setupWorld()
  const ana = await world.device().start()
  await signUp(ana, 'ana', 'Ana')
  await createWorkspace(ana, 'Rowing')
  const ben = await world.device().start()
  await signUp(ben, 'ben', 'Ben')
  await joinWorkspace(ben, 'Rowing')
  await post(ben, 'Who rows on Sunday?')
  await message(ana, 'Who rows').filter({ hasText: 'online' }).waitFor()
  await post(ana, 'I do.')
  await message(ana, 'I do.').filter({ hasText: 'Seen by 1: Ben' }).waitFor()
  expect(await axeViolations(ana)).toEqual([])
})
