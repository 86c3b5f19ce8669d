/** The menus: templates alone, so that what stands in them can be read. Rule DT9. */
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import type { ShellWords } from '../../core/bridge/shell-words.ts'
import { linkToOpen } from './links.ts'

type Items = Array<MenuItemConstructorOptions>
const separator: MenuItemConstructorOptions = { type: 'separator' }

interface AppMenu {
  readonly words: ShellWords
  readonly isMac: boolean
  /** Developers' tools are for those who build the app. */
  readonly isPackaged: boolean
  readonly newWindow: () => void
}

export function appMenu({ words, isMac, isPackaged, newWindow }: AppMenu): Items {
  const edit: Items = [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    separator,
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
  ]
  return [
    // What belongs there, in the system's own words.
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: words.file,
      submenu: [
        { label: words.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: newWindow },
        { role: 'close', label: words.closeWindow },
        ...(isMac ? [] : [separator, { role: 'quit', label: words.quit } as const]),
      ],
    },
    { label: words.edit, submenu: edit },
    {
      label: words.view,
      submenu: [
        { role: 'zoomIn', label: words.zoomIn },
        // On most keyboards the plus sign lies behind Shift.
        { role: 'zoomIn', label: words.zoomIn, accelerator: 'CmdOrCtrl+=', visible: false },
        { role: 'zoomOut', label: words.zoomOut },
        { role: 'resetZoom', label: words.actualSize },
        separator,
        { role: 'togglefullscreen', label: words.fullScreen },
        ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
      ],
    },
    {
      label: words.window,
      role: 'window',
      submenu: [
        { role: 'minimize', label: words.minimize },
        ...(isMac ? [{ role: 'zoom' } as const, separator, { role: 'front' } as const] : []),
      ],
    },
  ]
}

export const trayMenu = (
  words: ShellWords,
  { open, quit }: { readonly open: () => void; readonly quit: () => void },
): Items => [{ label: words.open, click: open }, separator, { label: words.quit, click: quit }]

type Pointed = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'linkURL' | 'misspelledWord' | 'dictionarySuggestions' | 'editFlags'
>

interface PointedActions {
  readonly replace: (word: string) => void
  readonly learn: (word: string) => void
  readonly copy: (text: string) => void
}

const maxSuggestions = 6

/** At the pointer, where the page has no menu of its own. Empty where there is nothing to do. */
export function pointerMenu(words: ShellWords, pointed: Pointed, actions: PointedActions): Items {
  const { isEditable, selectionText, editFlags } = pointed
  const groups: ReadonlyArray<Items> = [
    spelling(words, pointed, actions),
    links(words, pointed, actions),
    isEditable
      ? [
          { role: 'cut', label: words.cut, enabled: editFlags.canCut },
          { role: 'copy', label: words.copy, enabled: editFlags.canCopy },
          { role: 'paste', label: words.paste, enabled: editFlags.canPaste },
          { role: 'selectAll', label: words.selectAll, enabled: editFlags.canSelectAll },
        ]
      : selectionText.trim() === ''
        ? []
        : [{ role: 'copy', label: words.copy }],
  ]
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, at) => (at === 0 ? group : [separator, ...group]))
}

function spelling(
  words: ShellWords,
  { isEditable, misspelledWord, dictionarySuggestions }: Pointed,
  { replace, learn }: PointedActions,
): Items {
  if (!isEditable || misspelledWord === '') return []
  const suggestions = dictionarySuggestions
    .slice(0, maxSuggestions)
    .map((word): MenuItemConstructorOptions => ({ label: literal(word), click: () => replace(word) }))
  return [
    ...(suggestions.length === 0 ? [{ label: words.noSuggestions, enabled: false }] : suggestions),
    { label: words.addToDictionary, click: () => learn(misspelledWord) },
  ]
}

/** It is opened by a press alone: the page asks first, and shows where it leads (MU12). */
function links(words: ShellWords, { linkURL }: Pointed, { copy }: PointedActions): Items {
  const link = linkToOpen(linkURL)
  return link === undefined ? [] : [{ label: words.copyLink, click: () => copy(link) }]
}

/** An ampersand in a label would underline what follows it. */
const literal = (text: string): string => text.replaceAll('&', '&&')
