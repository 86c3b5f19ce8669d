import { expect, test } from 'vitest'
import { isLong } from '../../../../../renderer/features/conversation/fold.ts'

const lines = (count: number): string => Array.from({ length: count }, (_, line) => `line ${line}`).join('\n')

test('what is little over 24 lines is not folded, what is more is', () => {
  expect(isLong('short')).toBe(false)
  expect(isLong(lines(26))).toBe(false)
  expect(isLong(lines(27))).toBe(true)
  expect(isLong(`a${'\n'.repeat(40)}b`)).toBe(false) // empty lines are shown as one
})

test('one long paragraph counts by the lines it fills', () => {
  expect(isLong('x'.repeat(88 * 26))).toBe(false)
  expect(isLong('x'.repeat(88 * 26 + 1))).toBe(true)
})
