/** The app's windows: opened where the last one was, hidden where that is wanted, and told of what became of their page. */
import path from 'node:path'
import { BrowserWindow, nativeTheme, type RenderProcessGoneDetails, screen, type Session } from 'electron'
import { appAddress, crashAddress, safeModeAddress } from './app-address.ts'
import type { DesktopSettings } from './desktop-settings.ts'
import { beside, type KeptWindow, placeWindow, smallest } from './window-place.ts'

const background = { light: '#ffffff', dark: '#16181d' }

export interface WindowsDeps {
  readonly session: Session
  /** The folder `out`. */
  readonly built: string
  readonly settings: DesktopSettings
  readonly safeMode: boolean
  /** Whether the last window goes on unseen when it is closed. */
  readonly staysOpen: () => boolean
  readonly crashed: (details: RenderProcessGoneDetails) => void
}

export interface Windows {
  /** `hidden`: it waits in the tray. */
  readonly open: (options?: { readonly hidden?: boolean }) => BrowserWindow
  /** The window that was in front last comes there again; one is opened if there is none. */
  readonly toFront: () => BrowserWindow
  /** From now on a window that is closed is gone. */
  readonly quitting: () => void
}

export function createWindows(deps: WindowsDeps): Windows {
  let isQuitting = false
  /** The one in front last comes last. */
  let order: ReadonlyArray<BrowserWindow> = []

  const keepPlace = (window: BrowserWindow): void => {
    void deps.settings.write({
      window: { ...window.getNormalBounds(), isMaximized: window.isMaximized() },
    })
  }
  const isLastSeen = (window: BrowserWindow): boolean =>
    order.every((each) => each === window || !each.isVisible())

  const open = ({ hidden = false } = {}): BrowserWindow => {
    const before = order.at(-1)
    const kept = before === undefined ? deps.settings.read().window : beside(placeOf(before))
    const window = createWindow(deps, kept)
    order = [...order, window]
    window.once('ready-to-show', () => {
      if (hidden) return
      if (kept?.isMaximized === true) window.maximize()
      window.show()
    })
    window.on('focus', () => {
      order = [...order.filter((each) => each !== window), window]
    })
    window.on('close', (event) => {
      keepPlace(window)
      if (isQuitting || !deps.staysOpen() || !isLastSeen(window)) return
      event.preventDefault()
      window.hide()
    })
    window.on('closed', () => {
      order = order.filter((each) => each !== window)
    })
    window.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit') return
      deps.crashed(details)
      // A page that tells of a crash and dies itself is not tried again.
      if (window.webContents.getURL() !== crashAddress) void window.loadURL(crashAddress)
    })
    void window.loadURL(deps.safeMode ? safeModeAddress : appAddress)
    return window
  }

  return {
    open,
    toFront: () => {
      const window = order.at(-1)
      if (window === undefined) return open()
      if (window.isMinimized()) window.restore()
      if (!window.isVisible()) window.show()
      window.focus()
      return window
    },
    quitting: () => {
      isQuitting = true
    },
  }
}

const placeOf = (window: BrowserWindow): KeptWindow => ({
  ...window.getNormalBounds(),
  isMaximized: window.isMaximized(),
})

function createWindow({ session, built }: WindowsDeps, kept: KeptWindow | undefined): BrowserWindow {
  return new BrowserWindow({
    ...placeWindow(
      kept,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Tidings',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      session,
      preload: path.join(built, 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  })
}
