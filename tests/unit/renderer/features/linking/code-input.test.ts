import { expect, test } from 'vitest'
import { readDigits } from '../../../../../renderer/features/linking/code-input.tsx'

test('eight digits are taken out of whatever was pasted', () => {
  expect(readDigits('code: 4827-1935, thanks')).toBe('48271935')
  expect(readDigits('４８２７ 1935')).toBe('48271935')
  expect(readDigits('482719355')).toBe('48271935')
  expect(readDigits('none')).toBe('')
})
