/** The port `Desktop` by Electron. */
import path from 'node:path'
import {
  app,
  BrowserWindow,
  clipboard,
  type ContextMenuParams,
  Menu,
  nativeImage,
  powerMonitor,
  type Session,
  type WebContents,
} from 'electron'
import type { CrashFacts } from '../../core/bridge/shell-contract.ts'
import type { ShellWords } from '../../core/bridge/shell-words.ts'
import type { Desktop } from './desktop.ts'
import type { DesktopSettings } from './desktop-settings.ts'
import { createAutostart } from './electron-autostart.ts'
import { appMenu, pointerMenu } from './electron-menu.ts'
import { createNotes } from './electron-notes.ts'
import { createTray } from './electron-tray.ts'
import type { Windows } from './electron-windows.ts'
import type { LinkInbox } from './link-inbox.ts'
import type { Autostart } from './linux-autostart.ts'
import { nextArguments } from './shell-options.ts'

export interface ElectronDesktopDeps {
  readonly session: Session
  readonly settings: DesktopSettings
  readonly windows: Windows
  readonly links: LinkInbox
  /** With the pictures of tray and badge in it. */
  readonly pictures: string
  readonly crash: () => CrashFacts | undefined
  /** Dictionaries may be fetched from Google's servers, where the system has none of its own. */
  readonly mayFetchDictionaries: boolean
  /** The person pressed a notification, or answered it; for a press the window is in front. */
  readonly pressed: (tag: string) => void
  readonly replied: (tag: string, text: string) => void
}

export interface ElectronDesktop extends Desktop {
  /** Gives a page its menu at the pointer. */
  readonly follow: (contents: WebContents) => void
}

const isMac = process.platform === 'darwin'
/** Whether a window that is closed goes on in the tray; on a Mac it always goes on, in the dock. */
export const goesOn = (settings: DesktopSettings): boolean => isMac || settings.read().closeToTray === true

export function createElectronDesktop(deps: ElectronDesktopDeps): ElectronDesktop {
  const { settings, windows, links } = deps
  const tray = isMac
    ? undefined
    : createTray({ folder: deps.pictures, open: windows.toFront, quit: () => app.quit() })
  const autostart = createAutostart()
  const spelling = createSpelling(deps)
  let words: ShellWords | undefined
  return {
    ...createNotes({
      pressed: (tag) => {
        windows.toFront()
        deps.pressed(tag)
      },
      replied: deps.replied,
    }),
    badge: (count, text) => {
      app.setBadgeCount(count)
      tray?.setUnread(count, text)
      if (process.platform === 'win32') setOverlay(path.join(deps.pictures, 'badge.png'), count, text)
    },
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    standing: () => ({
      autostart: autostart?.isOn(),
      closeToTray: tray && settings.read().closeToTray === true,
      spelling: spelling.standing(),
    }),
    change: async ({ autostart: starts, ...choices }) => {
      const before = autostart?.isOn()
      if (starts !== undefined && !setAutostart(autostart, starts)) return false
      if (await settings.write(choices)) {
        spelling.apply()
        return true
      }
      if (starts !== undefined && before !== undefined) setAutostart(autostart, before)
      return false
    },
    setWords: (next) => {
      words = next
      const menu = { words, isMac, isPackaged: app.isPackaged, newWindow: () => windows.open() }
      Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(menu)))
      tray?.setWords(next)
    },
    takeLink: links.take,
    crash: deps.crash,
    restart: (safeMode) => {
      app.relaunch({ args: [...nextArguments(process.argv.slice(1), safeMode)] })
      app.quit()
    },
    follow: (contents) => {
      contents.on('context-menu', (_event, pointed) => {
        if (words !== undefined) popUp(words, contents, pointed)
      })
    },
  }
}

/** False if the system's folder cannot be written. */
function setAutostart(autostart: Autostart | undefined, isOn: boolean): boolean {
  try {
    autostart?.set(isOn)
    return true
  } catch {
    return false
  }
}

/** The menu at the pointer, if there is anything to do there. */
function popUp(words: ShellWords, contents: WebContents, pointed: ContextMenuParams): void {
  const menu = pointerMenu(words, pointed, {
    replace: (word) => contents.replaceMisspelling(word),
    learn: (word) => void contents.session.addWordToSpellCheckerDictionary(word),
    copy: (text) => void clipboard.writeText(text),
  })
  if (menu.length > 0) Menu.buildFromTemplate(menu).popup()
}

/** A Mac has dictionaries; elsewhere Chromium fetches one, so that it is off until the person wants it (rule DT10). */
function createSpelling({
  session,
  settings,
  mayFetchDictionaries,
}: Pick<ElectronDesktopDeps, 'session' | 'settings' | 'mayFetchDictionaries'>) {
  const downloads = !isMac
  const isAllowed = !downloads || mayFetchDictionaries
  const isOn = (): boolean => isAllowed && (settings.read().spelling ?? isMac)
  const apply = (): void => session.setSpellCheckerEnabled(isOn())
  apply()
  return { apply, standing: () => (isAllowed ? { isOn: isOn(), downloads } : undefined) }
}

/** Windows has no number at the icon, but a small picture with words. */
function setOverlay(picture: string, count: number, text: string): void {
  const image = count === 0 ? null : nativeImage.createFromPath(picture)
  for (const window of BrowserWindow.getAllWindows()) window.setOverlayIcon(image, text)
}
