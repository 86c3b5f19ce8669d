/** What the shell has done to the stand-in for Electron so far, but for windows and the like; and what the system round it is like. */
import type Electron from 'electron'

export type Handler = Parameters<Electron.IpcMain['handle']>[1]
export type Template = ReadonlyArray<Electron.MenuItemConstructorOptions>

export const recorded = {
  calls: [] as string[],
  paths: new Map<string, string>(),
  schemes: [] as Electron.CustomScheme[],
  ipc: new Map<string, Handler>(),
  opened: [] as string[],
  permission: undefined as Parameters<Electron.Session['setPermissionRequestHandler']>[0] | undefined,
  permissionCheck: undefined as Parameters<Electron.Session['setPermissionCheckHandler']>[0] | undefined,
  device: undefined as Parameters<Electron.Session['setDevicePermissionHandler']>[0] | undefined,
  serve: undefined as ((request: Request) => Response | Promise<Response>) | undefined,
  /** What decides on pictures of the screen; null is Electron's own word, which is no. Undefined: nobody was asked. */
  displayMedia: undefined as Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0] | undefined,
  partitions: [] as string[],
  switches: [] as string[],
  proxies: [] as Electron.ProxyConfig[],
  signedInTo: [] as string[],
  badge: 0,
  menu: undefined as Template | undefined,
  /** Menus that came up at the pointer. */
  popups: [] as Template[],
  copied: [] as string[],
  /** Texts of error boxes. */
  boxes: [] as string[],
  spelling: { isOn: undefined as boolean | undefined, learnt: [] as string[] },
  loginItem: { openAtLogin: false, args: [] as ReadonlyArray<string> },
  relaunched: [] as Array<ReadonlyArray<string>>,
}

/** What the system is like. */
export const system = {
  packaged: false,
  alone: true,
  /** Whether there is one; a promise, if the system takes its time to say so. */
  keystore: false as boolean | Promise<boolean>,
  notifies: true,
  backend: 'gnome_libsecret' as ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>,
  displays: [{ x: 0, y: 0, width: 1920, height: 1080 }] as ReadonlyArray<Electron.Rectangle>,
  /** Where the system has people's settings of programs. */
  appData: '/nowhere',
  /** Resolves once windows can be opened. */
  ready: async (): Promise<void> => undefined,
  fetch: async (_url: string, _init?: RequestInit): Promise<Response> =>
    Promise.reject(new TypeError('no network')),
}
