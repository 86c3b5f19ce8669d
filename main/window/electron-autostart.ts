import path from 'node:path'
import { app } from 'electron'
import { type Autostart, createLinuxAutostart } from './linux-autostart.ts'

/** Undefined for a checkout: it would have Electron itself start with the system. */
export function createAutostart(): Autostart | undefined {
  if (!app.isPackaged) return undefined
  if (process.platform === 'linux') {
    // An AppImage runs from a place that is gone after it.
    const program = process.env['APPIMAGE'] ?? process.execPath
    return createLinuxAutostart(path.join(app.getPath('appData'), 'autostart'), [program, '--hidden'])
  }
  return {
    isOn: () => app.getLoginItemSettings().openAtLogin,
    set: (isOn) => app.setLoginItemSettings({ openAtLogin: isOn, args: ['--hidden'] }),
  }
}
