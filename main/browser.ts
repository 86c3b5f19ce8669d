/**
 * The browser shell: the same app as under Electron, with its page in a browser. For development, tests and machines
 * without an Electron executable; never shipped.
 *
 *   node main/browser.ts --profile-dir DIR [--relay URL] [--port N] [--until-stdin-ends]
 *   node main/browser.ts --print-policy                 what the organisation has set, as JSON
 *
 * `npm start` runs it as it was built, `out/browser-shell/index.js`: one file, which is there in half the time.
 *
 * Prints `app at http://127.0.0.1:PORT/#TOKEN` once it can be opened. A start that fails says why in one line and exits
 * with the status in `statuses`.
 */
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { pageNetwork } from './previews/page-network.ts'
import path from 'node:path'
import { parseArgs } from 'node:util'
import packageJson from '../package.json' with { type: 'json' }
import { bytesToHex } from '../core/base/bytes.ts'
import { startApp } from './app.ts'
import { createSocketBridge } from './bridge/socket-bridge.ts'
import { describeError, isMissing, systemErrorCode } from './disk/system-error.ts'
import { createPageFiles, type PageFiles } from './page-server/page-files.ts'
import { type PageServer, type PageServerDeps, startPageServer } from './page-server/page-server.ts'
import { startOnFreePort } from './page-server/free-port.ts'
import { printPolicy } from './policy/print-policy.ts'
import { keepSystemPolicy } from './policy/system-policies.ts'
import { lockProfile } from './profile/profile-lock.ts'
import { prepareProfile } from './profile/profile-format.ts'
import { profileWords } from './profile/profile-words.ts'
import { type Profile, readProfile } from './profile/profile.ts'
import { placeIn } from './saves/in-folder.ts'
import { relayOrigin } from './sign-in/relay-origin.ts'
import { systemClock, systemRandom } from './system.ts'
import { openInSystemBrowser } from './window/system-opener.ts'

const statuses = {
  usage: 2,
  profileOpen: 3,
  profileUnwritable: 4,
  portTaken: 5,
  notBuilt: 6,
  production: 7,
  profileRefused: 8,
} as const

const report = (line: string): void => void process.stderr.write(`${line}\n`)

function end(status: keyof typeof statuses, line: string): never {
  report(line)
  process.exit(statuses[status])
}

interface Options {
  readonly folder: string
  readonly relay: string | undefined
  readonly port: number | undefined
  /** Whoever started this holds the other end: it ends when they do, however that happens. */
  readonly untilStdinEnds: boolean
}

function readOptions(): Options {
  const usage = 'usage: node main/browser.ts --profile-dir DIR [--relay URL] [--port N]'
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      options: {
        'profile-dir': text,
        relay: text,
        port: text,
        'until-stdin-ends': { type: 'boolean', default: false },
      },
    })
    const relay = values.relay === undefined ? undefined : relayOrigin(values.relay)
    const port = values.port === undefined ? undefined : Number(values.port)
    const badPort = port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)
    if (
      values['profile-dir'] === undefined ||
      badPort ||
      (values.relay !== undefined && relay === undefined)
    ) {
      end('usage', usage)
    }
    const folder = path.resolve(values['profile-dir'])
    return { folder, relay, port, untilStdinEnds: values['until-stdin-ends'] }
  } catch {
    end('usage', usage)
  }
}

/** Nobody else works in a profile at the same time: two would write one journal. */
async function enterProfile(
  folder: string,
): Promise<{ readonly profile: Profile; readonly unlock: () => void }> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const unlock = lockProfile(folder)
    if (unlock === undefined) {
      end(
        'profileOpen',
        `The profile in ${folder} is open already: close it there, or start with another --profile.`,
      )
    }
    const prepared = await prepareProfile(folder, { version: packageJson.version, now: systemClock.now })
    if (!prepared.ok) end('profileRefused', profileWords(prepared.failure))
    return { profile: await readProfile(folder), unlock }
  } catch (error) {
    const why = describeError(error)
    end(
      'profileUnwritable',
      `The profile's folder ${folder} cannot be used (${why}): make it writable, or name another with TIDINGS_DATA.`,
    )
  }
}

async function readPageFiles(): Promise<PageFiles> {
  try {
    return await createPageFiles()
  } catch (error) {
    if (!isMissing(error)) throw error
    end('notBuilt', 'The app is not built: run npm run build, or npm start.')
  }
}

/** Always the same port for a profile: the browser keeps the page's data by it. */
async function openPort(
  profile: Profile,
  named: number | undefined,
  deps: PageServerDeps,
): Promise<PageServer> {
  const port = named ?? profile.read().port
  try {
    const start = (candidate: number): Promise<PageServer> => startPageServer(deps, candidate)
    const server = port === undefined ? await startOnFreePort(start, systemRandom) : await start(port)
    await profile.write({ port: server.port })
    return server
  } catch (error) {
    if (systemErrorCode(error) !== 'EADDRINUSE') throw error
    end(
      'portTaken',
      `Port ${port}, by which the browser knows this profile's data, is taken: end the program that has it and start again.`,
    )
  }
}

const policy = await keepSystemPolicy(systemClock)
if (process.argv.includes('--print-policy')) {
  process.stdout.write(printPolicy(policy.state.read()))
  process.exit(0)
}
// Its keys are guarded by a password alone, and its page by whatever browser there is.
if (process.env['NODE_ENV'] === 'production') {
  end(
    'production',
    'The browser shell is for development and tests: it does not start with NODE_ENV=production.',
  )
}
const options = readOptions()
const { profile, unlock } = await enterProfile(options.folder)
const files = await readPageFiles()
const sockets = createSocketBridge(report)

const app = await startApp({
  profile,
  policy,
  protector: undefined, // its own keystore is the browser's business; here the password opens the vault
  fetch,
  relay: options.relay,
  info: { version: packageJson.version, shell: 'browser' },
  deviceName: hostname().slice(0, 80) || 'browser',
  openLink: openInSystemBrowser,
  choosePlace: placeIn(path.join(options.folder, 'saved')),
  pages: pageNetwork,
  desktop: undefined, // the browser around the page is asked by the page itself
  updates: undefined, // whoever runs it has the sources
  onSystemLock: undefined, // plain Node hears nothing of it
  tell: sockets.tell,
  report,
  clock: systemClock,
  random: systemRandom,
})
const token = bytesToHex(systemRandom.bytes(32))
const server = await openPort(profile, options.port, {
  file: files,
  relays: app.relays,
  token,
  serve: (socket) => sockets.serve(socket, app.bridgeAt),
})
process.stdout.write(`app at http://127.0.0.1:${server.port}/#${token}\n`)

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await server.close()
  await app.close()
  policy.close()
  unlock()
  process.exit(0)
}
if (options.untilStdinEnds) process.stdin.resume().once('end', () => void stop())
process.once('SIGINT', () => void stop())
process.once('SIGTERM', () => void stop())
