import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { compilePattern } from '../../../../sync-server/moderation/pattern.ts'

const find = (pattern: string, text: string) =>
  orThrow(compilePattern(pattern))
    .find(text)
    .map(({ start, end }) => text.slice(start, end))

test.each([
  ['b.g', 'a big bug in a bag', ['big', 'bug', 'bag']],
  ['\\b\\d{4} ?\\d{4}\\b', 'card 1234 5678, not 12345', ['1234 5678']],
  ['(?:foo|ba[rz])+', 'xfoobarbazx', ['foobarbaz']],
  ['^hi', 'hi hi', ['hi']],
  ['hi$', 'hi hi', ['hi']],
  ['[^a-c]x', 'axdx', ['dx']],
  ['[A-C]+', 'xabcx', ['abc']],
  ['ß', 'strasse', ['ss']],
  ['a{2,3}', 'a aa aaaaa', ['aa', 'aaaaa']],
  ['\\w+@\\w+\\.org', 'mail ada@relay.org now', ['ada@relay.org']],
  ['🦊', 'a 🦊!', ['🦊']],
])('[MO2] %s is found in %s', (pattern, text, expected) => {
  expect(find(pattern, text)).toEqual(expected)
})

test.each([
  '(',
  ')',
  'a)',
  '[',
  '[]',
  '[b-a]',
  '*',
  'a**',
  'a{3,2}',
  'a{101}',
  'a{0}',
  '\\1',
  '\\',
  '(?=a)',
  '(?<n>a)',
  '\\p{L}',
])('[MO2] %s is no pattern', (pattern) => {
  expect(compilePattern(pattern)).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
})

test('[MO2] a pattern that matches nothing, or is too large, is refused', () => {
  for (const pattern of ['', 'a*', 'a?|b', '^', '\\b'])
    expect(compilePattern(pattern)).toEqual({ ok: false, failure: { kind: 'matches-nothing' } })
  for (const pattern of ['(a{100}){100}', '((((a{9}){9}){9}){9}){9}', '(?:a|b){100}c{100}d{100}e{100}'])
    expect(compilePattern(pattern)).toEqual({ ok: false, failure: { kind: 'too-large' } })
  expect(compilePattern('('.repeat(200))).toMatchObject({ ok: false })
})

const anyPattern = fc.letrec<{ pattern: string; one: string }>((tie) => ({
  one: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\b'),
    tie('pattern').map((inner) => `(?:${inner})`),
  ),
  pattern: fc
    .array(fc.tuple(tie('one'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}')), {
      minLength: 1,
      maxLength: 3,
    })
    .chain((parts) => {
      const sequence = parts.map(([one, times]) => (one === '\\b' ? one : one + times)).join('')
      return fc.constantFrom(sequence, `${sequence}|c`)
    }),
})).pattern

test('[MO2] what is found is what the regular expressions of the language find', () => {
  fc.assert(
    fc.property(
      anyPattern,
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 12 }),
      (text, said) => {
        const pattern = compilePattern(text)
        if (!pattern.ok) return
        expect(pattern.value.find(said).length > 0).toBe(new RegExp(text, 'u').test(said))
      },
    ),
  )
})

test('[MO2] no pattern takes long, whatever the text', () => {
  const long = 'a'.repeat(16_384)
  for (const pattern of ['(a+)+b', '(a*)*b', '(a|aa)+b', '(?:a|a.*b)c', '(.*a){12}b', 'a.*a.*a.*b'])
    expect(find(pattern, long)).toEqual([])
})
