import { expect, test } from 'vitest'
import { isolated } from '../../../../renderer/languages/isolated.ts'
import { arabic, english, german, japanese, spanish } from '../../../../renderer/languages/speech.ts'

test('[LA3] a count takes the form that its language asks for', () => {
  const forms = { one: '# message', other: '# messages' } as const
  expect([0, 1, 2, 1200].map((count) => english.counted(count, forms))).toEqual([
    '0 messages',
    '1 message',
    '2 messages',
    '1,200 messages',
  ])
  expect(german.counted(1200, { one: '# Nachricht', other: '# Nachrichten' })).toBe('1.200 Nachrichten')
  expect(japanese.counted(1, { other: '#件' })).toBe('1件')
  expect(spanish.counted(1_000_000, { one: '# mensaje', other: '# mensajes' })).toBe('1.000.000 mensajes')
  const six = {
    zero: 'zero',
    one: 'one',
    two: 'two',
    few: '# few',
    many: '# many',
    other: '# other',
  } as const
  expect([0, 1, 2, 3, 10, 11, 99, 100, 103].map((count) => arabic.counted(count, six))).toEqual([
    'zero',
    'one',
    'two',
    '3 few',
    '10 few',
    '11 many',
    '99 many',
    '100 other',
    '103 few',
  ])
})

test('[LA3] shares are rounded down, and names listed as the language lists them', () => {
  expect(english.percent(0.999)).toBe('99%')
  expect(german.percent(0.5)).toBe('50\u00a0%')
  const names = ['Ana', 'Ben', 'Cem']
  expect(english.listed(names)).toBe('Ana, Ben and Cem')
  expect(german.listed(names)).toBe('Ana, Ben und Cem')
  expect(spanish.listed(['Ana', 'Irene'])).toBe('Ana e Irene')
  expect(japanese.listed(names)).toBe('Ana、Ben、Cem')
  expect(english.inRow(names)).toBe('Ana, Ben, Cem')
})

test('[LA5] what is given to an Arabic sentence is set apart in it, and nothing else is changed', () => {
  const words = isolated(
    {
      plain: 'نص',
      said: (name: string, count: number) => `${name}: ${count}`,
      list: [{ all: (names: ReadonlyArray<string>) => names.join() }],
    },
    'rtl',
  )
  expect(words.plain).toBe('نص')
  expect(words.said('Ana', 3)).toBe('\u2068Ana\u2069: 3')
  expect(words.list[0]?.all(['a', 'b'])).toBe('\u2068a\u2069,\u2068b\u2069')
})

test.each([
  ['Ana', 'Ana can read this'],
  ['Жук', 'Жук can read this'],
  ['أحمد (2)', '\u2068أحمد (2)\u2069 can read this'],
  ['רות', '\u2068רות\u2069 can read this'],
  ['a\u202Eb', '\u2068a\u202Eb\u2069 can read this'],
  // Neither an end too many nor one too few lets it out.
  ['a\u2069\u202Eb', '\u2068a\u202Eb\u2069 can read this'],
  ['a\u2067\u2066b', '\u2068a\u2067\u2066b\u2069\u2069\u2069 can read this'],
  ['\u2068a\u2069\u2069', '\u2068\u2068a\u2069\u2069 can read this'],
])('[LA5] a name that could turn an English sentence is set apart in it: %j', (name, said) => {
  const words = isolated({ readers: (given: string) => `${given} can read this` }, 'ltr')
  expect(words.readers(name)).toBe(said)
})
