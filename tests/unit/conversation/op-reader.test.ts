/** Our reader of ops against cborg, which reads the same bytes and proves their form by writing them again. */
import { decode, encode, rfc8949EncodeOptions, Tokenizer, Type } from 'cborg'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesEqual, concatBytes, hexToBytes } from '../../../core/base/bytes.ts'
import { Defect } from '../../../core/base/defect.ts'
import { fail, type Result } from '../../../core/base/result.ts'
import { maxOpContainers } from '../../../core/conversation/limits.ts'
import { decodeOp, encodeOp, type OpFailure } from '../../../core/conversation/op-codec.ts'
import { readOpFields } from '../../../core/conversation/op-fields.ts'
import { readMap } from '../../../core/conversation/op-reader.ts'
import type { Op } from '../../../core/conversation/op.ts'
import { anOp } from '../../support/arbitrary-ops.ts'
import { mutatedBytes } from '../../support/mutated-bytes.ts'
import { canonicalBytes, fieldsOf, spoilt } from '../../support/spoilt-ops.ts'
import { testPost } from '../../support/conversations.ts'

const options = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  useMaps: true,
}

function cborgFields(bytes: Uint8Array): Map<unknown, unknown> | undefined {
  const tokenizer = new Tokenizer(bytes, options)
  let containers = 0
  const next = (): ReturnType<typeof tokenizer.next> => {
    const token = tokenizer.next()
    if (token.type === Type.array || token.type === Type.map) containers++
    if (containers > maxOpContainers) throw new RangeError('too many arrays and maps')
    return token
  }
  const bounded = { next, done: () => tokenizer.done(), pos: () => tokenizer.pos() }
  try {
    const fields: unknown = decode(bytes, { ...options, tokenizer: bounded })
    return fields instanceof Map ? fields : undefined
  } catch {
    return undefined
  }
}

function isCanonical(fields: Map<unknown, unknown>, bytes: Uint8Array): boolean {
  try {
    return bytesEqual(encode(fields, rfc8949EncodeOptions), bytes) && hasOneOrder(fields)
  } catch {
    return false // cborg cannot sort keys that are arrays or maps
  }
}

/** cborg takes byte strings as keys though they be equal, and empty arrays and maps for the number 0. OP3 does not. */
function hasOneOrder(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(hasOneOrder)
  if (!(value instanceof Map)) return true
  const keys: ReadonlyArray<unknown> = [...value.keys()]
  const isOrdered = keys.length < 2 || !keys.some((key) => Array.isArray(key) || key instanceof Map)
  const distinct = new Set(keys.map((key) => String(encode(key, rfc8949EncodeOptions))))
  return (
    isOrdered &&
    distinct.size === keys.length &&
    keys.every(hasOneOrder) &&
    [...value.values()].every(hasOneOrder)
  )
}

function reference(bytes: Uint8Array, canonical: boolean): Result<Op, OpFailure> {
  const fields = cborgFields(bytes)
  if (fields === undefined) return fail({ kind: 'not-cbor' })
  if (canonical && !isCanonical(fields, bytes)) return fail({ kind: 'not-canonical' })
  return readOpFields(fields)
}

/** cborg reads all empty byte strings as one object, and so loses an entry where two of a map's keys are empty. */
function losesEntries(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(losesEntries)
  if (!(value instanceof Map)) return false
  const keys: ReadonlyArray<unknown> = [...value.keys()]
  const empty = keys.filter((key) => key instanceof Uint8Array && key.length === 0)
  return empty.length > 1 || keys.some(losesEntries) || [...value.values()].some(losesEntries)
}

/** Whole ops, and all fields of them, known here or not. */
function expectSame(given: Uint8Array): void {
  const bytes = new Uint8Array(given) // cborg hands out Buffers for some sizes
  if (losesEntries(readMap(bytes)?.fields)) {
    expect(cborgFields(bytes)).toBeDefined()
    expect(readMap(bytes)?.isCanonical).toBe(false)
    expect(decodeOp(bytes, { canonical: true })).toEqual(fail({ kind: 'not-canonical' }))
    return
  }
  for (const canonical of [true, false]) {
    expect(decodeOp(bytes, { canonical })).toEqual(reference(bytes, canonical))
  }
  const fields = cborgFields(bytes)
  const read = readMap(bytes)
  expect(read?.fields).toEqual(fields)
  expect(read?.isCanonical).toBe(fields && isCanonical(fields, bytes))
}

/** Anything that CBOR can say. The floats are of all widths, the maps have keys of all kinds. */
const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\uFFFD', '\uFEFFmark', '', 'ü'.repeat(40)),
      fc.maxSafeInteger(),
      fc.integer({ min: -300, max: 300 }),
      fc.double(),
      fc.float(),
      fc.integer({ min: -2_048, max: 2_048 }).map((number) => number / 2 ** 24),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 40 }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(tie('value'), tie('value')), { maxLength: 4 })
      .map((entries) => new Map<unknown, unknown>(entries)),
  ),
})).value

/** As cborg writes it, or undefined if it cannot sort its keys. */
function written(value: unknown): Uint8Array | undefined {
  try {
    return spoilt(testPost(), 'more', value)
  } catch {
    return undefined
  }
}

