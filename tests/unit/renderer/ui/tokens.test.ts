import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { contrast, type Colour, parseOklch, schemesOf } from '../../../support/colour.ts'

const css = readFileSync(new URL('../../../../renderer/ui/tokens.css', import.meta.url), 'utf8')
const schemes = schemesOf(css)
const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3']

test('there are four schemes, and each gives every role a colour', () => {
  expect([...schemes.keys()]).toEqual(['light', 'dark', 'light, more contrast', 'dark, more contrast'])
  for (const tokens of schemes.values()) {
    for (const role of [...surfaces, 'text', 'text-muted', 'text-faint', 'border', 'accent', 'sealed']) {
      expect([...tokens.keys()]).toContain(role)
    }
  }
})

const hues = Array.from({ length: 36 }, (_, index) => index * 10)

test.each([...schemes])('%s: text 7:1, muted text and controls, for every hue of the accent', (_, tokens) => {
  for (const hue of hues) expect.soft(missedIn(tokens, hue)).toEqual([])
})

function missedIn(tokens: ReadonlyMap<string, string>, hue: number): ReadonlyArray<string> {
  const colour = (role: string): Colour =>
    parseOklch((tokens.get(role) ?? '').replace('var(--accent-hue)', String(hue)))
  const missed: Array<string> = []
  const atLeast = (ratio: number, front: string, backs: ReadonlyArray<string>): void => {
    for (const back of backs) {
      const reached = contrast(colour(front), colour(back))
      if (reached < ratio) missed.push(`${hue}: ${front} on ${back}: ${reached.toFixed(2)} of ${ratio}`)
    }
  }
  atLeast(7, 'text', surfaces)
  atLeast(7, 'text', ['accent-soft', 'danger-soft'])
  atLeast(4.5, 'text-muted', surfaces)
  atLeast(4.5, 'text-faint', ['surface-0', 'surface-1', 'surface-2'])
  atLeast(4.5, 'accent', [...surfaces, 'accent-soft'])
  atLeast(4.5, 'positive', surfaces)
  atLeast(4.5, 'warning', surfaces)
  atLeast(4.5, 'danger', [...surfaces, 'danger-soft'])
  atLeast(4.5, 'sealed', surfaces)
  atLeast(4.5, 'accent-text', ['accent', 'accent-hover'])
  atLeast(4.5, 'danger-text', ['danger'])
  atLeast(3, 'border-control', ['surface-0', 'surface-1', 'surface-2'])
  return missed
}

test.each([...schemes])('%s: initials are read on every hue of an avatar', (_, tokens) => {
  for (let hue = 0; hue < 360; hue += 20) {
    const surface = parseOklch(`oklch(${tokens.get('avatar-surface')} ${hue})`)
    const ink = parseOklch(`oklch(${tokens.get('avatar-ink')} ${hue})`)
    expect.soft(contrast(ink, surface)).toBeGreaterThanOrEqual(4.5)
  }
})

test('the contrast of known pairs is what WCAG says', () => {
  const [black, white] = [parseOklch('oklch(0 0 0)'), parseOklch('oklch(1 0 0)')]
  expect(contrast(black, white)).toBeCloseTo(21, 1)
  // sRGB #767676, the lightest grey that reaches 4.5:1 on white
  expect(contrast(parseOklch('oklch(0.5654 0 0)'), white)).toBeCloseTo(4.54, 1)
})

test('all that moves takes its time from the tokens, which are nothing under reduced motion', () => {
  const folder = path.resolve(import.meta.dirname, '../../../../renderer')
  const read = (files: string): ReadonlyArray<string> =>
    globSync(files, { cwd: folder }).map((file) => readFileSync(path.join(folder, file), 'utf8'))
  const movements = read('**/*.css').flatMap((sheet) =>
    [...sheet.matchAll(/\b(?:transition|animation)(?:-duration)?:([^;]+);/gu)].flatMap(([, value = '']) =>
      value.split(',').map((each) => each.trim()),
    ),
  )
  expect(movements.length).toBeGreaterThan(5)
  expect(movements.filter((each) => !/^[a-z-]+ var\(--motion(?:-short)?\)/u.test(each))).toEqual([])
  const other = /scroll-behavior: smooth|behavior: 'smooth'|\.animate\(|startViewTransition/u
  expect(read('**/*.{css,ts,tsx}').filter((each) => other.test(each))).toEqual([])
  const reduced = /:root\[data-motion='reduced'\] \{([^}]*)\}/u.exec(css)?.[1]
  expect(reduced?.match(/--motion(?:-short)?: 0ms;/gu)).toHaveLength(2)
})
