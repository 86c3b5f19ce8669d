import { expect, test } from 'vitest'
import { createThrottle } from '../../../../sync-server/identity/throttle.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

test('so many at once, then one each time its share of a minute has passed', () => {
  const clock = createVirtualClock()
  const throttle = createThrottle(10, clock)
  for (let taken = 0; taken < 10; taken++) {
    expect(throttle.take('ada')).toEqual({ retryAfter: 0, remaining: 9 - taken, reset: (taken + 1) * 6 })
  }
  expect(throttle.take('ada').retryAfter).toBe(6)
  expect(throttle.take('bob').retryAfter).toBe(0)
  clock.advance(5_999)
  expect(throttle.take('ada').retryAfter).toBe(1)
  clock.advance(1)
  expect(throttle.take('ada').retryAfter).toBe(0)
  clock.advance(3_600_000)
  expect(throttle.take('ada').remaining).toBe(9)
})

test('a clock that jumps back neither locks anybody out nor gives anything away', () => {
  const clock = createVirtualClock()
  const throttle = createThrottle(1, clock)
  throttle.take('ada')
  clock.setWallTime(0)
  expect(throttle.take('ada').retryAfter).toBe(60)
  clock.advance(60_000)
  expect(throttle.take('ada').retryAfter).toBe(0)
})

test('[AP9] a burst may be smaller than what is allowed in a minute', () => {
  const clock = createVirtualClock()
  const throttle = createThrottle(600, clock, 50)
  for (let taken = 0; taken < 50; taken++) expect(throttle.take('ada').retryAfter).toBe(0)
  expect(throttle.take('ada').retryAfter).toBe(1)
  clock.advance(1_000)
  for (let taken = 0; taken < 10; taken++) expect(throttle.take('ada').retryAfter).toBe(0)
  expect(throttle.take('ada').retryAfter).toBe(1)
  clock.advance(3_600_000)
  expect(throttle.take('ada').remaining).toBe(49)
})
