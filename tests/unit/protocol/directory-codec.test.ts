import { decode, encode } from 'cborg'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DirectoryChange } from '../../../core/protocol/directory.ts'
import { changeSize, encodeChanges } from '../../../core/protocol/directory-codec.ts'
import { workspaceId } from '../../../core/protocol/ids.ts'
import { anyChange } from './arbitraries.ts'

const inCbor = (changes: ReadonlyArray<DirectoryChange>): Uint8Array =>
  new Uint8Array(encode(changes, { ignoreUndefinedProperties: true }))

test('[FR8] a list of changes has the encoding that any canonical CBOR encoder gives it', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 40 }), (changes) => {
      expect(encodeChanges(changes)).toEqual(inCbor(changes))
    }),
  )
})

const named = (name: string): DirectoryChange => ({
  kind: 'workspace',
  id: workspaceId('ab'.repeat(16)),
  name,
  role: 'owner',
})

test.each([
  ['nothing', ''],
  ['as much as fits a head of one byte', 'x'.repeat(23)],
  ['of two bytes', 'x'.repeat(255)],
  ['of three bytes', 'x'.repeat(65_535)],
  ['of five bytes', 'x'.repeat(65_536)],
  ['two and three bytes a letter', 'żółw 水'],
  ['four bytes a letter', '🐢🐢'],
])('[FR8] text: %s', (_name, text) => {
  const change = named(text)
  expect(encodeChanges([change])).toEqual(inCbor([change]))
  expect(changeSize(change)).toBe(encode(change).length)
})

test('[FR8] half a surrogate pair is written as the replacement character', () => {
  expect(decode(encodeChanges([named('a\ud800b')]))).toEqual([named('a\ufffdb')])
})

test('[FR8] many changes', () => {
  for (const count of [23, 24, 255, 256, 65_536]) {
    const changes = Array.from({ length: count }, () => named('x'))
    expect(encodeChanges(changes)).toEqual(inCbor(changes))
  }
})
