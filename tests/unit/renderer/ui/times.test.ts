import { expect, test } from 'vitest'
import { dayLabel, startOfDay } from '../../../../renderer/ui/times.ts'

const day = (year: number, month: number, date: number): number => new Date(year, month - 1, date).getTime()

test('days near are named, others dated, with the year if it is another', () => {
  const today = day(2026, 11, 2)
  expect(dayLabel(today, today)).toBe('Today')
  expect(dayLabel(day(2026, 11, 1), today)).toBe('Yesterday')
  expect(dayLabel(day(2026, 10, 31), today)).toBe('Saturday 31 October')
  expect(dayLabel(day(2004, 12, 25), today)).toBe('Saturday, 25 December 2004')
})

test('yesterday is yesterday also over a change of clocks', () => {
  expect(dayLabel(day(2026, 10, 25), day(2026, 10, 26))).toBe('Yesterday')
  expect(dayLabel(day(2026, 3, 29), day(2026, 3, 30))).toBe('Yesterday')
})

test('the start of a day does not depend on which day was asked before', () => {
  const noon = new Date(2026, 10, 2, 12).getTime()
  expect(startOfDay(noon)).toBe(day(2026, 11, 2))
  expect(startOfDay(day(2026, 11, 2) - 1)).toBe(day(2026, 11, 1))
  expect(startOfDay(day(2026, 11, 3))).toBe(day(2026, 11, 3))
  expect(startOfDay(noon)).toBe(day(2026, 11, 2))
})
