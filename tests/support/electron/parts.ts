/** Smaller parts of the stand-in: menus, tray, notifications, what the system keeps. */
import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import { recorded as seen, system, type Template } from './seen.ts'

export const notes: Notification[] = []
export const trays: Tray[] = []

/** Emits `click`, `reply` and `close` as the system would. */
export class Notification extends EventEmitter {
  readonly options: Electron.NotificationConstructorOptions
  isOpen = false
  constructor(options: Electron.NotificationConstructorOptions) {
    super()
    this.options = options
    notes.push(this)
  }
  static readonly isSupported = (): boolean => system.notifies
  /** Of all of them, as Electron's: who asks Electron what it shows asks here too. */
  show(): void {
    this.isOpen = true
  }
  readonly close = (): void => void (this.isOpen = false)
}

export class Tray extends EventEmitter {
  image: unknown
  text = ''
  menu: Template = []
  constructor(image: unknown) {
    super()
    this.image = image
    trays.push(this)
  }
  readonly setImage = (image: unknown): void => void (this.image = image)
  readonly setToolTip = (text: string): void => void (this.text = text)
  readonly setContextMenu = (menu: { readonly template: Template }): void => void (this.menu = menu.template)
}

const buildFromTemplate = (template: Template) => ({ template, popup: () => void seen.popups.push(template) })
export const Menu = {
  buildFromTemplate,
  setApplicationMenu: (menu: ReturnType<typeof buildFromTemplate>): void => void (seen.menu = menu.template),
}

export const nativeImage = { createFromPath: (path: string): { readonly path: string } => ({ path }) }
export const dialog = {
  showErrorBox: (_title: string, text: string): void => void seen.boxes.push(text),
}
export const clipboard = {
  writeText: async (text: string): Promise<void> => void seen.copied.push(text),
}
export const screen = {
  getAllDisplays: (): ReadonlyArray<Pick<Electron.Display, 'workArea'>> =>
    system.displays.map((workArea) => ({ workArea })),
}
