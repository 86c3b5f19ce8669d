import { expect, test } from 'vitest'
import { keyNames } from '../../../../../renderer/features/keys/key-text.ts'
import {
  commandOf,
  commands,
  formatKeys,
  formats,
  type Key,
  keymap,
  latinKey,
} from '../../../../../renderer/features/keys/keymap.ts'
import { words } from '../../../../../renderer/features/keys/words.ts'

const press = ({ key, mod = false, alt = false, shift = false }: Key) => ({
  key,
  code: '',
  ctrlKey: mod,
  metaKey: false,
  altKey: alt,
  shiftKey: shift,
})

test('every key of the map calls for its own command, with Control and with Command, and has words', () => {
  for (const command of commands) {
    const pressed = press(keymap[command])
    expect(commandOf(pressed)).toBe(command)
    expect(commandOf({ ...pressed, key: pressed.key.toUpperCase() })).toBe(command)
    if (pressed.ctrlKey) expect(commandOf({ ...pressed, ctrlKey: false, metaKey: true })).toBe(command)
    expect(words.commands[command]).not.toBe('')
  }
})

test('no key alone is taken from who writes, and what is shown says all that is to be pressed', () => {
  for (const key of ['k', 'f', '/', ',', 'ArrowUp', 'Escape', 'Enter'])
    expect(commandOf(press({ key }))).toBeUndefined()
  expect(commandOf(press({ key: 'k', mod: true, alt: true }))).toBeUndefined()
  expect(commandOf({ ...press({ key: '/', mod: true }), shiftKey: true })).toBe('help')
  expect(keyNames(keymap.nextUnread, false)).toEqual(['Alt', 'Shift', '↓'])
  expect(keyNames(keymap.switcher, true)).toEqual(['⌘', 'K'])
})

test('[KM5] a keyboard of another script is heard by the places of its keys, one of Latin letters by what stands on them', () => {
  const at = (key: string, code: string) => ({ ...press({ key, mod: true }), code })
  expect(commandOf(at('ن', 'KeyK'))).toBe('switcher') // Arabic
  expect(commandOf(at('л', 'KeyK'))).toBe('switcher') // Russian
  expect(commandOf(at('φ', 'KeyF'))).toBe('search') // Greek
  expect(commandOf(at('ظ', 'Slash'))).toBe('help')
  expect(commandOf(at('و', 'Comma'))).toBe('settings')
  expect(commandOf(at('t', 'KeyK'))).toBeUndefined() // Dvorak: its K lies elsewhere
  expect(commandOf(at('k', 'KeyV'))).toBe('switcher')
  expect(latinKey({ key: 'У', code: 'KeyE' })).toBe('e')
  expect(latinKey({ key: 'Delete', code: 'Delete' })).toBe('delete')
  expect(latinKey({ key: 'ö', code: 'Semicolon' })).toBe('ö')
})

test('no key of a format is one that holds anywhere', () => {
  for (const format of formats)
    expect([format, commandOf(press(formatKeys[format]))]).toEqual([format, undefined])
})