describe('[OP3] reads what cborg reads, and takes what cborg writes', () => {
  test('ops of every kind', () => {
    fc.assert(
      fc.property(anOp, (op) => expectSame(encodeOp(op))),
      { numRuns: 300 },
    )
  })

  test('ops with any value in a field of a newer version, before and after changes', () => {
    const bytes = anyValue.map(written).filter((each) => each !== undefined)
    fc.assert(fc.property(bytes, expectSame), { numRuns: 1_000 })
    fc.assert(fc.property(mutatedBytes(bytes), expectSame), { numRuns: 2_000 })
  })

  test('ops of every kind with up to four bytes, lengths or runs changed', () => {
    fc.assert(fc.property(mutatedBytes(anOp.map(encodeOp)), expectSame), { numRuns: 1_000 })
  })

  test('random bytes, alone and as the value of a field', () => {
    const bytes = fc.uint8Array({ maxLength: 60 })
    fc.assert(fc.property(bytes, expectSame), { numRuns: 2_000 })
    const asValue = bytes.map((value) => raw(value))
    fc.assert(fc.property(asValue, expectSame), { numRuns: 5_000 })
  })
})

/** A post with `value`, which may be no item at all, under a key that sorts before all others. */
function raw(value: Uint8Array): Uint8Array {
  const good = encodeOp(testPost())
  return concatBytes(Uint8Array.of((good[0] ?? 0) + 1, 0x61, 0x7a), value, good.subarray(1))
}

const hex = (digits: string): Uint8Array => {
  const bytes = hexToBytes(digits.replaceAll(' ', ''))
  if (bytes === undefined) throw new Defect(`not hex: ${digits}`)
  return bytes
}

describe('[OP3] values of a field that this version does not know', () => {
  const cases: ReadonlyArray<readonly [string, string, 'ok' | 'not-canonical' | 'not-cbor']> = [
    ['the largest integer', '1b 001fffffffffffff', 'ok'],
    ['an integer beyond', '1b 0020000000000000', 'not-cbor'],
    ['an integer that rounds to 2^64', '1b ffffffffffffffff', 'not-cbor'],
    ['the smallest integer', '3b 001ffffffffffffe', 'ok'],
    ['an integer below', '3b 001fffffffffffff', 'not-cbor'],
    ...['1817', '190 0ff', '1a 0000ffff', '1b 00000000ffffffff', '3817', '5800', '7800', '9800', 'b800'].map(
      (digits) => [`longer than need be: ${digits}`, digits, 'not-cbor'] as const,
    ),
    ...['1818', '19 0100', '1a 00010000', '1b 0000000100000000', '3818'].map(
      (digits) => [`as long as need be: ${digits}`, digits, 'ok'] as const,
    ),
    ...[
      '1c',
      '1d',
      '1e',
      '1f',
      '5f',
      '7f',
      '9f',
      'bf',
      'ff',
      'c0 00',
      'd81801',
      'e0',
      'f3',
      'f7',
      'f820',
      'fc',
    ].map((digits) => [`nothing that an op needs: ${digits}`, digits, 'not-cbor'] as const),
    ...['f97c00', 'f9fc00', 'f97e00', 'f97c01', 'fa7f800000', 'fb7ff8000000000000'].map(
      (digits) => [`no finite number: ${digits}`, digits, 'not-cbor'] as const,
    ),
    ['a half', 'f9 3800', 'ok'],
    ['a half, wider', 'fa 3f000000', 'not-canonical'],
    ['a tenth', 'fb 3fb999999999999a', 'ok'],
    ['minus zero', 'f9 8000', 'not-canonical'],
    ['a whole number', 'fb 4330000000000000', 'not-canonical'],
    ['2^60, which is no integer here', 'fa 5d800000', 'ok'],
    ['U+FFFD', '63 efbfbd', 'ok'],
    ['no UTF-8', '61 ff', 'not-canonical'],
    ['no UTF-8, twice, before text', '83 61ff 61ff 62c3bc', 'not-canonical'],
    ['a byte order mark', '64 efbbbf61', 'not-canonical'],
    ['half of a pair', '63 edbfbf', 'not-canonical'],
    ['keys in order', 'a3 00 00 20 00 61 61 00', 'ok'],
    ['keys out of order', 'a2 20 00 00 00', 'not-canonical'],
    ['a text twice', 'a2 6161 00 6161 01', 'not-canonical'],
    ['the same bytes twice as keys', 'a2 4100 00 4100 01', 'not-canonical'],
    ['an array as the only key', 'a1 8100 00', 'ok'],
    ['an array as a key beside another', 'a2 00 00 8100 00', 'not-canonical'],
    ['an empty array as a key before another', 'a2 80 00 01 00', 'not-canonical'],
  ]
  test.each(cases)('%s', (_, digits, expected) => {
    const read = decodeOp(raw(hex(digits)), { canonical: true })
    expect(read.ok ? 'ok' : read.failure.kind).toBe(expected)
    if (expected !== 'not-cbor') expect(decodeOp(raw(hex(digits)), { canonical: false }).ok).toBe(true)
    expectSame(raw(hex(digits)))
  })

  test('[OP8] 256 arrays and maps, and one more', () => {
    const withInner = (count: number): Uint8Array =>
      canonicalBytes(
        fieldsOf(testPost()).set(
          'more',
          Array.from({ length: count }, () => new Map()),
        ),
      )
    const own = 2 + 1 // the op itself, its time, the field
    expect(decodeOp(withInner(maxOpContainers - own), { canonical: true }).ok).toBe(true)
    expect(decodeOp(withInner(maxOpContainers - own + 1), { canonical: true }).ok).toBe(false)
  })
})
