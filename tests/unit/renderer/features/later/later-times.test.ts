import { afterEach, expect, test } from 'vitest'
import { millis } from '../../../../../core/base/clock.ts'
import { fieldText, presetAt, presets } from '../../../../../renderer/features/later/later-times.ts'

const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

const at = (text: string) => millis(new Date(text).getTime())
const times = (now: string) =>
  presets.map((preset) => {
    const time = presetAt(preset, at(now))
    return time === undefined ? undefined : fieldText(time)
  })

test('nine in the morning is nine o’clock, also on the day on which the clocks change', () => {
  process.env['TZ'] = 'Europe/Berlin'
  expect(times('2026-03-28T12:00')).toEqual([
    '2026-03-28T13:00',
    '2026-03-28T18:00',
    '2026-03-29T09:00',
    '2026-03-30T09:00',
  ])
  expect((presetAt('tomorrow', at('2026-03-28T09:00')) ?? 0) - at('2026-03-28T09:00')).toBe(23 * 3_600_000)
})

test('what is over, or is tomorrow anyway, is not offered', () => {
  expect(times('2026-11-22T17:30')).toEqual(['2026-11-22T18:30', undefined, '2026-11-23T09:00', undefined])
  expect(times('2026-11-23T08:00')[3]).toBe('2026-11-30T09:00')
})
