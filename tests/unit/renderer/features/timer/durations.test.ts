import { expect, test } from 'vitest'
import { maxExpirySeconds } from '../../../../../core/conversation/limits.ts'
import { durationOf, secondsOf } from '../../../../../renderer/features/timer/durations.ts'
import { words } from '../../../../../renderer/features/timer/words.ts'

test('a time is said in the largest unit that says it exactly', () => {
  const said = [60, 3_600, 5_400, 86_400, 604_800, 1_209_600, 61, 1, maxExpirySeconds].map((seconds) =>
    words.lasting(durationOf(seconds)),
  )
  const expected = ['1 minute', '1 hour', '90 minutes', '1 day', '1 week', '2 weeks', '2 minutes', '1 minute']
  expect(said).toEqual([...expected, '365 days'])
  expect(durationOf(5_400)).toEqual({ count: 90, unit: 'minute' })
})

test('what is no whole number, nothing, or more than a year is refused', () => {
  expect(secondsOf(' 4 ', 'week')).toBe(2_419_200)
  expect(secondsOf('52', 'week')).toBe(31_449_600)
  for (const typed of ['', '0', '-1', '1.5', '1e3', '53', '9999999', 'x'])
    expect(secondsOf(typed, 'week')).toBeUndefined()
})
