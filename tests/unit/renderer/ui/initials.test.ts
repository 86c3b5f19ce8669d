import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomId, userId } from '../../../../core/protocol/ids.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { hueOf, initialsOf } from '../../../../renderer/ui/initials.ts'

test.each([
  ['Ana Beltrán', 'AB'],
  ['kleedrac', 'K'],
  ['Mikkel Sørensen-Østergaard', 'MØ'],
  ['王小明', '王'],
  ['  ana   b. c ', 'AC'],
  ['[bot]', 'B'],
  ['👩‍👩‍👧 Family', '👩‍👩‍👧F'],
  ['...', '?'],
  ['', '?'],
])('%s: %s', (name, expected) => {
  expect(initialsOf(name)).toBe(expected)
})

test('[LA12] initials of a script whose letters join stand apart: they would read as a word', () => {
  expect(initialsOf('مكتب الترجمة')).toBe('م\u200Cا')
  expect(initialsOf('محمد Finn')).toBe('مF')
  expect(initialsOf('نورة')).toBe('ن')
})

test('any name and any id give something to draw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer(), (name, seed) => {
      expect(initialsOf(name)).not.toBe('')
      const hue = hueOf(randomId(userId, createSeededRandom(seed)))
      expect(hue % 20).toBe(0)
      expect(hue).toBeLessThan(360)
    }),
  )
})
