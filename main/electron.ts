/**
 * The Electron shell, which is the product.
 *
 *   electron . [--profile-dir=DIR] [--relay=URL] [--safe-mode] [--hidden] [tidings://…]
 *   electron . --install-update=FOLDER            installs the release that lies there
 *   electron . --restore-profile-backup           puts back what the profile was before the last change of its format
 *   electron . --print-policy                     what the organisation has set, as JSON
 */
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { app, autoUpdater, dialog, net, powerMonitor, protocol, type Session, session, shell } from 'electron'
import { appLinkScheme } from '../core/bridge/app-link.ts'
import type { CrashFacts } from '../core/bridge/shell-contract.ts'
import type { UpdateStanding } from '../core/bridge/updates-contract.ts'
import { type App, startApp } from './app.ts'
import { serveBridge, tellPage, tellPages } from './bridge/electron-bridge.ts'
import { answerChallenges, manageNetwork, startAsManaged } from './policy/electron-policy.ts'
import { printPolicy } from './policy/print-policy.ts'
import { keepSystemPolicy } from './policy/system-policies.ts'
import { pageNetwork, withoutProxies } from './previews/page-network.ts'
import { mayEnterProfile, restoreElectronProfile } from './profile/electron-profile.ts'
import { readProfile } from './profile/profile.ts'
import { systemClock, systemRandom } from './system.ts'
import { installElectronUpdate, openElectronUpdates } from './updates/electron-updates.ts'
import type { Updates } from './updates/updates.ts'
import { createElectronProtector } from './vault/electron-protector.ts'
import { appScheme } from './window/app-address.ts'
import { answerAppRequest } from './window/app-response.ts'
import { crashFacts } from './window/crash-facts.ts'
import { type DesktopSettings, forgetfulSettings, openDesktopSettings } from './window/desktop-settings.ts'
import { createElectronDesktop, type ElectronDesktop, goesOn } from './window/electron-desktop.ts'
import { guardContents, guardSession } from './window/electron-guards.ts'
import { followPower, hearsLock } from './window/electron-power.ts'
import { createWindows, type Windows } from './window/electron-windows.ts'
import { forbiddenSwitch } from './window/forbidden-switches.ts'
import { createLinkInbox } from './window/link-inbox.ts'
import { linkToOpen } from './window/links.ts'
import { pageSwitches } from './window/page-switches.ts'
import { readShellOptions } from './window/shell-options.ts'

const built = path.resolve(import.meta.dirname, '..')
const options = readShellOptions(process.argv)
// Before anything else; Electron is not ready before this module has been read to its end.
const policy = await keepSystemPolicy(systemClock)
const links = createLinkInbox()
const report = (line: string): void => void process.stderr.write(`${line}\n`)

async function openLink(url: string): Promise<boolean> {
  const link = linkToOpen(url)
  if (link === undefined) return false
  return shell.openExternal(link).then(
    () => true,
    () => false,
  )
}

/** Where the person wants a file of that name; undefined if nowhere. */
async function choosePlace(name: string): Promise<string | undefined> {
  const defaultPath = path.join(app.getPath('downloads'), name)
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath })
  return canceled ? undefined : filePath
}

async function run(): Promise<void> {
  const profileFolder = options.profileFolder ?? app.getPath('userData')
  const { updateFolder, restoresProfile } = options
  if (restoresProfile) return restoreElectronProfile(profileFolder, report)
  if (updateFolder !== undefined) return installElectronUpdate(profileFolder, updateFolder, report)
  if (!(await mayEnterProfile(profileFolder, report))) return
  await enter(profileFolder)
}

