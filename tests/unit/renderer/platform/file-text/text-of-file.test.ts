import { expect, test } from 'vitest'
import { textOfFile } from '../../../../../renderer/platform/file-text/text-of-file.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}
const noText = { text: '', isWhole: false }

test('[SE64] UTF-8, and UTF-16 that says so, are text, with bidirectional marks as they stand', () => {
  const text = 'Hafen 港口 مرفأ \u202Etxet\u202C'
  const whole = { text, isWhole: true }
  expect(textOfFile(utf8(text), true)).toEqual(whole)
  expect(textOfFile(utf8(`\uFEFF${text}`), true)).toEqual(whole)
  expect(textOfFile(utf16(text, false), true)).toEqual(whole)
  expect(textOfFile(utf16(text, true), true)).toEqual(whole)
})

test('[SE64] [SE73] a character that is cut in two at the end is left out, and the rest is text, in part', () => {
  const bytes = utf8('lines 港')
  for (const cut of [1, 2])
    expect(textOfFile(bytes.subarray(0, bytes.length - cut), false)).toEqual({
      text: 'lines ',
      isWhole: false,
    })
})

test('[SE64] [SE73] what is no text is left alone, whatever its name: other bytes, zeros, half of UTF-16', () => {
  expect(textOfFile(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), true)).toEqual(noText)
  expect(textOfFile(utf8('PK\u0003\u0004\0\0text'), true)).toEqual(noText)
  expect(textOfFile(Uint8Array.of(0x66, 0xc3, 0x28), true)).toEqual(noText)
  expect(textOfFile(Uint8Array.of(0xff, 0xfe, 0x00, 0xdc, 0x41, 0x00), true)).toEqual(noText)
  expect(textOfFile(new Uint8Array(), true)).toEqual(noText)
})
