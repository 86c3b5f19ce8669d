import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesToHex } from '../../../core/base/bytes.ts'
import { decodeEntry, encodeEntry, entryIdOf } from '../../../core/protocol/entry.ts'
import { conversationId, deviceId, userId } from '../../../core/protocol/ids.ts'
import { maxEntryBytes } from '../../../core/protocol/limits.ts'
import { emptyHead, nextHead } from '../../../core/protocol/log.ts'
import { anyBytes, anyEntry } from './arbitraries.ts'

const claim = {
  kind: 'claim',
  conversation: conversationId('00112233445566778899aabbccddeeff'),
  device: deviceId('0f0e0d0c0b0a09080706050403020100'),
  user: userId('ffffffffffffffffffffffffffffffff'),
  segment: 0,
  counter: 300,
  client: 2 ** 53 - 1,
  gateway: false,
} as const
const claimBytes = encodeEntry(claim)

test('[EN1] what is encoded is read back as it was', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      expect(decodeEntry(encodeEntry(entry))).toEqual({ ok: true, value: entry })
    }),
  )
})

test('[EN1] the bytes of a claim are these', () => {
  expect(bytesToHex(claimBytes)).toBe(
    '0002' +
      '00112233445566778899aabbccddeeff' +
      '0f0e0d0c0b0a09080706050403020100' +
      'ffffffffffffffffffffffffffffffff' +
      '00' + // segment
      'ac02' + // counter
      '00' + // role
      'ffffffffffffff0f', // client
  )
})

test('[EN2] no bytes make the decoder throw', () => {
  fc.assert(
    fc.property(anyBytes(0, 200), (bytes) => {
      expect(typeof decodeEntry(bytes).ok).toBe('boolean')
    }),
    { numRuns: 2_000 },
  )
})

test('[EN2] an entry cut short is refused', () => {
  for (let length = 0; length < claimBytes.length; length++) {
    expect(decodeEntry(claimBytes.subarray(0, length)).ok, `${length} bytes`).toBe(false)
  }
})

test('[EN3] bytes after a claim are refused', () => {
  expect(decodeEntry(Uint8Array.of(...claimBytes, 0)).ok).toBe(false)
})

test('[EN4] an entry over its limit is refused unread', () => {
  const huge = new Uint8Array(maxEntryBytes + 1)
  expect(decodeEntry(huge)).toEqual({ ok: false, failure: { kind: 'too-long', bytes: huge.length } })
})

test('[EN5] the id of an entry is SHA-256 over its bytes', () => {
  const expected = createHash('sha256').update(claimBytes).digest('hex')
  expect(bytesToHex(entryIdOf(claimBytes))).toBe(expected)
})

test('[EN7] a counter in more bytes than it needs is refused', () => {
  const counterAt = 2 + 3 * 16 + 1
  const padded = Uint8Array.of(
    ...claimBytes.subarray(0, counterAt),
    0xac,
    0x82,
    0x00,
    ...claimBytes.subarray(counterAt + 2),
  )
  expect(decodeEntry(padded).ok).toBe(false)
})

test.each([
  ['another suite', 0, 1],
  ['an unknown kind', 1, 3],
  ['a claim in a segment', 2 + 3 * 16, 1],
  ['an unknown role', 2 + 3 * 16 + 3, 2],
])('[EN2] %s is refused', (_, place, value) => {
  const changed = claimBytes.slice()
  changed[place] = value
  expect(decodeEntry(changed)).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
})

test('[LG1] heads chain as Node’s own SHA-256 says', () => {
  const id = entryIdOf(claimBytes)
  const seq = Buffer.alloc(8)
  let expected: Uint8Array = Buffer.alloc(32)
  let head = emptyHead
  for (let index = 1; index <= 3; index++) {
    seq.writeBigUInt64BE(BigInt(index))
    expected = createHash('sha256').update('log').update(expected).update(seq).update(id).digest()
    head = nextHead(head, index, id)
  }
  expect(bytesToHex(head)).toBe(bytesToHex(expected))
})
