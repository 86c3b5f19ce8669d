import { expect, test } from 'vitest'
import { mediaTypeOf } from '../../../core/base/media-type.ts'

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

test.each([
  ['\u0000\u0000\u0000\u0020ftypisom', 'video/mp4'],
  ['\u0000\u0000\u0000\u0020ftypM4A ', 'audio/mp4'],
  ['\u001AE\u00DF\u00A3\u0001', 'video/webm'],
  ['OggS\u0000', 'audio/ogg'],
  ['fLaC', 'audio/flac'],
  ['RIFF\u0000\u0000\u0000\u0000WAVEfmt ', 'audio/wav'],
  ['ID3\u0004', 'audio/mpeg'],
  ['\u00FF\u00FB\u0090', 'audio/mpeg'],
  ['\u00FF\u00D8\u00FF\u00E0', undefined],
  ['RIFF\u0000\u0000\u0000\u0000WEBP', undefined],
  ['<!doctype html><script>', undefined],
  ['<svg xmlns="http://www.w3.org/2000/svg">', undefined],
  ['MZ', undefined],
  ['', undefined],
])('%j is %s', (start, type) => {
  expect(mediaTypeOf(latin1(start))).toBe(type)
})
