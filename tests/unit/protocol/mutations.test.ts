import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Result } from '../../../core/base/result.ts'
import { decodeClientFrame, encodeClientFrame } from '../../../core/protocol/client-frame-codec.ts'
import { decodeEntry, encodeEntry } from '../../../core/protocol/entry.ts'
import { decodeRelayFrame, encodeRelayFrame } from '../../../core/protocol/relay-frame-codec.ts'
import { anyMutated } from '../../support/mutated.ts'
import { anyClientFrame, anyEntry, anyRelayFrame } from './arbitraries.ts'

/** Each mutated encoding is refused, or is the one encoding of what is read. */
function expectTotal<Value>(
  valid: fc.Arbitrary<Value>,
  encode: (value: Value) => Uint8Array,
  decode: (bytes: Uint8Array) => Result<Value, unknown>,
): void {
  fc.assert(
    fc.property(anyMutated(valid.map(encode)), (bytes) => {
      const read = decode(bytes)
      if (read.ok) expect(encode(read.value)).toEqual(bytes)
    }),
    { numRuns: 2_000 },
  )
}

test('[FR2][FR5] a frame to the relay, mutated: refused, or the one encoding of what it says', () => {
  expectTotal(anyClientFrame, encodeClientFrame, decodeClientFrame)
})

test('[FR2][FR5] a frame to the client, mutated: refused, or the one encoding of what it says', () => {
  expectTotal(
    anyRelayFrame.filter(({ kind }) => kind !== 'directory'),
    encodeRelayFrame,
    decodeRelayFrame,
  )
})

test('[FR2] a directory frame, mutated: refused, or read as what this version knows of it', () => {
  // Its body is CBOR, to which a newer relay may add fields: these are passed over, and so are not written again.
  const anyDirectory = anyRelayFrame.filter(({ kind }) => kind === 'directory')
  fc.assert(
    fc.property(anyMutated(anyDirectory.map(encodeRelayFrame)), (bytes) => {
      const read = decodeRelayFrame(bytes)
      if (read.ok) expect(decodeRelayFrame(encodeRelayFrame(read.value))).toEqual(read)
    }),
    { numRuns: 1_000 },
  )
})

test('[EN2][EN7] an entry, mutated: refused, or the one encoding of what it says', () => {
  expectTotal(anyEntry, encodeEntry, decodeEntry)
})
