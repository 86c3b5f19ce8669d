/** The app's sign in the tray: whether something waits, and the way back to a window that was closed. */
import path from 'node:path'
import { Menu, nativeImage, Tray } from 'electron'
import type { ShellWords } from '../../core/bridge/shell-words.ts'
import { trayMenu } from './electron-menu.ts'

export interface TraySign {
  readonly setWords: (words: ShellWords) => void
  readonly setUnread: (count: number, text: string) => void
}

interface TrayDeps {
  /** With the pictures in it. */
  readonly folder: string
  readonly open: () => void
  readonly quit: () => void
}

export function createTray({ folder, open, quit }: TrayDeps): TraySign {
  const picture = (name: string) => nativeImage.createFromPath(path.join(folder, name))
  const pictures = { calm: picture('tray.png'), unread: picture('tray-unread.png') }
  const tray = new Tray(pictures.calm)
  tray.setToolTip('Tidings')
  tray.on('click', open)
  return {
    setWords: (words) => tray.setContextMenu(Menu.buildFromTemplate(trayMenu(words, { open, quit }))),
    setUnread: (count, text) => {
      tray.setImage(count === 0 ? pictures.calm : pictures.unread)
      tray.setToolTip(count === 0 ? 'Tidings' : `Tidings: ${text}`)
    },
  }
}
