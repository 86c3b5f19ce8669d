/**
 * The keys that hold anywhere in the app: one table, from which both those who listen and the help sheet come. Who listens gives a
 * handler for each (`useKeys`), so that none is shown that does nothing.
 */
export interface Key {
  /** `KeyboardEvent.key`, as without Shift where Shift is named. */
  readonly key: string
  /** Control, on a Mac Command. */
  readonly mod?: boolean
  readonly alt?: boolean
  readonly shift?: boolean
}

export const keymap = {
  switcher: { key: 'k', mod: true },
  palette: { key: 'p', mod: true, shift: true },
  search: { key: 'f', mod: true },
  searchHere: { key: 'f', mod: true, shift: true },
  previous: { key: 'ArrowUp', alt: true },
  next: { key: 'ArrowDown', alt: true },
  previousUnread: { key: 'ArrowUp', alt: true, shift: true },
  nextUnread: { key: 'ArrowDown', alt: true, shift: true },
  firstUnread: { key: 'j', mod: true },
  markAllRead: { key: 'Escape', shift: true },
  settings: { key: ',', mod: true },
  help: { key: '/', mod: true },
} as const satisfies Readonly<Record<string, Key>>

export type Command = keyof typeof keymap

export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The command that a key calls for, if any. */
export function commandOf(pressed: Pressed): Command | undefined {
  for (const [command, wanted] of entries) if (isPressed(pressed, wanted)) return command
  return undefined
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names of the table above
const entries = Object.entries(keymap) as ReadonlyArray<readonly [Command, Key]>
export const commands: ReadonlyArray<Command> = entries.map(([command]) => command)

const signs: Readonly<Record<string, string>> = { Slash: '/', Comma: ',' }

/**
 * The key as a keyboard with Latin letters names it, small: where the layout has another script (Arabic, Cyrillic, Greek), by
 * its place. A layout that has Latin letters elsewhere, as Dvorak, goes by its letters.
 */
export function latinKey({ key, code }: Pick<Pressed, 'key' | 'code'>): string {
  const isOther = key > '~' // what keys without a letter are called is ASCII
  const latin = isOther ? (/^Key([A-Z])$/u.exec(code)?.[1] ?? signs[code]) : undefined
  return (latin ?? key).toLowerCase()
}

/** `/` lies behind Shift on many keyboards: where no letter tells, Shift is not looked at unless it is asked for. */
export function isPressed(pressed: Pressed, { key, mod = false, alt = false, shift = false }: Key): boolean {
  const hasShift = pressed.shiftKey === shift || (key === '/' && !shift)
  return (
    latinKey(pressed) === key.toLowerCase() &&
    (pressed.ctrlKey || pressed.metaKey) === mod &&
    pressed.altKey === alt &&
    hasShift
  )
}

/** While a thread is open beside the messages. */
export const threadKeys = { follow: { key: 'l', mod: true, shift: true } } as const satisfies Readonly<
  Record<string, Key>
>

/** Those of formats, while a message is written. */
export const formatKeys = {
  bold: { key: 'b', mod: true },
  italic: { key: 'i', mod: true },
  strike: { key: 'x', mod: true, shift: true },
  code: { key: 'e', mod: true },
  link: { key: 'k', mod: true, shift: true },
} as const satisfies Readonly<Record<string, Key>>

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names of the table above
export const formats = Object.keys(formatKeys) as ReadonlyArray<keyof typeof formatKeys>

/** Keys that hold in one place alone, where what is in focus listens: for the sheet. */
export const localKeys = {
  accounts: ['choose'],
  messages: [
    'walk',
    'ends',
    'reply',
    'thread',
    'edit',
    'react',
    'pin',
    'forward',
    'copyLink',
    'save',
    'unread',
    'remove',
  ],
  composer: ['send', 'later', 'line', 'editLast', 'leave', 'complete', 'command'],
} as const
