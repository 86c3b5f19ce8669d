import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Result } from '../../../core/base/result.ts'
import { decodeClientFrame, encodeClientFrame } from '../../../core/protocol/client-frame-codec.ts'
import { decodeEntry, encodeEntry } from '../../../core/protocol/entry.ts'
import { decodeRelayFrame, encodeRelayFrame } from '../../../core/protocol/relay-frame-codec.ts'
import { anyMutated } from '../../support/mutated.ts'
import { anyClientFrame, anyEntry, anyRelayFrame } from './arbitraries.ts'

/** Each mutated encoding is refused, or is the one encoding of what is read; `leavesOut` is what of it may be passed over. */
function expectTotal<Value>(
  valid: fc.Arbitrary<Value>,
  encode: (value: Value) => Uint8Array,
  decode: (bytes: Uint8Array) => Result<Value, unknown>,
  leavesOut: (value: Value) => boolean = () => false,
): void {
  fc.assert(
    fc.property(anyMutated(valid.map(encode)), (bytes) => {
      const read = decode(bytes)
      if (!read.ok) return
      const again = encode(read.value)
      if (again.length < bytes.length && leavesOut(read.value)) return
      expect(again).toEqual(bytes)
    }),
    { numRuns: 2_000 },
  )
}

test('[FR2][FR5] a frame to the relay, mutated: refused, or the one encoding of what it says', () => {
  expectTotal(anyClientFrame, encodeClientFrame, decodeClientFrame)
})

test('[FR2][FR5] a frame to the client, mutated: refused, or the one encoding of what it says', () => {
  // A change to the directory of a kind that only newer relays know (FR9).
  expectTotal(anyRelayFrame, encodeRelayFrame, decodeRelayFrame, ({ kind }) => kind === 'directory')
})

test('[EN2][EN7] an entry, mutated: refused, or the one encoding of what it says', () => {
  expectTotal(anyEntry, encodeEntry, decodeEntry)
})
