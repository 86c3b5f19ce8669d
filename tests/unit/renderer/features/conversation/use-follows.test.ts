import { expect, test } from 'vitest'
import { roseFrom } from '../../../../../renderer/features/conversation/use-follows.ts'

const last = { offset: 1_000, height: 1_600 }
const place = (offset: number, height: number) => ({ offset, height, toGo: height - 600 - offset })

test('who scrolls up among rows that have their heights leaves the end', () => {
  expect(roseFrom(last, place(960, 1_600))).toBe(true)
  expect(roseFrom(last, place(960, 1_601))).toBe(true) // heights are rounded
  expect(roseFrom(last, place(1_000, 1_600))).toBe(false)
})

test('rows that are measured move the list, and nobody has left the end', () => {
  expect(roseFrom({ offset: 20, height: 654 }, place(0, 928))).toBe(false)
  expect(roseFrom({ offset: 119_758, height: 120_396 }, place(119_714, 120_374))).toBe(false)
})

test('who jumps far up leaves the end though rows are measured on the way', () => {
  expect(roseFrom(last, place(0, 1_900))).toBe(true)
})

test('a list that became shorter and stands at its end has not been left', () => {
  expect(roseFrom(last, place(900, 1_500))).toBe(false)
})
