/** The folder of pictures, and how a page is drawn into it. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { Defect } from '../../core/base/defect.ts'

export const folder = process.env['SCREENS'] ?? path.resolve(import.meta.dirname, '../../docs/screens')
export const ways = [
  { way: 'light', width: 1280, colorScheme: 'light', contrast: 'no-preference' },
  { way: 'dark', width: 1280, colorScheme: 'dark', contrast: 'no-preference' },
  { way: 'contrast', width: 1280, colorScheme: 'light', contrast: 'more' },
  { way: 'narrow', width: 480, colorScheme: 'light', contrast: 'no-preference' },
] as const
export type Way = (typeof ways)[number]['way']

/** All that a person may come to is there by now: a third of it came with keys, groups and what goes wrong. */
export const maxFolderBytes = 11_000_000
const maxPictureBytes = 150_000

export const settled = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

export interface Album {
  readonly names: ReadonlyArray<string>
  readonly bytes: () => number
  /** In every way that `wanted` does not leave out. */
  readonly look: (screen: string, wanted?: (way: Way) => boolean) => Promise<void>
}

/** Pictures of a page as WebP, which Playwright does not write. */
function createAlbum(page: Page, debug: CDPSession): Album {
  const names: Array<string> = []
  const sizes = new Map<string, number>()
  const draw = async (file: string): Promise<void> => {
    const { data } = await debug.send('Page.captureScreenshot', { format: 'webp', quality: 50 })
    const picture = Buffer.from(data, 'base64')
    if (picture.length >= maxPictureBytes) throw new Defect(`${file} has ${picture.length} bytes`)
    sizes.set(file, picture.length)
    writeFileSync(path.join(folder, file), picture)
  }
  return {
    names,
    bytes: () => [...sizes.values()].reduce((all, each) => all + each, 0),
    look: async (screen, wanted = () => true) => {
      const name = screen.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')
      if (!names.includes(name)) names.push(name)
      for (const { way, width, ...media } of ways.filter((each) => wanted(each.way))) {
        await page.setViewportSize({ width, height: 800 })
        await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
        await settled(page)
        await draw(`${name}-${way}.webp`)
      }
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', reducedMotion: 'reduce' })
      await settled(page)
    },
  }
}

export const albumOf = async (page: Page): Promise<Album> =>
  createAlbum(page, await page.context().newCDPSession(page))
