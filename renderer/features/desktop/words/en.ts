import type { ShellWords } from '../../../../core/bridge/shell-words.ts'
import { english } from '../../../languages/speech.ts'

const { listed } = english

export const words = {
  title: 'Desktop',
  device: 'These are for this device alone.',
  autostart: 'Start with the system',
  autostartNote: 'Tidings starts when you sign in to this computer, without opening a window.',
  closeToTray: 'Go on in the tray when the window is closed',
  closeToTrayNote: 'You are still told of messages. Quit from the menu of the tray, or from the File menu.',
  spelling: 'Check spelling',
  spellingDownloads:
    'A dictionary for your language is fetched from Google once. What you write stays on this device.',
  spellingLocal: 'By the dictionaries of this computer. What you write stays on this device.',
  notKept: 'This could not be kept: the disk, or a folder of yours, cannot be written. It is as before.',
  nowhere: 'This link leads to a conversation that you are not in, or that is no longer there.',
  nowhereOpen: (accounts: ReadonlyArray<string>) =>
    `This link leads to a conversation that no open account has. Perhaps it belongs to ${listed(accounts)}: unlock that account and open the link again.`,
  safeMode:
    'Tidings runs in safe mode: without the graphics processor, and with settings as on the first day. Yours are back when you quit and start it again.',
  /** For the menus of the system, which main draws. */
  menus: {
    open: 'Open Tidings',
    quit: 'Quit Tidings',
    file: 'File',
    newWindow: 'New window',
    closeWindow: 'Close window',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    actualSize: 'Normal size',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimise',
    addToDictionary: 'Add to the dictionary',
    noSuggestions: 'No suggestions',
    copyLink: 'Copy link',
  } satisfies ShellWords,
} as const
