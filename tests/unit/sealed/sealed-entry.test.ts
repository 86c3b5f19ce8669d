import { createHash } from 'node:crypto'
import { decode, encode } from 'cborg'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { concatBytes } from '../../../core/base/bytes.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { entryIdOf } from '../../../core/protocol/entry.ts'
import { contentHeaderBytes, epochHeaderBytes, signatureBytes } from '../../../core/protocol/sealed-layout.ts'
import { joinSealed } from '../../../core/sealed/content-entry.ts'
import { encodeEpochHeader } from '../../../core/sealed/epoch-entry.ts'
import { maxSealedBytes } from '../../../core/sealed/limits.ts'
import { decodeSealed, isSealed } from '../../../core/sealed/sealed-entry.ts'
import { anyContent, anyEpoch, anyLeave } from '../../support/arbitrary-sealed.ts'
import { emptied } from '../../support/sealed-entries.ts'
import { anyMutated } from '../../support/mutated.ts'
import { anyBytes } from '../protocol/arbitraries.ts'

const anySealed = fc.oneof(anyContent, anyEpoch, anyLeave)
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())

test('[SL1] what is encoded is read back as it was, of all three types', () => {
  fc.assert(
    fc.property(anySealed, ({ fields, bytes }) => {
      expect(isSealed(bytes)).toBe(true)
      expect(decodeSealed(bytes)).toMatchObject({ ok: true, value: fields })
    }),
  )
})

test('[SL2] no bytes make the decoder throw', () => {
  fc.assert(
    fc.property(anyBytes(0, 400), fc.constantFrom(1, 2, 3, 4), (bytes, type) => {
      expect(typeof decodeSealed(bytes).ok).toBe('boolean')
      expect(typeof decodeSealed(concatBytes(Uint8Array.of(1, type), bytes)).ok).toBe('boolean')
    }),
    { numRuns: 2_000 },
  )
})

test('[SL2][SL3] an entry, mutated: refused, or one whose every byte is bound by what was read', () => {
  fc.assert(
    fc.property(anyMutated(anySealed.map(({ bytes }) => bytes)), (bytes) => {
      const read = decodeSealed(bytes)
      if (!read.ok) return
      const { header, signature } = read.value
      const body = bytes.subarray(header.length + signature.length)
      expect(joinSealed(header, signature, body)).toEqual(bytes)
      if (read.value.kind === 'content') {
        const { ciphertext, standIn, ctHash } = read.value
        const left = standIn ? concatBytes(standIn.nonce, standIn.signature, standIn.ciphertext) : undefined
        expect(ciphertext ?? left ?? Uint8Array.of()).toEqual(body)
        if (ciphertext !== undefined) expect(ctHash).toEqual(sha256(body))
      } else if (read.value.kind === 'epoch') expect(read.value.bodyHash).toEqual(sha256(body))
      else expect(body.length).toBe(0)
    }),
    { numRuns: 2_000 },
  )
})

test('[SL2] an entry cut short is refused, but for one whose ciphertext was given up', () => {
  fc.assert(
    fc.property(anySealed, fc.nat(), ({ bytes }, cut) => {
      const length = cut % bytes.length
      const read = decodeSealed(bytes.subarray(0, length))
      const erased = bytes[1] === 1 && length === contentHeaderBytes + signatureBytes
      // As far as bytes go it may be one that was given up: then its writer has not signed that (CE11).
      const isLeft = read.ok && read.value.kind === 'content' && read.value.standIn !== undefined
      expect(read.ok).toBe(erased || isLeft)
      expect(read.ok && read.value.kind === 'content' && read.value.ciphertext !== undefined).toBe(false)
    }),
  )
})

test('[SL3] bytes after a leave entry or an epoch entry are refused', () => {
  fc.assert(
    fc.property(fc.oneof(anyEpoch, anyLeave), ({ bytes }) => {
      expect(decodeSealed(Uint8Array.of(...bytes, 0)).ok).toBe(false)
    }),
  )
})

test('[SL3] a body in another encoding is refused, though its hash is right', () => {
  fc.assert(
    fc.property(anyEpoch, ({ fields, bytes }) => {
      const body = bytes.subarray(epochHeaderBytes + signatureBytes)
      const keys = v.parse(v.record(v.string(), v.unknown()), decode(body))
      const unsorted = encode(Object.fromEntries(Object.entries(keys).toReversed()), { mapSorter: () => 0 })
      expect(unsorted.length).toBe(body.length)
      const header = encodeEpochHeader({ ...fields, bodyHash: sha256(unsorted) })
      expect(decodeSealed(joinSealed(header, new Uint8Array(64), unsorted)).ok).toBe(false)
    }),
  )
})

test('[SL4] an entry over its limit is refused unread', () => {
  for (const type of [1, 2]) {
    const huge = new Uint8Array(maxSealedBytes + 1)
    huge.set([1, type])
    expect(decodeSealed(huge)).toEqual({ ok: false, failure: { kind: 'too-long', bytes: huge.length } })
  }
})

test('[SL5] the id is SHA-256 over header and signature, for the log as for the decoder', () => {
  fc.assert(
    fc.property(anySealed, ({ bytes }) => {
      const { id, header, signature } = orThrow(decodeSealed(bytes))
      expect(id).toEqual(sha256(concatBytes(header, signature)))
      expect(entryIdOf(bytes)).toEqual(id)
    }),
  )
})

test('[SL5] another ciphertext or body than the header names is refused', () => {
  fc.assert(
    fc.property(fc.oneof(anyContent, anyEpoch), fc.nat(), ({ bytes }, place) => {
      const from = signatureBytes + (bytes[1] === 1 ? contentHeaderBytes : epochHeaderBytes)
      const changed = bytes.slice()
      const at = from + (place % (bytes.length - from))
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(decodeSealed(changed).ok).toBe(false)
    }),
  )
})

test('[SL6] a content entry whose ciphertext was given up keeps its id and says so', () => {
  fc.assert(
    fc.property(anyContent, ({ bytes, fields }) => {
      const erased = orThrow(decodeSealed(emptied(bytes)))
      expect(erased).toMatchObject({ ...fields, ciphertext: undefined, id: entryIdOf(bytes) })
    }),
  )
})

test('[SL7] a ciphertext of a length that no padding gives is refused', () => {
  fc.assert(
    fc.property(anyContent, ({ bytes }) => {
      expect(decodeSealed(Uint8Array.of(...bytes, 0))).toMatchObject({
        ok: false,
        failure: { what: 'padding' },
      })
    }),
  )
})

test.each([
  ['suite 0', Uint8Array.of(0, 1)],
  ['suite 2', Uint8Array.of(2, 1)],
  ['an unknown type', Uint8Array.of(1, 4)],
  ['nothing', Uint8Array.of()],
])('[SL2] %s is refused', (_, bytes) => {
  expect(decodeSealed(bytes)).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
})
