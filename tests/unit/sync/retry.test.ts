import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Defect } from '../../../core/base/defect.ts'
import { reconnectPolicy, retryDelay } from '../../../core/sync/retry.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'

test('[CR2] a delay lies below 1 s, 2 s, 4 s… and never reaches 60 s', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.integer(), (attempt, seed) => {
      const delay = retryDelay(attempt, reconnectPolicy, createSeededRandom(seed))
      expect(Number.isInteger(delay)).toBe(true)
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThan(Math.min(60_000, 1_000 * 2 ** attempt))
    }),
  )
})

test('[CR2] delays are spread over all of their range', () => {
  const random = createSeededRandom(1)
  const delays = Array.from({ length: 1_000 }, () => retryDelay(10, reconnectPolicy, random))
  const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length
  expect(mean).toBeGreaterThan(27_000)
  expect(mean).toBeLessThan(33_000)
})

test.each([-1, 0.5, Number.NaN])('%s is no attempt', (attempt) => {
  expect(() => retryDelay(attempt, reconnectPolicy, createSeededRandom(1))).toThrow(Defect)
})
