/** The page in the place of one that has died, which Electron alone goes to: here with what it asks main for. */
import type { Page } from 'playwright-core'
import type { CrashFacts } from '../../core/bridge/shell-contract.ts'

const facts: CrashFacts = {
  version: '0.1.0',
  system: 'Linux 6.8.0 x64',
  electron: '41.2.0',
  chrome: '146.0.7000.0',
  reason: 'oom',
  exitCode: 5,
  at: Date.UTC(2026, 10, 2, 14, 5),
}

/** In a page of its own, beside one of the running app. */
export async function openCrashPage(beside: Page): Promise<Page> {
  const page = await beside.context().newPage()
  await page.addInitScript(
    `globalThis.bridge = { call: async (name) => name === 'shell.crash' ? ${JSON.stringify(facts)} : undefined }`,
  )
  await page.goto(new URL('/crash.html', beside.url()).href)
  await page.locator('pre').waitFor()
  return page
}
