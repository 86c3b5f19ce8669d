/** A rule that no test carries is a wish: every id that a SPEC.md gives stands in the title of a test. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
const named = /([A-Z]{2,3})(\d+)/g

const filesIn = (folder: string, ending: RegExp): ReadonlyArray<string> =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => path.join(folder, file))

/** Ids at the beginning of a line of a list: **XY1**, or several of one rule. */
function idsOfSpec(spec: string): ReadonlyArray<string> {
  const heads = spec.match(/^- (?:\*\*[A-Z]{2,3}\d+\*\*(?:, )?)+/gm) ?? []
  return heads.flatMap((head) => head.match(named) ?? [])
}

/** Ids in brackets at the beginning of a text, as `[XY1]`, `[XY1, XY2]` or `[XY1] [XY2]`: what a comment names is held by nobody. */
function idsOfTests(source: string): ReadonlySet<string> {
  const heads = source.match(/['"`](?:\[(?:[A-Z]{2,3}\d+(?:, )?)+\] ?)+/g) ?? []
  return new Set(heads.flatMap((head) => head.match(named) ?? []))
}

test('every rule of every SPEC.md has a test', () => {
  const tests = filesIn('tests', /\.tsx?$/).map((file) => readFileSync(path.join(root, file), 'utf8'))
  const carried = idsOfTests(tests.join('\n'))
  const specs = ['core', 'main', 'renderer', 'headless', 'sync-server'].flatMap((folder) =>
    filesIn(folder, /SPEC\.md$/),
  )
  expect(specs.length).toBeGreaterThan(28)
  for (const spec of specs) {
    const ids = idsOfSpec(readFileSync(path.join(root, spec), 'utf8'))
    expect([spec, ids.length]).not.toEqual([spec, 0])
    expect([spec, ...ids.filter((id) => !carried.has(id))]).toEqual([spec])
  }
})

test('a rule without a test is found, in whatever way ids are written', () => {
  const spec = '- **QQ1** One.\n- **QQ2**, **QQ3** Two.\n- **QQ4** Named in **QQ9** only.\n'
  expect(idsOfSpec(spec)).toEqual(['QQ1', 'QQ2', 'QQ3', 'QQ4'])
  const open = '['
  const carried = idsOfTests(
    `test('${open}QQ1] a'); test("${open}QQ2, QQ3] ${open}QR1] b") // ${open}QR3]; test('QQ4 d ${open}QR4]')`,
  )
  expect([...carried]).toEqual(['QQ1', 'QQ2', 'QQ3', 'QR1'])
})
