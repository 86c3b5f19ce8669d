/**
 * Stands in for the module `electron`: takes what the shell registers, and lets a test play the system's part. Typed
 * against Electron's own types, so that it cannot drift from what main is compiled against. With a driver (`driver.ts`) its
 * windows are pages of a real Chromium.
 */
import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { notes, trays } from './parts.ts'
import { recorded, system } from './seen.ts'
import { appEvents, BrowserWindow, played, quitting, windows } from './windows.ts'

export { clipboard, dialog, Menu, nativeImage, Notification, screen, Tray } from './parts.ts'
export { system } from './seen.ts'
export { BrowserWindow, played, WebContents as webContents } from './windows.ts'

/** What the shell has done so far. */
export const seen = Object.assign(recorded, { windows, notes, trays })

const note = (name: string) => (): void => {
  seen.calls.push(name)
}

/** As Electron does it: the windows first, and whoever wants may still stop it. */
function quit(): void {
  seen.calls.push('quit')
  if (quitting.now) return
  quitting.now = true
  let stopped = false
  const event = { preventDefault: () => (stopped = true) }
  appEvents.emit('before-quit', event)
  for (const window of BrowserWindow.getAllWindows()) if (!stopped) window.close()
  if (!stopped && BrowserWindow.getAllWindows().length === 0) appEvents.emit('will-quit', event)
  else stopped = true
  quitting.now = false
  if (!stopped) played.driver?.exit(0)
}

const appCalls = {
  get isPackaged() {
    return system.packaged
  },
  name: 'Tidings',
  enableSandbox: note('enableSandbox'),
  disableHardwareAcceleration: note('disableHardwareAcceleration'),
  exit: (code = 0) => {
    seen.calls.push(`exit ${code}`)
    played.driver?.exit(code)
  },
  quit,
  relaunch: (options) => void seen.relaunched.push(options?.args ?? []),
  getPath: (name: string) => (name === 'appData' ? system.appData : (seen.paths.get(name) ?? '/nowhere')),
  setPath: (name: string, path: string) => void seen.paths.set(name, path),
  getVersion: () => '1.2.3',
  setAppUserModelId: (id: string) => void seen.calls.push(`id ${id}`),
  setAsDefaultProtocolClient: (scheme: string) => {
    seen.calls.push(`client ${scheme}`)
    return true
  },
  setLoginItemSettings: ({ openAtLogin = false, args = [] }) => void (seen.loginItem = { openAtLogin, args }),
  getLoginItemSettings: () => ({
    openAtLogin: seen.loginItem.openAtLogin,
    wasOpenedAtLogin: false,
    status: 'enabled' as const,
    executableWillLaunchAtLogin: false,
    launchItems: [],
  }),
  setBadgeCount: (count = 0) => {
    seen.badge = count
    return true
  },
  requestSingleInstanceLock: () => system.alone,
  whenReady: () => system.ready(),
} satisfies Partial<Electron.App>
/** Of the command line only what is put there. */
const commandLine: Pick<Electron.CommandLine, 'appendSwitch'> = {
  appendSwitch: (name, value = '') => void seen.switches.push(`${name}=${value}`),
}
export const app = Object.defineProperties(appEvents, {
  ...Object.getOwnPropertyDescriptors(appCalls),
  commandLine: { value: commandLine },
})

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => void seen.schemes.push(...schemes),
} satisfies Partial<Electron.Protocol>

const network = {
  setProxy: async (config) => void seen.proxies.push(config),
  allowNTLMCredentialsForDomains: (domains) => void seen.signedInTo.push(domains),
  // So that no test goes out.
  resolveProxy: async (url) => {
    seen.calls.push(`proxy of ${url}`)
    return 'PROXY proxy.example:3128'
  },
} satisfies Partial<Electron.Session>
const pages = {
  ...network,
  setPermissionRequestHandler: (handler) => void (seen.permission = handler),
  setPermissionCheckHandler: (handler) => void (seen.permissionCheck = handler),
  setDevicePermissionHandler: (handler) => void (seen.device = handler),
  setDisplayMediaRequestHandler: (handler) => void (seen.displayMedia = handler),
  setSpellCheckerEnabled: (isOn) => void (seen.spelling.isOn = isOn),
} satisfies Partial<Electron.Session>
const pageProtocol = {
  handle: (_scheme, handler) => void (seen.serve = handler),
} satisfies Partial<Electron.Protocol>

export const session = {
  defaultSession: network,
  fromPartition: (partition: string): typeof pages & { readonly protocol: typeof pageProtocol } => {
    seen.partitions.push(partition)
    return { ...pages, protocol: pageProtocol }
  },
}

export const ipcMain = {
  handle: (channel, handler) => void seen.ipc.set(channel, handler),
} satisfies Partial<Electron.IpcMain>

/** A Mac's restart for an update: it closes all windows first, and quits once none is left. */
export const autoUpdater = Object.assign(new EventEmitter(), {
  quitAndInstall: () => {
    autoUpdater.emit('before-quit-for-update')
    for (const window of BrowserWindow.getAllWindows()) window.close()
    if (BrowserWindow.getAllWindows().length === 0) quit()
  },
} satisfies Partial<Electron.AutoUpdater>)

/** Emits `lock-screen` and the like as the system would. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => 42,
} satisfies Partial<Electron.PowerMonitor>)

export const nativeTheme = { shouldUseDarkColors: false } satisfies Partial<Electron.NativeTheme>
export const net = {
  fetch: (url, init) => system.fetch(typeof url === 'string' ? url : url.url, init),
} satisfies Partial<Electron.Net>
export const shell = {
  openExternal: async (url) => void seen.opened.push(url),
} satisfies Partial<Electron.Shell>

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => system.keystore,
  getSelectedStorageBackend: () => system.backend,
  encryptStringAsync: async (text) => Buffer.from(`guarded ${text}`),
  decryptStringAsync: async (guarded) => ({
    result: guarded.toString().replace(/^guarded /, ''),
    shouldReEncrypt: false,
  }),
} satisfies Partial<Electron.SafeStorage>
