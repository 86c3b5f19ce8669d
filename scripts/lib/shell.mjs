import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { findChromium } from './chromium.mjs'
import { electronAtHand } from './electron.mjs'
import { modernNode } from './install.mjs'
import { startProgram } from './program.mjs'
import { compileCache, root } from './run.mjs'
import { SetupFailure } from './setup-failure.mjs'

/** @typedef {import('./program.mjs').Program} Program */
/**
 * @typedef {object} ShellOptions
 * @property {string} profileFolder
 * @property {string} relay
 * @property {boolean} headless
 * @property {(line: string) => void} say
 * @property {(line: string) => void} complain
 */

/**
 * @typedef {object} RunningShell
 * @property {ReadonlyArray<Program>} programs in the order in which to end them
 * @property {Promise<import('./program.mjs').Ending>} quit the person has closed the app, or it has died
 */

const isRoot = process.getuid?.() === 0
const hasDisplay =
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])

/**
 * Starts the app: under Electron where that can be, else as a page in a Chromium, else as an address to open. Says which
 * and why. The address is said only where no browser of ours has it: two would take each other's place at the relay
 * (WN11). Throws `SetupFailure`.
 *
 * @param {ShellOptions} options
 * @returns {Promise<RunningShell>}
 */
export async function startShell(options) {
  const electron = await chooseElectron(options)
  if ('executable' in electron) {
    options.say('Tidings runs in Electron.')
    const app = startElectron(electron.executable, options)
    return { programs: [app], quit: app.ended }
  }
  const chromium = chooseChromium(options)
  let runs = false
  // Before it runs, what it complains of is the text of the failure.
  const shell = startBrowserShell({
    ...options,
    complain: (line) => (runs ? options.complain(line) : undefined),
  })
  const address = (await shell.line(/^app at (\S+)$/))?.[1]
  if (address === undefined) {
    const { code, complaint } = await shell.ended
    throw new SetupFailure(complaint || `The browser shell ended at once, with ${code}.`)
  }
  runs = true
  if ('why' in chromium) {
    options.say(`Tidings runs as a page: ${electron.why}, and ${chromium.why}.`)
    options.say(`Open ${address}`)
    return { programs: [shell], quit: shell.ended }
  }
  options.say(`Tidings runs as a page in ${chromium.executable}: ${electron.why}.`)
  const browser = startChromium(chromium.executable, address, options)
  const browserQuit = browser.ended.then((ending) => {
    if (ending.code === 0 || ending.asked) return ending
    options.say(`${chromium.executable} ended with ${ending.code}: open ${address} in another browser.`)
    return shell.ended
  })
  return { programs: [browser, shell], quit: Promise.race([browserQuit, shell.ended]) }
}

/** @param {ShellOptions} options */
async function chooseElectron({ headless, say }) {
  if (headless) return { why: 'without a window (--headless) it needs no Electron' }
  if (!hasDisplay) return { why: 'there is no display for Electron' }
  if (process.env['CHROMIUM']) return { why: 'CHROMIUM names a browser' }
  if (isRoot) return { why: 'Electron does not run as root' }
  return electronAtHand(say)
}

/** @param {ShellOptions} options */
function chooseChromium({ headless }) {
  if (headless) return { why: 'no browser was asked for' }
  if (!hasDisplay) return { why: 'there is no display for a browser either' }
  const executable = findChromium()
  return executable === undefined
    ? { why: 'no Chromium was found (install one, or name it with CHROMIUM)' }
    : { executable }
}

/**
 * @param {string} executable
 * @param {ShellOptions} options
 */
function startElectron(executable, { profileFolder, relay, complain }) {
  return startProgram(executable, [root, `--profile-dir=${profileFolder}`, `--relay=${relay}`], { complain })
}

/** @param {Pick<ShellOptions, 'profileFolder' | 'relay'> & { complain?: (line: string) => void }} options */
export function startBrowserShell({ profileFolder, relay, complain }) {
  const program = path.join(root, 'out', 'browser-shell', 'index.js')
  const args = [program, '--profile-dir', profileFolder, '--relay', relay, '--until-stdin-ends']
  const env = { NODE_COMPILE_CACHE: compileCache, ...process.env }
  return startProgram(modernNode(), args, { env, ...(complain !== undefined && { complain }) })
}

/**
 * A Chromium of its own, with its data in the profile.
 *
 * @param {string} executable
 * @param {string} address
 * @param {ShellOptions} options
 */
function startChromium(executable, address, { profileFolder }) {
  const data = path.join(profileFolder, 'chromium')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  return startProgram(executable, [
    `--app=${address}`,
    `--user-data-dir=${data}`,
    '--window-size=1280,800',
    ...chromiumArguments,
  ])
}

/** Quiet: no first-run page, no calls home. Chromium's sandbox does not start for root. */
export const chromiumArguments = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  ...(isRoot ? ['--no-sandbox', '--disable-gpu'] : []),
]
