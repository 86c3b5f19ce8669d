import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { colourOf } from '../../../../../renderer/features/documents/colour.ts'
import { pageOf } from '../../../../../core/search/page-blocks.ts'
import { isShowable } from '../../../../../renderer/features/documents/document-text.ts'
import { keysText } from '../../../../../renderer/features/documents/editor/commands.ts'
import { userId } from '../../../../../core/protocol/ids.ts'

test('[DO8] elements and text can be shown, at any depth', () => {
  const text = pageOf(new Y.Doc())
  const list = new Y.XmlElement('bulletList')
  text.insert(0, [new Y.XmlElement('paragraph'), list])
  list.insert(0, [new Y.XmlText('words')])
  expect(isShowable(text)).toBe(true)
})

test.each([
  ['a map', () => new Y.Map()],
  ['an array', () => new Y.Array()],
  ['a hook', () => new Y.XmlHook('x')],
])('[DO8] %s among the text cannot be shown, however deep it lies', (_name, create) => {
  const doc = new Y.Doc()
  const element = new Y.XmlElement('paragraph')
  pageOf(doc).insert(0, [element])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the types forbid and the wire allows
  element.insert(0, [create() as unknown as Y.XmlText])
  const read = new Y.Doc()
  pageOf(read)
  Y.applyUpdate(read, Y.encodeStateAsUpdate(doc))
  expect(isShowable(pageOf(read))).toBe(false)
})

test('plain values under the name of the text cannot be shown', () => {
  const doc = new Y.Doc()
  doc.getArray('page').insert(0, [1, 'two'])
  const read = new Y.Doc()
  pageOf(read)
  Y.applyUpdate(read, Y.encodeStateAsUpdate(doc))
  expect(isShowable(pageOf(read))).toBe(false)
})

test('a colour is six hex digits, dark enough for white text', () => {
  for (let each = 0; each < 18; each++) {
    const colour = colourOf(userId(each.toString(16).padStart(8, '0').padEnd(32, '0')))
    expect(colour).toMatch(/^#[0-9a-f]{6}$/)
    const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    const [red = 0, green = 0, blue = 0] = channels.map((value) =>
      value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
    )
    expect(1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)).toBeGreaterThan(4.5)
  }
})

test('keys are told as they stand on the keyboard', () => {
  expect(keysText('Mod-Shift-8', false)).toBe('Ctrl+Shift+8')
  expect(keysText('Mod-Alt-c', true)).toBe('⌘⌥C')
})
