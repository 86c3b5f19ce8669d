import type { Key } from './keymap.ts'
import { words } from './words.ts'

/** What stands on the keys to be pressed together, in the order in which they are named. */
export function keyNames({ key, mod, alt, shift }: Key, isMac: boolean): ReadonlyArray<string> {
  const named: Readonly<Record<string, string>> = words.keys
  return [
    ...(mod === true ? [isMac ? words.keys.modMac : words.keys.mod] : []),
    ...(alt === true ? [words.keys.alt] : []),
    ...(shift === true ? [words.keys.shift] : []),
    named[key] ?? key.toUpperCase(),
  ]
}

export const isMac = (): boolean => navigator.platform.startsWith('Mac')
