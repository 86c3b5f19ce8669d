import { encode, rfc8949EncodeOptions } from 'cborg'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Defect, orThrow } from '../../../core/base/defect.ts'
import { maxOpBytes } from '../../../core/conversation/limits.ts'
import { decodeOp, encodeOp } from '../../../core/conversation/op-codec.ts'
import type { KnownOp } from '../../../core/conversation/op.ts'
import { anOp } from '../../support/arbitrary-ops.ts'
import {
  testAttachment,
  testEdit,
  testMask,
  testMeta,
  testSetting,
  testOpId,
  testPin,
  testPost,
  testReact,
  testRead,
  testRedact,
  testSystem,
} from '../../support/conversations.ts'
import { canonicalBytes, fieldsOf, spoilt, withoutField } from '../../support/spoilt-ops.ts'

const strict = { canonical: true }
describe('round trip', () => {
  test('[OP1] what is written is read back as it was', () => {
    fc.assert(
      fc.property(anOp, (op) => {
        expect(orThrow(decodeOp(encodeOp(op), strict))).toEqual(op)
      }),
    )
  })

  test('[OP4] the longest op fits', () => {
    const mentions = Array.from({ length: 50 }, () => testPost().by)
    const attachment = testAttachment({
      name: '\u{FFFD}'.repeat(255),
      type: `a/${'b'.repeat(125)}`,
      size: 2 ** 40,
      seal: { key: new Uint8Array(32), header: new Uint8Array(24), size: 2 ** 40 },
      thumbnail: new Uint8Array(2_048),
      duration: 86_400_000,
      peaks: new Uint8Array(64),
    })
    const place = { replyTo: testOpId(1), thread: testOpId(2), alsoInChannel: true } as const
    const post = testPost({
      ...place,
      text: '\u{FFFF}'.repeat(16_384),
      mentions,
      expiresAfter: 31_536_000,
      waited: 1,
    })
    const bytes = encodeOp({ ...post, attachments: Array.from({ length: 10 }, () => attachment) })
    expect(bytes.length).toBeLessThan(maxOpBytes)
    expect(bytes.length).toBeGreaterThan(80_000)
  })

  test('[OP4] [OP5] encoding what nobody could read is a bug', () => {
    expect(() => encodeOp(testPost({ text: 'x'.repeat(16_385) }))).toThrow(Defect)
    expect(() => encodeOp(testPost({ text: '\uD83D' }))).toThrow(Defect)
    expect(() => encodeOp(testPost({ text: '\uFEFFhello' }))).toThrow(Defect)
    const { name: _, ...nameless } = testMeta()
    expect(() => encodeOp(nameless)).toThrow(Defect)
  })

  test('what comes out is a plain byte array at every size: Yjs refuses a Buffer', () => {
    for (let length = 1; length <= 600; length++) {
      expect(encodeOp(testPost({ text: 'x'.repeat(length) })).constructor).toBe(Uint8Array)
    }
  })
})

describe('[OP2] reading is total', () => {
  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, canonical) => {
        expect(decodeOp(bytes, { canonical })).toHaveProperty('ok')
      }),
      { numRuns: 2_000 },
    )
  })

  test('a valid op with any one byte changed: refused, or another op, whose bytes these are', () => {
    const place = fc.nat({ max: 10_000 })
    fc.assert(
      fc.property(anOp, place, fc.integer({ min: 1, max: 255 }), (op, at, change) => {
        const bytes = encodeOp(op)
        const index = at % bytes.length
        bytes[index] = (bytes[index] ?? 0) ^ change
        const read = decodeOp(bytes, strict)
        if (!read.ok || read.value.kind === 'unknown') return
        const again = encodeOp(read.value)
        if (again.length === bytes.length) expect(again).toEqual(bytes) // else a field became one of a newer version
      }),
      { numRuns: 1_000 },
    )
  })

  test.each([
    ['[OP8] 20,000 nested arrays', new Uint8Array(20_000).fill(0x81)],
    ['[OP8] 20,000 nested maps', new Uint8Array(40_000).map((_, index) => (index % 2 === 0 ? 0xa1 : 0x00))],
    [
      '[OP8] 257 arrays beside each other',
      spoilt(
        testPost(),
        'more',
        Array.from({ length: 257 }, () => []),
      ),
    ],
    ['an array of 2^53 items', Uint8Array.of(0x9b, 0, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
    ['a text longer than the bytes', Uint8Array.of(0x7a, 0xff, 0xff, 0xff, 0xff, 0x61)],
    ['nothing', new Uint8Array()],
    ['a break', Uint8Array.of(0xff)],
    ['a bare number', Uint8Array.of(0x05)],
    ['an array', Uint8Array.of(0x80)],
  ])('%s', (_, bytes) => {
    expect(decodeOp(bytes, strict)).toMatchObject({ ok: false, failure: { kind: 'not-cbor' } })
  })

  test('[OP4] more than 96 KiB is refused before it is read', () => {
    expect(decodeOp(new Uint8Array(maxOpBytes + 1), strict)).toEqual({
      ok: false,
      failure: { kind: 'too-large', bytes: maxOpBytes + 1 },
    })
  })
})

