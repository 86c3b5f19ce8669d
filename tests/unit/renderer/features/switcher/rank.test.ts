import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepare, rank } from '../../../../../renderer/features/switcher/rank.ts'

const named = (...labels: ReadonlyArray<string>) => prepare(labels.map((label) => ({ key: label, label })))
const find = (labels: ReadonlyArray<string>, typed: string, recent: ReadonlyArray<string> = []) =>
  rank(named(...labels), typed, recent, 50).map(({ label }) => label)

test('beginnings come before beginnings of words, those before what stands within, letters in order last', () => {
  expect(find(['a-general-b', 'degeneral', 'general', 'grand energy', 'other'], 'gene')).toEqual([
    'general',
    'a-general-b',
    'degeneral',
    'grand energy',
  ])
})

test('other words find it too, after those who are called that, and letters in order are looked for in names alone', () => {
  const all = prepare([
    { key: 'a', label: 'Spacing: Compact', also: 'Appearance' },
    { key: 'b', label: 'Set the appearance' },
    { key: 'c', label: 'Theme: Dark', also: 'Appearance' },
  ])
  const keys = (typed: string): ReadonlyArray<string> => rank(all, typed, [], 9).map(({ key }) => key)
  expect(keys('appear')).toEqual(['b', 'c', 'a'])
  expect(keys('appearance dark')).toEqual(['c'])
  expect(keys('theme: dark')).toEqual(['c'])
  expect(keys('spcmp')).toEqual(['a'])
  expect(keys('pcmp')).toEqual([]) // no word begins so
  expect(keys('tdap')).toEqual([]) // the last two letters are none of its name
})

test('[KM4] a command comes first by its own words alone: Enter changes nothing for who means a person', () => {
  const all = prepare([
    { key: 'command', label: 'Colour: Amber', also: 'Appearance' },
    { key: 'mute', label: 'Mute' },
    { key: 'person', label: 'Ben Ritter' },
    { key: 'channel', label: 'commuters' },
  ])
  const keys = (typed: string): ReadonlyArray<string> =>
    rank(all, typed, [], 9, ({ key }) => key === 'command' || key === 'mute').map(({ key }) => key)
  expect(keys('ber')).toEqual(['person', 'command'])
  expect(keys('mute')).toEqual(['mute', 'channel'])
  expect(keys('amber')).toEqual(['command'])
  expect(keys('cbr')).toEqual([])
})

test('accents, case, width and Chinese are found as search finds them; several words in any order', () => {
  expect(find(['Ñandú Élan', 'other'], 'elan nandu')).toEqual(['Ñandú Élan'])
  expect(find(['ＡＢＣ station', '東京タワー'], 'abc')).toEqual(['ＡＢＣ station'])
  expect(find(['東京タワー', '京都'], '京')).toEqual(['京都', '東京タワー'])
  expect(find(['Straße'], 'strasse')).toEqual(['Straße'])
})

test('what was used last comes first among equals, and before all if nothing is typed', () => {
  expect(find(['team-a', 'team-b', 'team-c'], 'team', ['team-c', 'team-b'])).toEqual([
    'team-c',
    'team-b',
    'team-a',
  ])
  expect(find(['x', 'y', 'z'], '', ['z'])).toEqual(['z', 'x', 'y'])
})

test('whatever is typed, what is found has its letters in order; a name finds itself', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), fc.string(), (labels, typed) => {
      const all = named(...labels)
      expect(rank(all, typed, [], 10).length).toBeLessThanOrEqual(10)
      for (const { item, folded } of all)
        if (folded !== '') expect(rank(all, item.label, [], labels.length)).toContain(item)
    }),
  )
})

test('5,000 names are gone through within a frame', () => {
  const all = named(...Array.from({ length: 5_000 }, (_, index) => `Person number ${index} of Harbour Club`))
  rank(all, 'warm', [], 50)
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now()
    rank(all, 'p n 49 club', [], 50)
    return performance.now() - began
  }).toSorted((left, right) => left - right)
  expect(times[4]).toBeLessThan(50) // a frame of 16 ms alone; this machine may be busy
})
