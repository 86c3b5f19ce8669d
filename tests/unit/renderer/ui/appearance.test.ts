import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  accents,
  densities,
  languageChoices,
  looksText,
  motions,
  readLooks,
  rootOf,
  textSizes,
  themes,
} from '../../../../renderer/ui/appearance.ts'

const usual = readLooks(undefined)
const calm = { dark: false, contrast: false, reducedMotion: false }
const wild = { dark: true, contrast: true, reducedMotion: true }

test('looks come back as they were kept; what is none of them is as usual', () => {
  fc.assert(
    fc.property(
      fc.record({
        theme: fc.constantFrom(...themes),
        density: fc.constantFrom(...densities),
        motion: fc.constantFrom(...motions),
        textSize: fc.constantFrom(...textSizes),
        accent: fc.oneof(fc.constantFrom(...accents), fc.integer({ min: 0, max: 359 })),
        language: fc.constantFrom(...languageChoices),
      }),
      (looks) => {
        expect(readLooks(looksText(looks))).toEqual(looks)
      },
    ),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(themes).toContain(readLooks(text).theme)
      expect(themes).toContain(readLooks(`theme=${text}`).theme)
    }),
  )
  expect(readLooks('theme=pink&textSize=1000&accent=red&density=')).toEqual(usual)
})

test('as the system: dark, contrast and stillness follow it; what the person has chosen goes before', () => {
  expect(rootOf(usual, calm).data).toMatchObject({ theme: 'light', contrast: 'usual', motion: 'usual' })
  expect(rootOf(usual, wild).data).toMatchObject({ theme: 'dark', contrast: 'more', motion: 'reduced' })
  expect(rootOf({ ...usual, theme: 'light' }, wild).data).toMatchObject({ theme: 'light', contrast: 'usual' })
  expect(rootOf({ ...usual, theme: 'dark' }, calm).data).toMatchObject({ theme: 'dark', contrast: 'usual' })
  expect(rootOf({ ...usual, theme: 'contrast' }, calm).data).toMatchObject({
    theme: 'light',
    contrast: 'more',
  })
  expect(rootOf({ ...usual, motion: 'reduced' }, calm).data['motion']).toBe('reduced')
  expect(rootOf({ ...usual, textSize: 125 }, calm).fontSize).toBe('125%')
})

test('the colour of the workspace holds until the person chooses one; without either it is the app’s', () => {
  expect(rootOf(usual, calm, 285).hue).toBe('285')
  expect(rootOf({ ...usual, accent: 55 }, calm, 285).hue).toBe('55')
  expect(rootOf(usual, calm).hue).toBe('215')
})

test('a hue that is none is as usual', () => {
  for (const text of ['360', '-1', '1.5', '007', '1e2', 'red', ''])
    expect(readLooks(`accent=${text}`).accent).toBe('workspace')
})