describe('[OP3] one content has one encoding', () => {
  const good = encodeOp(testReact())
  const unsorted = encode(fieldsOf(testReact()), { mapSorter: (left, right) => -sorter(left, right) })

  test.each([
    ['unsorted keys', unsorted],
    ['a longer length than need be', Uint8Array.of(0xb8, (good[0] ?? 0) & 0x1f, ...good.slice(1))],
    ['an indefinite map', Uint8Array.of(0xbf, ...good.slice(1), 0xff)],
    ['bytes after the map', Uint8Array.of(...good, 0x00)],
    ['a tag', Uint8Array.of(0xd9, 0xd9, 0xf7, ...good)],
    ['a whole number as a float', spoiltEnd(testReact(), 'z', Uint8Array.of(0xf9, 0x3c, 0x00))],
    ['NaN', spoiltEnd(testReact(), 'z', Uint8Array.of(0xf9, 0x7e, 0x00))],
    ['undefined', spoiltEnd(testReact(), 'z', Uint8Array.of(0xf7))],
    ['broken UTF-8', spoiltEnd(testReact(), 'z', Uint8Array.of(0x61, 0xff))],
    ['a half surrogate in UTF-8', spoiltEnd(testReact(), 'z', Uint8Array.of(0x63, 0xed, 0xa0, 0xbd))],
    [
      'a byte order mark that reading drops',
      spoiltEnd(testReact(), 'z', Uint8Array.of(0x63, 0xef, 0xbb, 0xbf)),
    ],
  ])('%s', (_, bytes) => {
    const read = decodeOp(bytes, strict)
    expect(read.ok ? undefined : read.failure.kind).toMatch(/^not-(cbor|canonical)$/)
  })

  test('the same key twice', () => {
    const twice = Uint8Array.of((good[0] ?? 0) + 1, ...good.slice(1, 4), 0xf4, ...good.slice(1))
    expect(decodeOp(twice, strict).ok).toBe(false)
  })

  test('trusted bytes may be in another encoding', () => {
    expect(decodeOp(unsorted, { canonical: false })).toEqual({ ok: true, value: testReact() })
  })
})

/** The raw form of `value` under a one-letter key: shorter than all others, so it comes first. */
function spoiltEnd(op: KnownOp, key: string, value: Uint8Array): Uint8Array {
  const good = encodeOp(op)
  return Uint8Array.of((good[0] ?? 0) + 1, 0x61, key.charCodeAt(0), ...value, ...good.slice(1))
}

const sorter = rfc8949EncodeOptions.mapSorter ?? (() => 0)