async function enter(profileFolder: string): Promise<void> {
  const pages = session.fromPartition('persist:main')
  await manageNetwork(policy, [session.defaultSession, pages])
  const settings = options.safeMode ? forgetfulSettings() : await openDesktopSettings(profileFolder)
  const { windows, desktop } = openDesktop(pages, settings)
  guardSession(pages)
  // The window makes its process while the accounts are opened; its page waits for them.
  const opening = openCore(profileFolder, desktop)
  pages.protocol.handle(appScheme, async (request) => {
    const { relays } = (await opening).tidings
    return answerAppRequest({ folder: path.join(built, 'renderer'), relays }, request)
  })
  serveBridge(async () => (await opening).tidings.bridgeAt)
  followPower(tellPages)
  windows.open({ hidden: options.hidden })
  app.on('second-instance', (_event, args) => {
    const hasLink = links.offer(args)
    const window = windows.toFront()
    if (hasLink) tellPage(window, 'shell.linkOpened', undefined)
  })
  // What it says was taken up by the listener that is there from the start.
  app.on('open-url', () => tellPage(windows.toFront(), 'shell.linkOpened', undefined))
  app.on('activate', windows.toFront)
  app.on('before-quit', windows.quitting)
  // A Mac that restarts for an update closes the windows before it says that it quits.
  autoUpdater.on('before-quit-for-update', windows.quitting)
  // Before they are open: its window can be closed as soon as it is there.
  closeBeforeQuit(async () => {
    await settings.settled()
    const opened = await opening.catch(() => undefined)
    opened?.updates.close()
    await opened?.tidings.close()
  })
  await opening
}

async function openCore(
  profileFolder: string,
  desktop: ElectronDesktop,
): Promise<{ readonly updates: Updates; readonly tidings: App }> {
  const tell = (standing: UpdateStanding): void => tellPages('updates.changed', standing)
  const updates = await openElectronUpdates({ profileFolder, policy, tell, report })
  return { updates, tidings: await openApp(profileFolder, desktop, updates) }
}

function openDesktop(
  pages: Session,
  settings: DesktopSettings,
): { readonly windows: Windows; readonly desktop: ElectronDesktop } {
  let crash: CrashFacts | undefined
  const windows = createWindows({
    session: pages,
    built,
    settings,
    safeMode: options.safeMode,
    staysOpen: () => goesOn(settings),
    crashed: (details) => {
      crash = crashFacts(app.getVersion(), details, systemClock.now())
      report(`A page ended: ${details.reason}, ${details.exitCode}.`)
    },
  })
  const desktop = createElectronDesktop({
    session: pages,
    settings,
    windows,
    links,
    pictures: path.join(built, 'renderer'),
    crash: () => crash,
    mayFetchDictionaries: policy.value('AllowSpellcheckDownload'),
    pressed: (tag) => tellPages('shell.notificationPressed', { tag }),
    replied: (tag, text) => tellPages('shell.notificationReplied', { tag, text }),
  })
  app.on('web-contents-created', (_event, contents) => desktop.follow(contents))
  return { windows, desktop }
}

async function openApp(profileFolder: string, desktop: ElectronDesktop, updates: Updates): Promise<App> {
  return startApp({
    profile: await readProfile(profileFolder),
    policy,
    protector: await createElectronProtector(),
    pages: withoutProxies(pageNetwork, (url) => session.defaultSession.resolveProxy(url)),
    fetch: (url, request) => net.fetch(url, request),
    relay: options.relay,
    info: { version: app.getVersion(), shell: 'electron' },
    deviceName: hostname().slice(0, 80) || 'desktop',
    openLink,
    choosePlace,
    desktop,
    updates,
    onSystemLock: hearsLock ? (listener) => void powerMonitor.on('lock-screen', listener) : undefined,
    tell: tellPages,
    report,
    clock: systemClock,
    random: systemRandom,
  })
}

/** Quitting waits until what is being written is on disk and the keys are wiped. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let closing: Promise<void> | undefined
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    // Once, however often the person asks meanwhile.
    closing ??= close().finally(() => {
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
    const hasErrand = options.restoresProfile || options.updateFolder !== undefined
    report(
      hasErrand
        ? 'Tidings is running: quit it, and do the same again.'
        : 'This profile is open already: its window comes to the front.',
    )
    app.exit(hasErrand ? 3 : 0)
    return
  }
  startAsManaged(policy)
  answerChallenges(policy, systemClock, report)
  app.enableSandbox()
  for (const [name, value] of pageSwitches) app.commandLine.appendSwitch(name, value)
  if (options.safeMode) app.disableHardwareAcceleration()
  links.offer(process.argv)
  // A Mac gives links here, that of a cold start long before there is a window.
  app.on('open-url', (event, url) => {
    event.preventDefault()
    links.offer([url])
  })
  if (app.isPackaged) app.setAsDefaultProtocolClient(appLinkScheme)
  // By this Windows knows whose notifications they are: it is the id of the packages too.
  if (process.platform === 'win32') app.setAppUserModelId('app.tidings.desktop')
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openLink))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
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
