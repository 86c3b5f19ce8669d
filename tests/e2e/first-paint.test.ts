import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { languages } from '../../renderer/languages/language.ts'

const folder = path.resolve(import.meta.dirname, '../../out/renderer')
const read = (name: string): string => readFileSync(path.join(folder, 'assets', name), 'utf8')
/** The script of that name and no longer one: behind it are eight characters of what is in it. */
const called = (name: string): string =>
  readdirSync(path.join(folder, 'assets')).find(
    (file) => file.startsWith(`${name}-`) && /^[\w-]{8}\.js$/u.test(file.slice(name.length + 1)),
  ) ?? ''

/** Those scripts, and all that are there before they run. */
function withImports(names: Iterable<string>): ReadonlySet<string> {
  const found = new Set(names)
  for (const name of found)
    for (const [, next = ''] of read(name).matchAll(/(?:from|import)\s*["'`]\.\/([\w-]+\.js)["'`]/gu))
      found.add(next)
  return found
}

test.each(languages)(
  '[LA10] %s: the first screen asks for no more than 350 kB of script, and for nothing that can wait',
  (language) => {
    const html = readFileSync(path.join(folder, 'index.html'), 'utf8')
    const named = Array.from(html.matchAll(/\.\/assets\/([\w-]+\.js)/gu), ([, name = '']) => name)
    const scripts = withImports([...named, called('page'), called(language)])
    expect(
      [...scripts].filter((name) => /^(?:late|entrance|document-pane|highlight|emoji)/u.test(name)),
    ).toEqual([])
    const bytes = [...scripts].reduce((sum, name) => sum + gzipSync(read(name)).length, 0)
    expect(bytes).toBeGreaterThan(100_000)
    expect(bytes).toBeLessThanOrEqual(350_000)
  },
)

test('[LA10] no script but those that are loaded after the words of late parts asks for one that takes them', () => {
  const loaded = new Set([called('index'), called('crash')])
  for (const name of loaded) {
    const next = Array.from(
      read(name).matchAll(/import\(\s*["'`]\.\/([\w-]+\.js)["'`]/gu),
      ([, each = '']) => each,
    )
    for (const each of [...withImports([name]), ...next]) if (!each.startsWith('later-')) loaded.add(each)
  }
  expect([...loaded]).toContain(called('emoji-picker'))
  expect([...loaded]).toContain(called('document-pane'))
  expect([...loaded].filter((name) => withImports([name]).has(called('later')))).toEqual([])
})

test('main is there without a web server, which only previews and sign-in by a provider need', () => {
  const main = readFileSync(path.resolve(folder, '../main/index.js'), 'utf8')
  expect(main).toContain('from "node:fs"')
  expect(main).not.toMatch(/from "node:https?"/u)
})

test('what is loaded before the words or with them does not wait for what takes words', () => {
  for (const name of ['index', 'en', 'ar', 'late-en', 'late-ar', 'crash']) {
    expect(
      [...withImports([called(name)])].filter((each) => /^(?:base|page|later|entrance)-/u.test(each)),
    ).toEqual([])
  }
})
