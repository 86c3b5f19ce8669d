import path from 'node:path'
import { BrowserWindow, nativeTheme, type Session } from 'electron'
import { appAddress } from './app-address.ts'

const background = { light: '#ffffff', dark: '#16181d' }

/** The app's window, shown once there is something to see. `built` is the folder `out`. */
export function openWindow(session: Session, built: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 480,
    minHeight: 400,
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
  window.once('ready-to-show', () => window.show())
  void window.loadURL(appAddress)
  return window
}
