/** Arabic is read from the right: what stands at the left in a stylesheet would stand at the wrong end there. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const renderer = path.resolve(import.meta.dirname, '../../../../renderer')

/** What may name a side, and why. */
const allowed: ReadonlyArray<readonly [line: RegExp, reason: string]> = [
  [/^left: 50%$/u, 'with the next it is the middle from either side'],
  [/^translate: -50%(?: 0)?$/u, 'with the one before'],
]

const sided =
  /^(?:(?:margin|padding|border)-(?:left|right)\b|(?:left|right):|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear): (?:left|right)\b|(?:margin|padding|border|inset)-(?:left|right)|(?:transform|translate): (?:translateX\()?-?\d{2,3}%)/u
const fourSides = /^(margin|padding|inset|border-width|border-radius|scroll-margin|scroll-padding): (.+)$/u

/** "0 4px 0 auto" says something else of the right than of the left. */
function differsBySide(declaration: string): boolean {
  const [, name = '', value = ''] = fourSides.exec(declaration) ?? []
  const parts = value.replaceAll(/\([^()]*\)|calc\(.*\)/gu, '').split(' ')
  if (parts.length < 4) return false
  const [first, second, third, fourth] = parts
  return name === 'border-radius' ? first !== second || third !== fourth : second !== fourth
}

const isAllowed = (declaration: string): boolean => allowed.some(([line]) => line.test(declaration))

/** @returns the declarations of a stylesheet that name a side */
const sidesIn = (css: string): ReadonlyArray<string> =>
  css
    .replaceAll(/\/\*[^]*?\*\//gu, '')
    .split(/[;{}]/u)
    .map((each) => each.trim().replaceAll(/\s+/gu, ' '))
    .filter((each) => (sided.test(each) || differsBySide(each)) && !isAllowed(each))

test('[LA7] no stylesheet names a left or a right', () => {
  const files = globSync('**/*.css', { cwd: renderer })
  expect(files.length).toBeGreaterThan(50)
  const found = files.flatMap((file) =>
    sidesIn(readFileSync(path.join(renderer, file), 'utf8')).map((each) => `${file}: ${each}`),
  )
  expect(found).toEqual([])
})

test('[LA7] a planted side is found', () => {
  const planted = [
    'margin-left: 4px',
    'padding: 0 4px 0 8px',
    'border-radius: 3px 0 0 3px',
    'inset: 0 auto 0 0',
    'left: 0',
    'text-align: right',
    'transform: translateX(-100%)',
  ]
  for (const each of planted) expect(sidesIn(`.a { color: red; ${each}; }`)).toEqual([each])
  expect(
    sidesIn('.a { margin: 0 4px 8px; inset-inline-start: 0; border-radius: 3px 3px 0 0; left: 50% }'),
  ).toEqual([])
})
