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

/** Ids in brackets, as `[XY1]`, `[XY1, XY2]`, or from one to another: `[XY1] to [XY9]`. */
function idsOfTests(source: string): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const [, inside = ''] of source.matchAll(/\[((?:[A-Z]{2,3}\d+(?:, )?)+)\]/g)) {
    for (const id of inside.match(named) ?? []) ids.add(id)
  }
  for (const [, kind = '', from, to] of source.matchAll(/\[([A-Z]{2,3})(\d+)\] to \[\1(\d+)\]/g)) {
    for (let number = Number(from); number <= Number(to); number++) ids.add(`${kind}${number}`)
  }
  return ids
}

test('every rule of every SPEC.md has a test', () => {
  const tests = filesIn('tests', /\.tsx?$/).map((file) => readFileSync(path.join(root, file), 'utf8'))
  const carried = idsOfTests(tests.join('\n'))
  const specs = ['core', 'main', 'renderer', 'headless'].flatMap((folder) => filesIn(folder, /SPEC\.md$/))
  expect(specs.length).toBeGreaterThan(6)
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
  const carried = idsOfTests(`${open}QQ1] a ${open}QQ2, QQ3] b; ${open}QR1] to ${open}QR3] c; QQ4 d`)
  expect([...carried]).toEqual(['QQ1', 'QQ2', 'QQ3', 'QR1', 'QR3', 'QR2'])
})
