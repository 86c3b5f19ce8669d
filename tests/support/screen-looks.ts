/** How a screen is looked at on a walk. */
import type { Page } from 'playwright-core'
import { axeViolations } from './axe.ts'

/** What depends on colours alone, in the themes that a person has besides the one in view. */
const otherThemes = [
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const

/** Rules of axe that the page breaks in the light theme, and those of contrast that it breaks in the others. */
export async function axeInThemes(page: Page): Promise<ReadonlyArray<string>> {
  const wrong: Array<string> = [...(await axeViolations(page))]
  for (const theme of otherThemes) {
    await page.emulateMedia(theme)
    const name = `${theme.colorScheme}, contrast ${theme.contrast}`
    for (const each of await axeViolations(page, ['color-contrast'])) wrong.push(`${name}: ${each}`)
  }
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
  return wrong
}

/** What reaches beyond the window, and cannot be scrolled to. What floats is placed when it opens, not when a window shrinks. */
export const overflowIn = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(() => {
    const { width } = document.documentElement.getBoundingClientRect()
    return [...document.querySelectorAll('button, input, h1, h2, h3, p, [role=dialog]')]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect()
        const scrolls =
          element.closest('[role=grid], [role=toolbar], [role=log], [popover], pre, table') !== null
        return right - left > 1 && (left < -1 || right > width + 1) && !scrolls
      })
      .map((element) => element.outerHTML.slice(0, 160))
  })