describe('fields', () => {
  test.each<readonly [string, string, Uint8Array]>([
    ['[OP4] an empty text', 'text', spoilt(testPost(), 'text', '')],
    ['[OP4] a text too long', 'text', spoilt(testPost(), 'text', 'x'.repeat(16_385))],
    ['a text that is bytes', 'text', spoilt(testPost(), 'text', Uint8Array.of(97))],
    ['no text', 'text', withoutField(testPost(), 'text')],
    ['[OP4] an empty emoji', 'emoji', spoilt(testReact(), 'emoji', '')],
    ['[OP4] an emoji too long', 'emoji', spoilt(testReact(), 'emoji', 'x'.repeat(33))],
    ['[OP4] a reason too long', 'reason', spoilt(testRedact(), 'reason', 'x'.repeat(501))],
    ['[OP4] a kind too long', 'kind', spoilt(testPost(), 'kind', 'x'.repeat(65))],
    ['[OP4] an empty kind', 'kind', spoilt(testPost(), 'kind', '')],
    ['[OP4] 51 mentions', 'mentions', spoilt(testPost(), 'mentions', Array(51).fill(new Uint8Array(16)))],
    ['[OP4] no mentions, but said', 'mentions', spoilt(testPost(), 'mentions', [])],
    ['mentions that are one', 'mentions', spoilt(testPost(), 'mentions', new Uint8Array(16))],
    ['[OP9] a false alsoInChannel', 'alsoInChannel', spoilt(testPost(), 'alsoInChannel', false)],
    ['[OP9] an id of 15 bytes', 'id', spoilt(testPost(), 'id', new Uint8Array(15))],
    ['[OP9] an id as text', 'by', spoilt(testPost(), 'by', 'a'.repeat(32))],
    ['[OP9] a target of 17 bytes', 'target', spoilt(testEdit(), 'target', new Uint8Array(17))],
    ['[OP9] a time below 1970', 'at', spoilt(testPost(), 'at', [-1, 0])],
    ['[OP9] a time of 49 bits', 'at', spoilt(testPost(), 'at', [2 ** 48, 0])],
    ['[OP9] a fraction of a millisecond', 'at', spoilt(testPost(), 'at', [1.5, 0])],
    ['[OP9] a counter of 17 bits', 'at', spoilt(testPost(), 'at', [0, 65_536])],
    ['[OP9] a moment of three', 'at', spoilt(testPost(), 'at', [0, 0, 0])],
    ['[OP9] no targetAt', 'targetAt', withoutField(testRedact(), 'targetAt')],
    ['a number for on', 'on', spoilt(testReact(), 'on', 1)],
    ['a null for replyTo', 'replyTo', spoilt(testPost(), 'replyTo', null)],
    ['[OP12] an empty text without attachments', 'text', spoilt(testPost(), 'text', '')],
    ['[OP4] 0 seconds to expire', 'expiresAfter', spoilt(testPost(), 'expiresAfter', 0)],
    ['[OP4] a year and a second', 'expiresAfter', spoilt(testPost(), 'expiresAfter', 31_536_001)],
    ['[OP4] 0 seconds of waiting', 'waited', spoilt(testPost(), 'waited', 0)],
    ['[OP4] a year and a second of waiting', 'waited', spoilt(testPost(), 'waited', 31_536_001)],
    ['[OP4] a year and a second of a timer', 'timer', spoilt(testMeta(), 'timer', 31_536_001)],
    ['[OP9] a redaction that is not for its time', 'expired', spoilt(testRedact(), 'expired', false)],
    ['a part of a second to expire', 'expiresAfter', spoilt(testPost(), 'expiresAfter', 1.5)],
    ['[OP4] an empty replacement', 'replacement', spoilt(testMask(), 'replacement', '')],
    ['[OP4] a replacement too long', 'replacement', spoilt(testMask(), 'replacement', 'x'.repeat(16_385))],
    ['a pin neither on nor off', 'on', withoutField(testPin(), 'on')],
    ['[OP9] no upToAt', 'upToAt', withoutField(testRead(), 'upToAt')],
    ['[OP9] upTo as text', 'upTo', spoilt(testRead(), 'upTo', 'a'.repeat(32))],
    ['[OP9] a thread of 15 bytes', 'thread', spoilt(testRead(), 'thread', new Uint8Array(15))],
    ['[OP4] a name too long', 'name', spoilt(testMeta(), 'name', 'x'.repeat(65))],
    ['[OP4] a topic too long', 'topic', spoilt(testMeta(), 'topic', 'x'.repeat(251))],
    ['[OP4] an icon too long', 'icon', spoilt(testMeta(), 'icon', 'x'.repeat(33))],
    ['a name that is null', 'name', spoilt(testMeta(), 'name', null)],
    ['[OP4] a key too long', 'key', spoilt(testSetting(), 'key', 'x'.repeat(65))],
    ['[OP4] a key of capitals', 'key', spoilt(testSetting(), 'key', 'Star')],
    ['[OP4] an empty key', 'key', spoilt(testSetting(), 'key', '')],
    ['[OP4] a value too long', 'value', spoilt(testSetting(), 'value', 'x'.repeat(16_385))],
    ['[OP4] an empty value', 'value', spoilt(testSetting(), 'value', '')],
    ['[OP4] an event too long', 'event', spoilt(testSystem(), 'event', 'x'.repeat(65))],
    ['[OP9] no user', 'user', withoutField(testSystem(), 'user')],
    [
      '[OP7] a newer kind without a valid head',
      'at',
      canonicalBytes(fieldsOf(testPost()).set('kind', 'poll').set('at', 0)),
    ],
    [
      'a key that is no text',
      'a key',
      canonicalBytes(new Map<unknown, unknown>([...fieldsOf(testPost()), [1, 2]])),
    ],
  ])('%s', (_, field, bytes) => {
    expect(decodeOp(bytes, strict)).toEqual({ ok: false, failure: { kind: 'bad-field', field } })
  })

  test('[OP6] fields of a newer version are passed over', () => {
    const bytes = spoilt(testPost(), 'mood', { of: ['the', 'day'], score: 1.5 })
    expect(decodeOp(bytes, strict)).toEqual({ ok: true, value: testPost() })
  })

  test('[OP7] a newer event, and a meta op about something newer', () => {
    const { id, at, by } = testSystem()
    expect(decodeOp(spoilt(testSystem(), 'event', 'call-started'), strict)).toEqual({
      ok: true,
      value: { kind: 'unknown', name: 'system', id, at, by },
    })
    const fields = fieldsOf(testMeta()).set('colour', 'red')
    fields.delete('name')
    expect(decodeOp(canonicalBytes(fields), strict)).toMatchObject({
      value: { kind: 'unknown', name: 'meta' },
    })
  })

  test('[OP6] __proto__ is a field like others', () => {
    const read = orThrow(decodeOp(spoilt(testPost(), '__proto__', new Map([['text', 'owned']])), strict))
    expect(read).toEqual(testPost())
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  })

  test('[OP7] an op of a newer kind keeps its head and its name', () => {
    const { id, at, by } = testPost()
    expect(decodeOp(spoilt(testPost(), 'kind', 'poll'), strict)).toEqual({
      ok: true,
      value: { kind: 'unknown', name: 'poll', id, at, by },
    })
  })
})
