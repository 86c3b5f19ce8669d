import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeMessage, encodeMessage } from '../../../../main/browser-page/messages.mjs'

const message = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value

describe('messages over the local socket', () => {
  test('what goes in comes out, bytes as bytes', () => {
    fc.assert(
      fc.property(message, (value) => {
        expect(decodeMessage(encodeMessage({ value }))).toEqual({ value })
      }),
    )
  })

  test('a Buffer, on either side, is bytes like any other', () => {
    const message = encodeMessage({ a: Buffer.from([1, 2]), b: [Buffer.from([3])] })
    const read = decodeMessage(Buffer.from(message))
    expect(read).toStrictEqual({ a: Uint8Array.of(1, 2), b: [Uint8Array.of(3)] })
  })

  test('bytes travel as they are, not as text', () => {
    expect(encodeMessage({ id: 1, args: [new Uint8Array(100_000)] }).length).toBeLessThan(100_100)
  })

  test('a part of a larger buffer is read from where it lies', () => {
    const inside = new Uint8Array([9, 9, ...encodeMessage({ a: Uint8Array.of(1, 2) })]).subarray(2)
    expect(decodeMessage(inside)).toEqual({ a: Uint8Array.of(1, 2) })
  })

  test.each([
    ['nothing', []],
    ['a length beyond the end', [0, 0, 0, 9, 0x7b, 0x7d]],
    ['no JSON', [0, 0, 0, 1, 0x7b]],
    ['no UTF-8', [0, 0, 0, 3, 0x22, 0xff, 0x22]],
    ['bytes that are not there', [...new TextEncoder().encode('\0\0\0\x14{"a":{"$bytes":[0,1]}}')]],
    ['a place that is none', [...new TextEncoder().encode('\0\0\0\x12{"a":{"$bytes":[]}}')]],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeMessage(Uint8Array.from(bytes))).toThrow(Error)
  })
})
