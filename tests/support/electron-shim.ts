/**
 * Stands in for the module `electron`: takes what the shell registers, and lets a test play the system's part. Typed
 * against Electron's own types, so that it cannot drift from what main is compiled against.
 */
import { EventEmitter } from 'node:events'
import type Electron from 'electron'

type Handler = Parameters<Electron.IpcMain['handle']>[1]

/** What the shell has done so far; emptied by `resetShim`. */
export const seen = {
  calls: [] as string[],
  paths: new Map<string, string>(),
  schemes: [] as Electron.CustomScheme[],
  ipc: new Map<string, Handler>(),
  windows: [] as BrowserWindow[],
  opened: [] as string[],
  permission: undefined as Parameters<Electron.Session['setPermissionRequestHandler']>[0] | undefined,
  permissionCheck: undefined as Parameters<Electron.Session['setPermissionCheckHandler']>[0] | undefined,
  device: undefined as Parameters<Electron.Session['setDevicePermissionHandler']>[0] | undefined,
  serve: undefined as ((request: Request) => Response | Promise<Response>) | undefined,
  partition: '',
  notes: [] as Notification[],
  badge: 0,
  switches: [] as string[],
  proxies: [] as Electron.ProxyConfig[],
  signedInTo: [] as string[],
}

/** What the system is like. */
type Backend = ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>
export const system: {
  packaged: boolean
  alone: boolean
  keystore: boolean
  notifies: boolean
  backend: Backend
} = {
  packaged: false,
  alone: true,
  keystore: false,
  notifies: true,
  backend: 'gnome_libsecret',
}

const note = (name: string) => (): void => {
  seen.calls.push(name)
}

const appCalls = {
  get isPackaged() {
    return system.packaged
  },
  enableSandbox: note('enableSandbox'),
  disableHardwareAcceleration: note('disableHardwareAcceleration'),
  exit: (code?: number) => void seen.calls.push(`exit ${code}`),
  quit: note('quit'),
  getPath: (name: string) => seen.paths.get(name) ?? '/nowhere',
  setPath: (name: string, path: string) => void seen.paths.set(name, path),
  getVersion: () => '1.2.3',
  setBadgeCount: (count = 0) => {
    seen.badge = count
    return true
  },
  requestSingleInstanceLock: () => system.alone,
  whenReady: () => Promise.resolve(),
} satisfies Partial<Electron.App>
/** Of the command line only what is put there. */
const commandLine: Pick<Electron.CommandLine, 'appendSwitch'> = {
  appendSwitch: (name, value = '') => void seen.switches.push(`${name}=${value}`),
}
export const app = Object.defineProperties(new EventEmitter(), {
  ...Object.getOwnPropertyDescriptors(appCalls),
  commandLine: { value: commandLine },
})

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => void seen.schemes.push(...schemes),
} satisfies Partial<Electron.Protocol>

const network = {
  setProxy: async (config) => void seen.proxies.push(config),
  allowNTLMCredentialsForDomains: (domains) => void seen.signedInTo.push(domains),
} satisfies Partial<Electron.Session>
const pages = {
  setPermissionRequestHandler: (handler) => void (seen.permission = handler),
  setPermissionCheckHandler: (handler) => void (seen.permissionCheck = handler),
  setDevicePermissionHandler: (handler) => void (seen.device = handler),
  setDisplayMediaRequestHandler: () => undefined,
  ...network,
} satisfies Partial<Electron.Session>
const pageProtocol = {
  handle: (_scheme, handler) => void (seen.serve = handler),
} satisfies Partial<Electron.Protocol>

export const session = {
  defaultSession: network,
  fromPartition: (partition: string): typeof pages & { readonly protocol: typeof pageProtocol } => {
    seen.partition = partition
    return { ...pages, protocol: pageProtocol }
  },
}

export class WebContents extends EventEmitter {
  readonly sent: unknown[][] = []
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined
  readonly setWindowOpenHandler = (handler: NonNullable<typeof this.openHandler>): void => {
    this.openHandler = handler
  }
  readonly send = (...args: unknown[]): void => void this.sent.push(args)
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents()
  readonly options: Electron.BrowserWindowConstructorOptions
  address = ''
  focused = 0
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    seen.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  static readonly getAllWindows = (): BrowserWindow[] => seen.windows
  readonly loadURL = async (address: string): Promise<void> => {
    this.address = address
  }
  readonly show = note('show')
  readonly isMinimized = (): boolean => false
  readonly restore = note('restore')
  readonly focus = (): void => void this.focused++
}

export const ipcMain = {
  handle: (channel, handler) => void seen.ipc.set(channel, handler),
} satisfies Partial<Electron.IpcMain>

/** Emits `lock-screen` as the system would. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => 42,
} satisfies Partial<Electron.PowerMonitor>)

/** Emits `click` and `close` as the system would. */
export class Notification extends EventEmitter {
  readonly options: Electron.NotificationConstructorOptions
  isOpen = false
  constructor(options: Electron.NotificationConstructorOptions) {
    super()
    this.options = options
    seen.notes.push(this)
  }
  static readonly isSupported = (): boolean => system.notifies
  readonly show = (): void => void (this.isOpen = true)
  readonly close = (): void => void (this.isOpen = false)
}

export const nativeTheme = { shouldUseDarkColors: false } satisfies Partial<Electron.NativeTheme>
export const net = {
  fetch: async () => Promise.reject(new TypeError('no network')),
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
