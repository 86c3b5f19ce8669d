import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ok } from '../../../core/base/result.ts'
import { formatRecoveryCode, parseRecoveryCode } from '../../../core/e2ee/recovery-code.ts'

const anyCode = fc.uint8Array({ minLength: 20, maxLength: 20 })

test('a code reads back, however it was grouped and cased', () => {
  fc.assert(
    fc.property(anyCode, (bytes) => {
      const code = formatRecoveryCode({ sha256 }, bytes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(parseRecoveryCode({ sha256 }, code)).toEqual(ok(bytes))
      const sloppy = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
      expect(parseRecoveryCode({ sha256 }, sloppy)).toEqual(ok(bytes))
    }),
  )
})

test('one wrong character, or two that changed places, is noticed but for one time in 1,048,576', () => {
  const code = formatRecoveryCode(
    { sha256 },
    Uint8Array.from({ length: 20 }, (_, index) => 200 + index * 13),
  )
  const [first = '', second = ''] = code
  expect(parseRecoveryCode({ sha256 }, second + first + code.slice(2))).toMatchObject({ ok: false })
  for (let at = 0; at < code.length; at++) {
    if (code[at] === '-') continue
    const other = code[at] === '7' ? '8' : '7'
    expect(parseRecoveryCode({ sha256 }, code.slice(0, at) + other + code.slice(at + 1))).toMatchObject({
      ok: false,
    })
  }
})

test.each(['', '0', 'no code', '0000-0000', 'U'.repeat(36), '0'.repeat(37)])('%j is no code', (text) => {
  expect(parseRecoveryCode({ sha256 }, text)).toMatchObject({ ok: false })
})
