/**
 * The Electron shell, which is the product.
 *
 *   electron . [--profile-dir=DIR] [--relay=URL]
 *   electron . --print-policy                     what the organisation has set, as JSON
 */
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { app, net, powerMonitor, protocol, session, shell } from 'electron'
import { startApp } from './app.ts'
import { serveBridge, tellPages } from './bridge/electron-bridge.ts'
import { answerChallenges, manageNetwork, startAsManaged } from './policy/electron-policy.ts'
import { printPolicy } from './policy/print-policy.ts'
import { keepSystemPolicy } from './policy/system-policies.ts'
import { pageNetwork } from './previews/page-network.ts'
import { readProfile } from './profile/profile.ts'
import { systemClock, systemRandom } from './system.ts'
import { createElectronProtector } from './vault/electron-protector.ts'
import { appScheme } from './window/app-address.ts'
import { answerAppRequest } from './window/app-response.ts'
import { createElectronDesktop } from './window/electron-desktop.ts'
import { guardContents, guardSession } from './window/electron-guards.ts'
import { openWindow } from './window/electron-window.ts'
import { forbiddenSwitch } from './window/forbidden-switches.ts'
import { linkToOpen } from './window/links.ts'
import { readShellOptions } from './window/shell-options.ts'

const built = path.resolve(import.meta.dirname, '..')
const options = readShellOptions(process.argv)
// Before anything else; Electron is not ready before this module has been read to its end.
const policy = await keepSystemPolicy(systemClock)
const report = (line: string): void => void process.stderr.write(`${line}\n`)

/** Electron tells of the screen's lock on these alone. */
const hearsLock = process.platform === 'darwin' || process.platform === 'win32'

async function openLink(url: string): Promise<boolean> {
  const link = linkToOpen(url)
  if (link === undefined) return false
  return shell.openExternal(link).then(
    () => true,
    () => false,
  )
}

async function run(): Promise<void> {
  const pages = session.fromPartition('persist:main')
  await manageNetwork(policy, [session.defaultSession, pages])
  const profileFolder = options.profileFolder ?? app.getPath('userData')
  const tidings = await startApp({
    profile: await readProfile(profileFolder),
    policy,
    protector: await createElectronProtector(),
    pages: pageNetwork,
    fetch: (url, request) => net.fetch(url, request),
    relay: options.relay,
    info: { version: app.getVersion(), shell: 'electron' },
    deviceName: hostname().slice(0, 80) || 'desktop',
    openLink,
    desktop: createElectronDesktop((tag) => tellPages('shell.notificationPressed', { tag })),
    onSystemLock: hearsLock ? (listener) => void powerMonitor.on('lock-screen', listener) : undefined,
    tell: tellPages,
    report,
    clock: systemClock,
    random: systemRandom,
  })

  guardSession(pages)
  pages.protocol.handle(appScheme, (request) =>
    answerAppRequest({ folder: path.join(built, 'renderer'), relay: tidings.relay }, request),
  )
  serveBridge(tidings.bridge)
  const window = openWindow(pages, built)
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  closeBeforeQuit(tidings.close)
}

/** Quitting waits until what is being written is on disk and the keys are wiped. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void close().finally(() => {
      closed = true
      app.quit()
    })
  })
}

function start(): void {
  const allowsDebuggers = policy.value('AllowRemoteDebugging')
  const forbidden = app.isPackaged ? forbiddenSwitch(process.argv.slice(1), { allowsDebuggers }) : undefined
  if (forbidden !== undefined) {
    report(`Tidings does not start with --${forbidden}.`)
    app.exit(2)
    return
  }
  if (options.profileFolder !== undefined) {
    const own = path.join(path.resolve(options.profileFolder), 'electron')
    mkdirSync(own, { recursive: true, mode: 0o700 })
    app.setPath('userData', own)
  }
  // By userData: one program a profile, for two would write one journal.
  if (!app.requestSingleInstanceLock()) {
    report('This profile is open already: its window comes to the front.')
    app.exit(0)
    return
  }
  startAsManaged(policy)
  answerChallenges(policy, systemClock, report)
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openLink))
  app.on('window-all-closed', () => app.quit())
  // Not awaited here: Electron gets ready only once this module has been read to its end.
  void app
    .whenReady()
    .then(run, undefined)
    .catch((error: unknown) => {
      report(`Tidings could not start: ${error instanceof Error ? error.message : 'unknown error'}`)
      app.exit(1)
    })
}

if (process.argv.includes('--print-policy')) {
  process.stdout.write(printPolicy(policy.state.read()), () => app.exit(0))
} else start()
