/** Which program the suite of Electron runs: the product's, the one that npm has fetched, or else the fake. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { findChromium } from '../../../scripts/lib/chromium.mjs'
import { findElectron } from '../../../scripts/lib/electron.mjs'
import { temporaryFolder } from '../temporary-folder.ts'

/** Throws where REQUIRE_ELECTRON=1 and there is no Electron. Undefined where nothing at all would run. */
export function electronExecutable(): string | undefined {
  const real = process.env['APP_EXECUTABLE'] ?? findElectron()
  if (real !== undefined) return real
  if (process.env['REQUIRE_ELECTRON'] === '1') {
    throw new Error(
      'No Electron executable here: fetch it with npx install-electron, or name one with APP_EXECUTABLE.',
    )
  }
  return fakeExecutable()
}

/** A program that Playwright starts as if it were Electron; undefined where there is no Chromium to play its windows. */
function fakeExecutable(): string | undefined {
  if (process.platform === 'win32' || findChromium() === undefined) return undefined
  const file = path.join(temporaryFolder(), 'electron')
  const main = path.join(import.meta.dirname, 'fake-main.ts')
  const command = `exec '${process.execPath}' --disable-warning=ExperimentalWarning '${main}' "$@"`
  writeFileSync(file, `#!/bin/sh\n${command}\n`, { mode: 0o755 })
  return file
}
