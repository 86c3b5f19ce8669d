import { expect, test } from 'vitest'
import { shortName } from '../../../../renderer/ui/short-name.ts'

test('a name that is too long for a line of several is cut after 24 letters, an emoji never in two', () => {
  expect(shortName('Mikkel Sørensen-Østergaa')).toBe('Mikkel Sørensen-Østergaa')
  expect(shortName('Maximiliane Wolfe the Third of Somewhere')).toBe('Maximiliane Wolfe the Th…')
  expect(shortName('👩‍👩‍👧'.repeat(24))).toBe('👩‍👩‍👧'.repeat(24))
  expect(shortName('👩‍👩‍👧'.repeat(25))).toBe(`${'👩‍👩‍👧'.repeat(24)}…`)
})
