import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareScan,
  fingerprint,
  type Identity,
  joinFingerprints,
  safetyNumber,
  safetyQr,
} from '../../../core/e2ee/safety-number.ts'
import { userId } from '../../../core/protocol/ids.ts'
import { hex } from '../../support/hex.ts'
import { seededPrimitives } from '../../support/sealed-people.ts'

const primitives = seededPrimitives(3)
const someone = (name: string): Identity => ({ user: userId(name.repeat(32)), key: primitives.random(32) })
const [anna, ben, mallory] = [someone('a'), someone('b'), someone('c')]

test('[SN1] the digits are those of libsignal for its own people', () => {
  const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
  const alice = fingerprint(
    primitives,
    ascii('+14152222222'),
    hex('0506863bc66d02b40d27b8d49ca7c09e9239236f9d7d25d6fcca5ce13c7064d868'),
  )
  const bob = fingerprint(
    primitives,
    ascii('+14153333333'),
    hex('05f781b6fb32fed9ba1cf2de978d4d5da28dc34046ae814402b5c0dbd96fda907b'),
  )
  const digits = '300354477692869396892869876765458257569162576843440918079131'
  expect(joinFingerprints(alice, bob)).toBe(digits)
  expect(joinFingerprints(bob, alice)).toBe(digits)
})

test('[SN2] 60 digits, the same for both, others for another key or another person', () => {
  const number = safetyNumber(primitives, anna, ben)
  expect(number).toMatch(/^\d{60}$/)
  expect(safetyNumber(primitives, ben, anna)).toBe(number)
  expect(safetyNumber(primitives, anna, { ...ben, key: mallory.key })).not.toBe(number)
  expect(safetyNumber(primitives, anna, { ...ben, user: mallory.user })).not.toBe(number)
})

test('[SN3] what one shows the other scans: it fits only where both have both keys', () => {
  const shown = safetyQr(anna, ben)
  expect(shown).toMatch(/^TIDINGS1:[A-Z2-7]+$/)
  expect(compareScan(shown, ben, anna)).toBe('match')
  expect(compareScan(shown, ben, { ...anna, key: mallory.key })).toBe('mismatch')
  expect(compareScan(shown, { ...ben, key: mallory.key }, anna)).toBe('mismatch')
})

test('[SN4] a code that says nothing about these two is no mismatch', () => {
  expect(compareScan(safetyQr(anna, ben), anna, ben)).toBe('other-people') // one's own screen
  expect(compareScan(safetyQr(mallory, ben), ben, anna)).toBe('other-people')
  expect(compareScan(safetyQr(anna, mallory), ben, anna)).toBe('other-people')
  expect(compareScan(safetyQr(anna, ben).replace('TIDINGS1', 'TIDINGS2'), ben, anna)).toBe('other-version')
  expect(compareScan('https://example.org', ben, anna)).toBe('unreadable')
})

test('[SN4] no text makes the comparison throw, and no other text than the code fits', () => {
  const shown = safetyQr(anna, ben)
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((tail) => `TIDINGS1:${tail}`),
        fc.nat({ max: shown.length }).map((end) => shown.slice(0, end)),
      ),
      (text) => {
        expect(compareScan(text, ben, anna) === 'match').toBe(text === shown)
      },
    ),
  )
})
