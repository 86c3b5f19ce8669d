/** The app for the benchmark `ui`: shell and browser, which keep what they have in a folder. */
import path from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { pageSwitches } from '../../main/window/page-switches.ts'
import { findChromium } from '../../scripts/lib/chromium.mjs'
import { startChild } from './child.ts'
import { chromiumArguments, rendererProcesses } from './measured-page.ts'

/** `screen`: frames come at 60 Hz. `work`: as soon as they are made, so that no wait for a screen is in what is measured. */
export type Pace = 'screen' | 'work'

export interface AppWindow {
  readonly page: Page
  readonly shellPid: number
  /** Process ids. */
  readonly renderers: () => Promise<ReadonlyArray<number>>
  readonly close: () => Promise<void>
}

/** `script` is evaluated in the page. */
export async function openApp(folder: string, relay: string, pace: Pace, script: string): Promise<AppWindow> {
  const root = path.join(import.meta.dirname, '../..')
  const program = path.join(root, 'out/browser-shell/index.js')
  const shell = startChild(
    [program, '--profile-dir', path.join(folder, 'profile'), '--relay', relay],
    { NODE_ENV: 'development' }, // what bundles the page's script has set it to production here
    root,
  )
  const address = /http:\S+/.exec(await shell.nextLine())?.[0] ?? ''
  const executablePath = findChromium()
  const context = await chromium.launchPersistentContext(path.join(folder, 'browser'), {
    ...(executablePath !== undefined && { executablePath }),
    args: [
      ...chromiumArguments(),
      ...pageSwitches.map(([name, value]) => `--${name}=${value}`), // as the product's pages have it
      ...(pace === 'work' ? ['--disable-frame-rate-limit', '--disable-gpu-vsync'] : []),
    ],
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
  })
  context.setDefaultTimeout(600_000) // of 196,000 messages to take in and index
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(address)
  await page.evaluate(script)
  return {
    page,
    shellPid: shell.pid,
    renderers: async () => {
      const browser = context.browser()
      return browser === null ? [] : rendererProcesses(browser)
    },
    close: async () => {
      await context.close()
      await shell.stop()
    },
  }
}
