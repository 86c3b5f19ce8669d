import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readImageHead } from '../../../core/base/image-head.ts'
import { hugePng, movingPng, pngOf } from '../../support/pictures.ts'

const bytesOf = (...parts: ReadonlyArray<string | ReadonlyArray<number>>): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    ),
  )
const filled = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.concat([bytes, Buffer.alloc(40)]))

describe('[PF1] what a picture says of itself', () => {
  test.each([
    ['PNG', pngOf(3, 2), { type: 'image/png', width: 3, height: 2, moves: false }],
    [
      'a bomb of a PNG',
      hugePng(40_000, 30_000),
      { type: 'image/png', width: 40_000, height: 30_000, moves: false },
    ],
    [
      'GIF',
      bytesOf('GIF89a', [0x2c, 0x01, 0x90, 0x01], [0, 0, 0]),
      { type: 'image/gif', width: 300, height: 400, moves: true },
    ],
    [
      'JPEG behind a comment, filling and a table',
      bytesOf(
        [0xff, 0xd8, 0xff, 0xfe, 0, 5, 1, 2, 3],
        [0xff, 0xff, 0xc4, 0, 2],
        [0xff, 0xc2, 0, 17, 8, 0, 200, 1, 0, 3],
      ),
      { type: 'image/jpeg', width: 256, height: 200, moves: false },
    ],
    [
      'WebP, lossy',
      filled(
        bytesOf(
          'RIFF',
          [0, 0, 0, 0],
          'WEBPVP8 ',
          [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00],
        ),
      ),
      { type: 'image/webp', width: 320, height: 240, moves: false },
    ],
    [
      'WebP, lossless',
      filled(bytesOf('RIFF', [0, 0, 0, 0], 'WEBPVP8L', [0, 0, 0, 0, 0x2f, 0xff, 0xc0, 0x3f, 0x00])),
      { type: 'image/webp', width: 256, height: 256, moves: false },
    ],
    [
      'WebP, extended',
      filled(bytesOf('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0x7f, 0, 0])),
      { type: 'image/webp', width: 256, height: 128, moves: false },
    ],
    [
      'a WebP that moves',
      filled(bytesOf('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
      { type: 'image/webp', width: 1, height: 1, moves: true },
    ],
    ['a PNG that moves', movingPng(), { type: 'image/png', width: 2, height: 2, moves: true }],
  ])('%s', (_, bytes, head) => expect(readImageHead(bytes)).toEqual(head))

  test.each([
    ['SVG', bytesOf('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
    ['HTML', bytesOf('<!doctype html><script>alert(1)</script>')],
    ['a PNG of no width', hugePng(0, 5)],
    [
      'a PNG that begins with something else',
      bytesOf([0x89], 'PNG\r\n\u001A\n', [0, 0, 0, 4], 'tEXt', [0, 0, 0, 1, 0, 0, 0, 1]),
    ],
    ['a JPEG without a frame', bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2])],
    ['a JPEG whose segment has no length', bytesOf([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['a WebP of an unknown kind', filled(bytesOf('RIFF', [0, 0, 0, 0], 'WEBPVP9 '))],
  ])('%s is none', (_, bytes) => expect(readImageHead(bytes)).toBeUndefined())

  test('bytes of any kind, and pictures cut anywhere, do not make it throw', () => {
    const starts = [pngOf(2, 2), bytesOf('GIF89a'), bytesOf([0xff, 0xd8, 0xff]), bytesOf('RIFF1234WEBPVP8 ')]
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 60 }),
        fc.nat(80),
        (start, rest, cut) => {
          const head = readImageHead(new Uint8Array(Buffer.concat([start, rest])).subarray(0, cut))
          if (head !== undefined) expect(Math.min(head.width, head.height)).toBeGreaterThan(0)
        },
      ),
    )
  })
})
