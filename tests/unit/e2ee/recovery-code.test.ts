import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRecoveryCode, writeRecoveryCode } from '../../../core/e2ee/recovery-code.ts'

const anyCode = fc.uint8Array({ minLength: 20, maxLength: 20 })

test('a code reads back, however it was grouped and cased', () => {
  fc.assert(
    fc.property(anyCode, (bytes) => {
      const code = writeRecoveryCode(bytes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(readRecoveryCode(code)).toEqual(bytes)
      const sloppy = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
      expect(readRecoveryCode(sloppy)).toEqual(bytes)
    }),
  )
})

test('one wrong character, or two that changed places, is noticed but for one time in 1,048,576', () => {
  const code = writeRecoveryCode(Uint8Array.from({ length: 20 }, (_, index) => 200 + index * 13))
  const [first = '', second = ''] = code
  expect(readRecoveryCode(second + first + code.slice(2))).toBeUndefined()
  for (let at = 0; at < code.length; at++) {
    if (code[at] === '-') continue
    const other = code[at] === '7' ? '8' : '7'
    expect(readRecoveryCode(code.slice(0, at) + other + code.slice(at + 1))).toBeUndefined()
  }
})

test.each(['', '0', 'no code', '0000-0000', 'U'.repeat(36), '0'.repeat(37)])('%j is no code', (text) => {
  expect(readRecoveryCode(text)).toBeUndefined()
})
