// npm start [-- FLAGS]: installs and builds what is missing, then runs a relay and the app. CONTRIBUTING.md has the flags.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled, modernNode } from './lib/install.mjs'
import { relayAtHand, takeOverWhenGone } from './lib/relay.mjs'
import { root } from './lib/run.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'
import { startShell } from './lib/shell.mjs'

/** @typedef {import('./lib/program.mjs').Program} Program */
/** @typedef {import('./lib/program.mjs').Ending} Ending */

const usage = `npm start [-- FLAGS]
  --profile NAME   whose data to use, "default" if not said; two profiles are two people
  --headless       no window: prints the address to open in a browser
  --relay-only     the relay alone
  --relay URL      this relay instead of one of our own
  --port N         the port of our own relay, 8787 if not said
  --print-policy   prints what the organisation has set for this machine, as JSON
  --check          try everything with throw-away data, and say whether it works`

let interruptions = 0
/** @type {Promise<undefined>} */
const interrupted = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interruptions++
      if (interruptions === 1) {
        if (running.length > 0) console.log('Ending… Ctrl-C once more does not wait.')
        return resolve(undefined)
      }
      for (const program of running) program.kill()
      process.exit(130)
    })
  }
})
/** In the order in which to end them. @type {Program[]} */
const running = []

try {
  process.exitCode = await main(readFlags())
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  for (const program of running) await program.end()
}

function readFlags() {
  try {
    const { values } = parseArgs({
      options: {
        profile: { type: 'string', default: 'default' },
        headless: { type: 'boolean', default: false },
        'relay-only': { type: 'boolean', default: false },
        relay: { type: 'string' },
        port: { type: 'string', default: '8787' },
        check: { type: 'boolean', default: false },
        'print-policy': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    throw new SetupFailure(`${String(error instanceof Error ? error.message : error)}\n${usage}`)
  }
}

/** @param {ReturnType<typeof readFlags>} flags */
async function main(flags) {
  if (flags.help) {
    console.log(usage)
    return 0
  }
  const port = Number(flags.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SetupFailure(`--port ${flags.port}: name a whole number up to 65535.`)
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/.test(flags.profile)) {
    throw new SetupFailure(`--profile ${flags.profile}: use letters, digits, - and _, 32 at most.`)
  }
  if (flags.relay !== undefined && !/^https?:\/\/[^/]/.test(flags.relay)) {
    throw new SetupFailure(`--relay ${flags.relay}: give its address, as in --relay http://127.0.0.1:8787.`)
  }

  await ensureInstalled(console.log)
  if (flags.check) return check()
  if (flags['print-policy']) return printPolicy()
  if (!flags['relay-only']) await ensureBuilt(console.log)
  return runUntilQuit({ ...flags, port })
}

/** @param {{ profile: string, headless: boolean, 'relay-only': boolean, relay?: string | undefined, port: number }} flags */
async function runUntilQuit(flags) {
  const data = path.resolve(
    process.env['INIT_CWD'] ?? root,
    process.env['TIDINGS_DATA'] ?? path.join(root, '.tidings'),
  )
  const relay = flags.relay ?? (await ownRelay(path.join(data, 'relay'), flags))
  if (flags['relay-only']) {
    const [program] = running
    return program === undefined ? 0 : untilQuit(program.ended)
  }
  const { programs, quit } = await startShell({
    profileFolder: path.join(data, 'profiles', flags.profile),
    relay,
    headless: flags.headless,
    say: console.log,
    complain: console.error,
  })
  running.unshift(...programs)
  return untilQuit(quit)
}

/**
 * @param {string} folder
 * @param {{ port: number }} options
 */
async function ownRelay(folder, { port }) {
  const { url, program } = await relayAtHand({ folder, port, complain: console.error })
  console.log(`The relay is at ${url}${program === undefined ? ', already running' : ''}.`)
  if (program !== undefined) running.push(program)
  else {
    void takeOverWhenGone({ url, folder, complain: console.error }, (taken) => {
      running.push(taken)
      console.log('The relay had gone: another one runs now, at the same address.')
    })
  }
  return url
}

/**
 * Until Ctrl-C, or the person has quit, or our relay has died.
 *
 * @param {Promise<Ending>} quit
 */
async function untilQuit(quit) {
  console.log('Ctrl-C ends everything.')
  const [relay] = running.slice(-1)
  const relayDied = relay?.ended.then(({ code, complaint }) => {
    throw new SetupFailure(`The relay has ended, with ${code}: start again.\n${complaint}`.trim())
  })
  const ending = await Promise.race([interrupted, quit, ...(relayDied === undefined ? [] : [relayDied])])
  relayDied?.catch(() => undefined) // from here on we end it ourselves
  if (ending === undefined || ending.code === 0) return 0
  throw new SetupFailure(`The app has ended, with ${ending.code}.\n${ending.complaint}`.trim())
}

function check() {
  return runWithModernNode([path.join(root, 'scripts', 'check.mjs')])
}

function printPolicy() {
  return runWithModernNode([path.join(root, 'main', 'browser.ts'), '--print-policy'])
}

/**
 * Needs Node 24, which may not be the one that runs this. It gets the terminal's Ctrl-C itself.
 *
 * @param {string[]} args
 */
function runWithModernNode(args) {
  const child = spawn(modernNode(), args, { stdio: 'inherit' })
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}
