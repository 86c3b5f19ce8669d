/** Windows of the stand-in: what the shell does with them is written down, and played by a browser where one is attached. */
import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { recorded as seen } from './seen.ts'

/** Plays the windows of the shell as pages of a real browser; without one they are but written down. */
export interface PageDriver {
  readonly load: (window: BrowserWindow, address: string) => Promise<void>
  readonly send: (window: BrowserWindow, channel: string, args: ReadonlyArray<unknown>) => void
  readonly close: (window: BrowserWindow) => void
  readonly crash: (window: BrowserWindow) => void
  readonly exit: (code: number) => void
}

/** The driver, if there is one. */
export const played: { driver: PageDriver | undefined } = { driver: undefined }

/** All that were ever opened. */
export const windows: BrowserWindow[] = []

/** The app's events, which come from here too. */
export const appEvents = new EventEmitter()

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

export class WebContents
  extends EventEmitter
  implements
    Pick<
      Electron.WebContents,
      'setWindowOpenHandler' | 'getURL' | 'isDestroyed' | 'replaceMisspelling' | 'forcefullyCrashRenderer'
    >
{
  readonly window: BrowserWindow
  readonly sent: unknown[][] = []
  openHandler: OpenHandler | undefined
  readonly session = {
    addWordToSpellCheckerDictionary: (word) => {
      seen.spelling.learnt.push(word)
      return true
    },
  } satisfies Partial<Electron.Session>
  constructor(window: BrowserWindow) {
    super()
    this.window = window
  }
  readonly setWindowOpenHandler = (handler: OpenHandler): void => {
    this.openHandler = handler
  }
  readonly send = (channel: string, ...args: unknown[]): void => {
    this.sent.push([channel, ...args])
    played.driver?.send(this.window, channel, args)
  }
  readonly getURL = (): string => this.window.address
  readonly isDestroyed = (): boolean => this.window.isDestroyed()
  readonly replaceMisspelling = (text: string): void => void seen.calls.push(`spell ${text}`)
  readonly close = (): void => this.window.close()
  readonly forcefullyCrashRenderer = (): void => played.driver?.crash(this.window)
  /** What Playwright asks for when it closes a page: here it does that itself. */
  static readonly fromDevToolsTargetId = (_id: string): undefined => undefined
}

export class BrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'loadURL'
      | 'show'
      | 'hide'
      | 'isVisible'
      | 'isMinimized'
      | 'restore'
      | 'isMaximized'
      | 'maximize'
      | 'focus'
      | 'close'
    >
{
  readonly webContents: WebContents
  readonly options: Electron.BrowserWindowConstructorOptions
  address = ''
  focused = 0
  minimized = false
  maximized = false
  visible: boolean
  overlay: readonly [image: unknown, description: string] | undefined
  bounds: Electron.Rectangle
  #gone = false
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    this.visible = options.show !== false
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
    this.webContents = new WebContents(this)
    windows.push(this)
    appEvents.emit('web-contents-created', {}, this.webContents)
  }
  static readonly getAllWindows = (): BrowserWindow[] => windows.filter((window) => !window.#gone)
  /** The one that was in front last. */
  static readonly getFocusedWindow = (): BrowserWindow | null =>
    BrowserWindow.getAllWindows().toSorted((left, right) => right.focused - left.focused)[0] ?? null
  readonly loadURL = async (address: string): Promise<void> => {
    this.address = address
    await played.driver?.load(this, address)
  }
  readonly show = (): void => {
    seen.calls.push('show')
    this.visible = true
  }
  readonly hide = (): void => {
    seen.calls.push('hide')
    this.visible = false
  }
  readonly isVisible = (): boolean => this.visible
  readonly isMinimized = (): boolean => this.minimized
  readonly restore = (): void => void (this.minimized = false)
  readonly isMaximized = (): boolean => this.maximized
  readonly maximize = (): void => void (this.maximized = true)
  readonly getNormalBounds = (): Electron.Rectangle => this.bounds
  readonly setOverlayIcon = (image: unknown, description: string): void =>
    void (this.overlay = image === null ? undefined : [image, description])
  readonly focus = (): void => void this.focused++
  readonly isDestroyed = (): boolean => this.#gone
  readonly close = (): void => {
    let prevented = false
    this.emit('close', { preventDefault: () => (prevented = true) })
    if (!prevented) this.destroy()
  }
  readonly destroy = (): void => {
    if (this.#gone) return
    this.#gone = true
    played.driver?.close(this)
    this.emit('closed')
    if (BrowserWindow.getAllWindows().length === 0 && !quitting.now) appEvents.emit('window-all-closed')
  }
}

/** All windows are being closed, and nobody is told that they are. */
export const quitting = { now: false }
