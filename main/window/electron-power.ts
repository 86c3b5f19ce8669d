import { powerMonitor } from 'electron'
import type { tellPages } from '../bridge/electron-bridge.ts'

/** Tells the pages of sleep and of the screen's lock, of which Linux says nothing. */
export function followPower(tell: typeof tellPages): void {
  powerMonitor.on('resume', () => tell('shell.woke', undefined))
  if (!hearsLock) return
  powerMonitor.on('lock-screen', () => tell('shell.screenLocked', { isLocked: true }))
  powerMonitor.on('unlock-screen', () => tell('shell.screenLocked', { isLocked: false }))
}

/** Electron tells of the screen's lock on these alone. */
export const hearsLock = process.platform === 'darwin' || process.platform === 'win32'
