/** Two implementations of every primitive, which share no code, on the same chances. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Defect } from '../../../../core/base/defect.ts'
import { hex } from '../../../support/hex.ts'
import { seededPrimitives } from '../../../support/sealed-people.ts'
import { secondPrimitives } from '../../../support/second-primitives.ts'

const ours = seededPrimitives(1)
const second = secondPrimitives(ours.random)
const exactly = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length })
const aKey = exactly(32).filter((key) => key.some((byte) => byte !== 0))
const aText = fc.uint8Array({ maxLength: 600 })
/** A text with one bit turned over. */
const turned = (text: Uint8Array, place: number): Uint8Array => {
  const other = text.slice()
  const at = place % text.length
  other[at] = (other[at] ?? 0) ^ (1 << (place % 8))
  return other
}

test('[PR4] hashes and HMAC', () => {
  fc.assert(
    fc.property(aText, fc.uint8Array({ maxLength: 100 }), (text, key) => {
      expect(ours.sha256(text)).toEqual(second.sha256(text))
      expect(ours.sha512(text)).toEqual(second.sha512(text))
      expect(ours.hmacSha256(key, text)).toEqual(second.hmacSha256(key, text))
    }),
  )
})

test('[PR4] signatures: the same, taken by both, and neither takes a changed one', () => {
  fc.assert(
    fc.property(aKey, aText, fc.nat(), (seed, text, place) => {
      const [one, other] = [ours.signingKey(seed), second.signingKey(seed)]
      expect(one).toEqual(other)
      const signature = ours.sign(one, text)
      expect(signature).toEqual(second.sign(other, text))
      for (const { verify } of [ours, second]) {
        expect(verify(one.publicKey, text, signature)).toBe(true)
        expect(verify(one.publicKey, text, turned(signature, place))).toBe(false)
        expect(verify(one.publicKey, Uint8Array.of(...text, 0), signature)).toBe(false)
      }
    }),
    { numRuns: 15 },
  )
})

test('[PR4] which points are sound', () => {
  fc.assert(
    fc.property(exactly(32), (point) => {
      expect(ours.isSound(point)).toBe(second.isSound(point))
    }),
    { numRuns: 30 },
  )
})

test('[PR4] X25519: the same from both sides, whatever the point', () => {
  fc.assert(
    fc.property(aKey, aKey, exactly(32), (a, b, point) => {
      expect(ours.dhPublicKey(a)).toEqual(second.dhPublicKey(a))
      expect(ours.dh(a, ours.dhPublicKey(b))).toEqual(second.dh(b, second.dhPublicKey(a)))
      expect(ours.dh(a, point)).toEqual(second.dh(a, point))
    }),
    { numRuns: 15 },
  )
})

test('[PR4] sealing: the same, opened by both, and neither opens what was changed', () => {
  fc.assert(
    fc.property(
      aKey,
      exactly(12),
      exactly(24),
      aText,
      aText,
      fc.nat(),
      (key, short, long, text, by, place) => {
        const sealed = ours.aeadSeal(key, short, text, by)
        expect(sealed).toEqual(second.aeadSeal(key, short, text, by))
        const extended = ours.xSeal(key, long, text, by)
        expect(extended).toEqual(second.xSeal(key, long, text, by))
        for (const { aeadOpen, xOpen } of [ours, second]) {
          expect(aeadOpen(key, short, sealed, by)).toEqual(text)
          expect(aeadOpen(key, short, turned(sealed, place), by)).toBeUndefined()
          expect(aeadOpen(key, turned(short, place), sealed, by)).toBeUndefined()
          expect(xOpen(key, long, extended, by)).toEqual(text)
          expect(xOpen(key, long, turned(extended, place), by)).toBeUndefined()
          expect(xOpen(key, long, extended, Uint8Array.of(...by, 0))).toBeUndefined()
        }
      },
    ),
  )
})

test('[PR5] a stranger’s bytes of a wrong length are refused, not thrown at', () => {
  const key = ours.signingKey(hex('07'.repeat(32)))
  for (const length of [0, 31, 33, 64]) {
    const bytes = new Uint8Array(length).fill(9)
    expect(ours.verify(bytes, bytes, new Uint8Array(64))).toBe(false)
    expect(ours.isSound(bytes)).toBe(false)
    expect(ours.dh(key.secret.subarray(0, 32), bytes)).toBeUndefined()
  }
  expect(ours.verify(key.publicKey, key.publicKey, new Uint8Array(63))).toBe(false)
  expect(ours.xOpen(key.publicKey, new Uint8Array(24), new Uint8Array(15), key.publicKey)).toBeUndefined()
})

test('[PR5] a key that was wiped is no key', () => {
  const [key, wiped] = [ours.random(32), ours.random(32)]
  const signing = ours.signingKey(key)
  ours.wipe(wiped)
  ours.wipe(signing.secret)
  const nothing = new Uint8Array()
  for (const use of [
    () => ours.signingKey(wiped),
    () => ours.sign(signing, nothing),
    () => ours.dh(wiped, key),
    () => ours.dhPublicKey(wiped),
    () => ours.aeadSeal(wiped, new Uint8Array(12), nothing, nothing),
    () => ours.xSeal(wiped, new Uint8Array(24), nothing, nothing),
    () => ours.xOpen(wiped, new Uint8Array(24), new Uint8Array(16), nothing),
  ])
    expect(use).toThrow(Defect)
})
