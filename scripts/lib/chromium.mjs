import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { run } from './run.mjs'
import { SetupFailure } from './setup-failure.mjs'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]

/** Where Chromium's relatives lie on systems that do not put programs on the PATH. */
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  `${process.env['ProgramFiles']}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['LOCALAPPDATA']}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['ProgramFiles(x86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
]

/**
 * The path of a Chromium: what the environment variable CHROMIUM names, else the system's, else Playwright's own if it
 * has been downloaded. Undefined if there is none. Throws `SetupFailure` if CHROMIUM names nothing that runs.
 */
export function findChromium() {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named
    throw new SetupFailure(`CHROMIUM=${named} is not a program: unset it or name one.`)
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)))
  return [...onPath, ...usualPlaces, playwrightsOwn()].find((file) => file !== undefined && isProgram(file))
}

/**
 * Finds a Chromium or gets one: Debian's package where we may install packages, else Playwright's own download.
 * Call `ensureInstalled` first. Throws `SetupFailure`.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function ensureChromium(say) {
  const found = findChromium()
  if (found !== undefined) return found
  const tried = []
  for (const get of [getDebians, getPlaywrights]) {
    tried.push(await get(say))
    const now = findChromium()
    if (now !== undefined) return now
  }
  throw new SetupFailure(
    `No Chromium here, and none could be had: install one or set CHROMIUM.\n${tried.join('\n')}`,
  )
}

/** @param {(line: string) => void} say */
async function getDebians(say) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return 'apt-get: not here, or not ours to use'
  say('Installing Chromium (apt-get)…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await run('apt-get', ['update', '-q'], { env })
  const install = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
    env,
  })
  return update.output + install.output
}

/** @param {(line: string) => void} say */
async function getPlaywrights(say) {
  say('Downloading Chromium (Playwright)…')
  const { output } = await run('playwright-core', ['install', 'chromium'])
  return output
}

function playwrightsOwn() {
  try {
    const playwright = createRequire(import.meta.url)('playwright-core')
    return String(playwright.chromium.executablePath())
  } catch {
    return undefined // not installed yet
  }
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
