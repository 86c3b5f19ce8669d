/** The built app on the stand-in for Electron, its page in a real Chromium: started once for the tests of a file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, vi } from 'vitest'
import { ensureBuilt } from '../../../scripts/lib/build.mjs'
import type { Driver } from './driver.ts'
import { startToWindow } from './start-shell.ts'

export const builtMain = path.resolve(import.meta.dirname, '../../../out/main/index.js')

async function start(folder: string) {
  let driver: Driver | undefined
  // Of the modules that this start has made anew.
  const ready = async (): Promise<void> => {
    const { startDriver } = await import('./driver.ts')
    const { played } = await import('./windows.ts')
    driver = await startDriver({
      dataFolder: path.join(folder, 'chromium'),
      listening: () => undefined,
      exit: () => undefined,
    })
    played.driver = driver
  }
  const started = await startToWindow({ ready }, [], path.join(folder, 'profile'), builtMain)
  const page = await vi.waitFor(() => {
    const found = driver?.pageOf(started.window)
    if (found === undefined) throw new Error('no page yet')
    return found
  }, 20_000)
  await page.getByRole('heading', { name: 'Create your account' }).waitFor()
  return { ...started, page, driver }
}

export type BuiltApp = Awaited<ReturnType<typeof start>>

/** For a whole file; what it gives is there while a test runs. */
export function useBuiltApp(): () => BuiltApp {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-hardening-'))
  let running: BuiltApp | undefined
  beforeAll(async () => {
    await ensureBuilt(() => undefined)
    const { argv } = process
    running = await start(folder)
    process.argv = argv
  }, 120_000)
  afterAll(async () => {
    await running?.driver?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    if (running === undefined) throw new Error('not started')
    return running
  }
}

/** The page is where it was, and alive. Not by a locator, which would wait for a navigation that never comes. */
export async function isHome({ window, page }: BuiltApp): Promise<boolean> {
  return window.address === 'app://ui/index.html' && (await headingOf(page)) === 'Create your account'
}

const headingOf = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.querySelector('h1')?.textContent)
