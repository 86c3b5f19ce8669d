import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPaddedLength, paddedLength, padme } from '../../../core/sealed/padding.ts'

test.each([
  [60, 60],
  [300, 304],
  [513, 544],
  [1_100, 1_152],
  [5_000, 5_120],
])('[SL7] Padmé makes %i bytes %i', (length, padded) => {
  expect(padme(length)).toBe(padded)
})

test.each([
  [0, 256],
  [256, 256],
  [257, 272],
  [272, 272],
  [300, 304],
  [513, 544],
  [1_000, 1_024],
  [1_025, 1_088],
  [5_000, 5_120],
])('[SL7] %i bytes are padded to %i', (length, padded) => {
  expect(paddedLength(length)).toBe(padded)
})

test('[SL7] padding never cuts, never adds more than 12 % beyond 256, and is a length of its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 257, max: 2 ** 30 }), (length) => {
      const padded = paddedLength(length)
      expect(padded).toBeGreaterThanOrEqual(length)
      expect(padded).toBeLessThanOrEqual(length * 1.12)
      expect(isPaddedLength(padded)).toBe(true)
    }),
  )
})
