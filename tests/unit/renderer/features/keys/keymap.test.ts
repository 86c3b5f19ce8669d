import { expect, test } from 'vitest'
import { keyNames } from '../../../../../renderer/features/keys/key-text.ts'
import {
  commandOf,
  commands,
  formatKeys,
  formats,
  type Key,
  keymap,
} from '../../../../../renderer/features/keys/keymap.ts'
import { words } from '../../../../../renderer/features/keys/words.ts'

const press = ({ key, mod = false, alt = false, shift = false }: Key) => ({
  key,
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

test('no key of a format is one that holds anywhere', () => {
  for (const format of formats)
    expect([format, commandOf(press(formatKeys[format]))]).toEqual([format, undefined])
})
