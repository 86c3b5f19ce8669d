/** The reader of ops against whatever bytes: it answers, in bounded time and space, and never throws. */
import { encode, rfc8949EncodeOptions } from 'cborg'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../../core/base/bytes.ts'
import { maxOpBytes } from '../../../core/conversation/limits.ts'
import { decodeOp, encodeOp } from '../../../core/conversation/op-codec.ts'
import type { KnownOp, Op } from '../../../core/conversation/op.ts'
import { anOp } from '../../support/arbitrary-ops.ts'
import { testPost } from '../../support/conversations.ts'
import { aHead, mutatedBytes } from '../../support/mutated-bytes.ts'
import { fieldsOf, spoilt } from '../../support/spoilt-ops.ts'

/** Reads strictly and laxly; what strict reading takes is read the same way laxly. */
function read(bytes: Uint8Array): Op | undefined {
  const strict = decodeOp(bytes, { canonical: true })
  const lax = decodeOp(bytes, { canonical: false })
  if (!strict.ok) return undefined
  expect(lax).toEqual(strict)
  return strict.value
}

/** An op that was read, and is known whole, has but this one encoding. */
function expectOneEncoding(bytes: Uint8Array, op: Op | undefined): void {
  if (op === undefined || op.kind === 'unknown') return
  const again = encodeOp(op)
  if (again.length === bytes.length) expect(again).toEqual(new Uint8Array(bytes))
  else expect(again.length).toBeLessThan(bytes.length) // it has fields of a newer version
}

describe('[OP2] whatever the bytes', () => {
  test('random ones', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => expectOneEncoding(bytes, read(bytes))),
      { numRuns: 2_000 },
    )
  })

  test('heads of items that announce any length, one after the other', () => {
    fc.assert(
      fc.property(fc.array(aHead, { maxLength: 40 }), (heads) => {
        expect(read(concatBytes(...heads))).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
  })

  test('ops of every kind with up to four bytes, lengths or runs changed', () => {
    fc.assert(
      fc.property(mutatedBytes(anOp.map(encodeOp)), (bytes) => expectOneEncoding(bytes, read(bytes))),
      { numRuns: 3_000 },
    )
  })

  /** Anything that CBOR can say, nested up to a depth. */
  const anyValue = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      fc.oneof(
        fc.string(),
        fc.maxSafeInteger(),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
      ),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
    ),
  })).value

  test('ops of every kind with any value in place of a field', () => {
    const spoiltOp = fc.record({ op: anOp, value: anyValue, pick: fc.nat() }).map(({ op, value, pick }) => {
      const keys = [...fieldsOf(op).keys()]
      return spoilt(op, keys[pick % keys.length] ?? 'kind', value)
    })
    fc.assert(
      fc.property(spoiltOp, (bytes) => expectOneEncoding(bytes, read(bytes))),
      { numRuns: 2_000 },
    )
  })

  test('ops of one kind under the name of another', () => {
    const kinds = [
      'post',
      'edit',
      'redact',
      'react',
      'pin',
      'mask',
      'read',
      'meta',
      'setting',
      'system',
      'unknown',
    ]
    fc.assert(
      fc.property(anOp, fc.constantFrom(...kinds), (op: KnownOp, kind) => {
        const bytes = spoilt(op, 'kind', kind)
        expectOneEncoding(bytes, read(bytes))
      }),
    )
  })
})

/** Each as large as an op may be. */
describe('[OP2] [OP8] the costliest bytes of the largest op', () => {
  const full = (byte: number): Uint8Array => new Uint8Array(maxOpBytes).fill(byte)
  const room = maxOpBytes - encodeOp(testPost()).length - 16
  const manyKeys = new Map(
    Array.from({ length: Math.floor(room / 5) }, (_, index) => [index.toString(36).padStart(3, '_'), 0]),
  )
  test.each<readonly [string, boolean, Uint8Array]>([
    ['nested arrays', false, full(0x81)],
    ['nested maps', false, full(0xa1)],
    ['nested tags', false, full(0xc1)],
    ['nested indefinite arrays', false, full(0x9f)],
    ['empty arrays', false, full(0x80)],
    ['zeros', false, full(0)],
    ['breaks', false, full(0xff)],
    [
      'an array said to be of 2^53',
      false,
      concatBytes(Uint8Array.of(0x9b, 0, 32, 0, 0, 0, 0, 0, 0), full(0).slice(9)),
    ],
    [
      'a map said to be of 2^32',
      false,
      concatBytes(Uint8Array.of(0xba, 255, 255, 255, 255), full(0x60).slice(5)),
    ],
    [
      'a text said to be of 2^53',
      false,
      concatBytes(Uint8Array.of(0x7b, 0, 31, 255, 255, 255, 255, 255, 255), full(0x61).slice(9)),
    ],
    [
      'bytes said to be of 2^64',
      false,
      concatBytes(Uint8Array.of(0x5b, ...Array<number>(8).fill(255)), full(0).slice(9)),
    ],
    ['a post with 97,000 numbers', true, spoilt(testPost(), 'more', Array<number>(room - 16).fill(0))],
    [
      'a post with 19,000 fields',
      true,
      encode(new Map([...fieldsOf(testPost()), ...manyKeys]), rfc8949EncodeOptions),
    ],
    ['a post with a long text beside its own', true, spoilt(testPost(), 'more', 'ü'.repeat(room / 2 - 8))],
  ])('%s', (_, accepted, bytes) => {
    expect(bytes.length).toBeLessThanOrEqual(maxOpBytes)
    expect(bytes.length).toBeGreaterThan(maxOpBytes * 0.9)
    expect(read(bytes) !== undefined).toBe(accepted)
  })
})
