import { expect, test } from 'vitest'
import type { ModerationRules } from '../../../../core/protocol/moderation-api.ts'
import { compileRules, faultOf, masked, maxPatternSteps } from '../../../../sync-server/moderation/rules.ts'

const found = (rules: ModerationRules, text: string, attachments: ReadonlyArray<{ type: string }> = []) =>
  compileRules(rules).find({ text, attachments })
const mask = (list: ReadonlyArray<string>, text: string): string =>
  masked(
    text,
    found({ words: { action: 'mask', list: [...list] } }, text).flatMap(({ ranges }) => ranges),
  )

test.each([
  ['whole words alone', ['ass'], 'pass the ass', 'pass the ███'],
  ['without case and accents', ['élan'], 'ELAN, e\u0301lan', '████, █████'],
  ['with signs that nobody sees', ['humbug'], 'hum\u200Bbug', '███████'],
  ['several words in a row', ['stuff and nonsense'], 'Stuff, and\nnonsense!', `${'█'.repeat(19)}!`],
  ['again and again', ['no'], 'no no no', '██ ██ ██'],
  ['at the end of the text', ['two words'], 'two', 'two'],
])('[MO1] words: %s', (_name, list, text, expected) => {
  expect(mask(list, text)).toBe(expected)
  expect(mask(list, text).length).toBe(text.length)
})

const never: ModerationRules = { links: { action: 'refuse', never: ['evil.example'] } }
test.each([
  'see https://evil.example/x',
  'HTTP://EVIL.EXAMPLE',
  '[here](https://a.evil.example)',
  '[here](//evil.example)',
  'www.evil.example',
  'https&#58;//evil.example',
  'https&#x3a;&sol;/evil&period;example',
  'https://evil\\.example',
  'https://user@evil.example:8080',
  'https://good.example@evil.example/',
  'https://evil.example.',
  'https:evil.example',
])('[MO1] links: %s leads there', (text) => {
  expect(found(never, text)).toMatchObject([{ rule: 'links', action: 'refuse' }])
})

test.each([
  'https://notevil.example',
  'https://evil.example.org',
  'evil.example in words',
  'https://',
  '&#99999999;',
])('[MO1] links: %s does not', (text) => {
  expect(found(never, text)).toEqual([])
})

test('[MO1] links: only where a workspace allows them', () => {
  const only: ModerationRules = { links: { action: 'flag', only: ['good.example'] } }
  expect(found(only, 'https://docs.good.example')).toEqual([])
  expect(found(only, 'https://docs.good.example https://other.example')).toMatchObject([{ action: 'flag' }])
})

test('[MO1] length and files', () => {
  const rules: ModerationRules = {
    length: { action: 'refuse', most: 5 },
    attachments: { action: 'flag', most: 1, types: ['image/*', 'text/plain'] },
  }
  expect(found(rules, '12345', [{ type: 'image/png' }])).toEqual([])
  expect(found(rules, '123456')).toMatchObject([{ rule: 'length' }])
  expect(found(rules, '', [{ type: 'text/html' }])).toMatchObject([{ rule: 'attachments' }])
  expect(found(rules, '', [{ type: 'text/plain' }, { type: 'image/png' }])).toMatchObject([
    { rule: 'attachments' },
  ])
})

test('[MO2] patterns of a workspace are bounded together', () => {
  const list = Array.from({ length: 11 }, () => `a{${maxPatternSteps / 10 - 2}}b`)
  expect(faultOf({ patterns: { action: 'flag', list: list.slice(1) } })).toBeUndefined()
  expect(faultOf({ patterns: { action: 'flag', list } })).toEqual({
    kind: 'pattern',
    index: 10,
    why: 'too-large',
  })
  expect(faultOf({ patterns: { action: 'flag', list: ['a', '('] } })).toEqual({
    kind: 'pattern',
    index: 1,
    why: 'malformed',
  })
})
