import { describe, expect, test } from 'vitest'
import { fileKind, splitFileName } from '../../../../../renderer/features/attachments/file-name.ts'
import { imageTypeOf } from '../../../../../core/base/image-head.ts'
import { fileFailureText, sizeText } from '../../../../../renderer/features/attachments/words.ts'

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (each) => each.charCodeAt(0))

describe('a picture', () => {
  test('is known by its bytes, whatever it is called', () => {
    expect(imageTypeOf(bytesOf('\u0089PNG\r\n\u001A\n...'))).toBe('image/png')
    expect(imageTypeOf(bytesOf('\u00FF\u00D8\u00FF\u00E0'))).toBe('image/jpeg')
    expect(imageTypeOf(bytesOf('GIF89a...'))).toBe('image/gif')
    expect(imageTypeOf(bytesOf('RIFF....WEBPVP8 '))).toBe('image/webp')
  })

  test.each(['<svg xmlns="http://www.w3.org/2000/svg">', '<!doctype html>', 'GIF8', 'RIFF....WAVE', ''])(
    'is none of these: %s',
    (start) => {
      expect(imageTypeOf(bytesOf(start))).toBeUndefined()
    },
  )
})

describe('a file name', () => {
  test.each([
    ['photo.jpg', 'photo', '.jpg'],
    ['invoice.pdf.exe', 'invoice.pdf', '.exe'],
    ['.profile', '.profile', ''],
    ['README', 'README', ''],
    ['a sentence. And more', 'a sentence. And more', ''],
  ])('%s keeps its ending in sight', (name, stem, ending) => {
    expect(splitFileName(name)).toEqual({ stem, ending })
  })

  test.each([
    ['photo.jpg.exe', 'image/jpeg', 'program'],
    ['page.HTML', 'text/html', 'program'],
    ['drawing.svg', 'image/svg+xml', 'program'],
    ['photo.jpg', 'image/jpeg', 'image'],
    ['all.zip', 'application/zip', 'archive'],
    ['notes.txt', 'text/plain', 'text'],
    ['thing', 'application/octet-stream', 'other'],
  ])('%s of %s is for the eye a %s', (name, type, kind) => {
    expect(fileKind(name, type)).toBe(kind)
  })
})

test('sizes are said in the unit that fits', () => {
  expect([0, 999, 1_000, 12_345, 123_456_789].map(sizeText)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '12.3 kB',
    '123 MB',
  ])
})

test('a bound is told in full', () => {
  expect(fileFailureText({ kind: 'too-large', limit: 104_857_600 })).toContain('up to 100 MiB')
})
