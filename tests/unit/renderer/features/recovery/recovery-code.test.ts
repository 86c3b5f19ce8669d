import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRecoveryCode } from '../../../../../renderer/features/recovery/recovery-code.ts'

const code = '7K3MQ9XWT2B8HD5NR4VYE6JZ1CPG0SAFB3N8'
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')

test('case, spaces, dashes and the letters taken for digits make no difference', () => {
  expect(readRecoveryCode(code)).toEqual({ ok: true, value: code })
  expect(readRecoveryCode(' 7k3m q9xw–t2b8_hd5n.r4vy\ne6jz:icpg-osaf\tb3n8 ')).toEqual({
    ok: true,
    value: code,
  })
})

test('any code is read from any way of writing it', () => {
  const anyCode = fc
    .array(fc.constantFrom(...crockford), { minLength: 36, maxLength: 36 })
    .map((characters) => characters.join(''))
  const anyGaps = fc.array(fc.constantFrom('', ' ', '-', ' - '), { minLength: 36, maxLength: 36 })
  fc.assert(
    fc.property(anyCode, anyGaps, fc.boolean(), (written, gaps, small) => {
      const typed = Array.from(written, (character, index) => character + (gaps[index] ?? '')).join('')
      expect(readRecoveryCode(small ? typed.toLowerCase() : typed)).toEqual({ ok: true, value: written })
    }),
  )
})

test('what cannot be a code says where it fails', () => {
  const failureOf = (text: string): unknown => {
    const read = readRecoveryCode(text)
    return read.ok ? undefined : read.failure
  }
  expect(failureOf(' - ')).toEqual({ kind: 'empty' })
  expect(failureOf(code.slice(1))).toEqual({ kind: 'too-short', missing: 1 })
  expect(failureOf(`${code}12`)).toEqual({ kind: 'too-long', extra: 2 })
  expect(failureOf(code.replace('Q', 'U'))).toEqual({ kind: 'not-of-a-code', character: 'U', group: 2 })
  expect(failureOf(code.replace('Q', 'Ж'))).toEqual({ kind: 'not-of-a-code', character: 'Ж', group: 2 })
})
