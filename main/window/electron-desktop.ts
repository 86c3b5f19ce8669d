import { app, BrowserWindow, Notification, powerMonitor } from 'electron'
import type { Desktop } from './desktop.ts'

/** `pressed` hears of a notification that somebody pressed, once the window is in front. */
export function createElectronDesktop(pressed: (tag: string) => void): Desktop {
  /** Those on the screen: one that is not held is collected, and its press with it. */
  const shown = new Map<string, Notification>()
  return {
    notify: ({ tag, title, body }) => {
      if (!Notification.isSupported()) return false
      shown.get(tag)?.close()
      const note = new Notification({ title, body, silent: true })
      const forget = (): void => {
        if (shown.get(tag) === note) shown.delete(tag)
      }
      note.on('close', forget)
      note.on('click', () => {
        forget()
        toFront()
        pressed(tag)
      })
      shown.set(tag, note)
      note.show()
      return true
    },
    badge: (count) => void app.setBadgeCount(count),
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
  }
}

function toFront(): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (window.isMinimized()) window.restore()
    window.focus()
  }
}
