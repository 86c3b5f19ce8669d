/** Which words the first screen waits for, and that late parts never show without theirs. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type * as Loads from '../../../../renderer/languages/load.ts'
import type * as Spoken from '../../../../renderer/languages/spoken.ts'
import type * as Lates from '../../../../renderer/ui/late.tsx'
import { languages } from '../../../../renderer/languages/language.ts'

const renderer = path.resolve(import.meta.dirname, '../../../../renderer')

interface Imports {
  /** Of what must be there before this module runs. */
  readonly now: ReadonlyArray<string>
  /** Of what it loads as it goes. */
  readonly later: ReadonlyArray<string>
}

function importsOf(file: string, source: string): Imports {
  const now: Array<string> = []
  const later: Array<string> = []
  const add = (to: Array<string>, name: ts.Node | undefined): void => {
    if (name !== undefined && ts.isStringLiteral(name) && name.text.startsWith('.'))
      to.push(path.posix.join(path.posix.dirname(file), name.text))
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
      add(now, node.moduleSpecifier)
    if (ts.isExportDeclaration(node) && !node.isTypeOnly) add(now, node.moduleSpecifier)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(later, node.arguments[0])
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return { now, later }
}

/** The catalogues' parts that `sources`, by path, take where they are reached without a late part: `late.ts` loads all of those but `entrance`s. */
function saidAtFirst(sources: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set(['page.tsx', 'crash.tsx'])
  const said = new Set<string>()
  for (const file of found) {
    const source = sources.get(file)
    if (source === undefined) continue
    const isLate = file.endsWith('/late.ts') && !source.includes('= entrance(')
    const { now, later } = importsOf(file, source)
    for (const next of isLate ? now : [...now, ...later]) found.add(next)
    for (const [, part = ''] of source.matchAll(/= wordsOf\('(\w+)'\)/gu)) said.add(part)
  }
  return said
}

const sources = new Map(
  globSync('**/*.{ts,tsx}', { cwd: renderer }).map((file) => [
    file.replaceAll('\\', '/'),
    readFileSync(path.join(renderer, file), 'utf8'),
  ]),
)

async function partsIn(file: string): Promise<ReadonlyArray<string>> {
  const read: unknown = await import(`../../../../renderer/languages/${file}.ts`)
  return Object.keys(v.parse(v.object({ catalogue: v.looseObject({}) }), read).catalogue).toSorted()
}

test.each(languages)(
  '[LA10] %s: words that a first screen may say are in the first file, and all others in that of late parts',
  async (language) => {
    const first = saidAtFirst(sources)
    const all = [...sources.values()].flatMap((source) =>
      Array.from(source.matchAll(/= wordsOf\('(\w+)'\)/gu), ([, part = '']) => part),
    )
    expect(first.size).toBeGreaterThan(20)
    expect(await partsIn(language)).toEqual([...first].toSorted())
    expect(await partsIn(`late-${language}`)).toEqual(all.filter((part) => !first.has(part)).toSorted())
  },
)

test('[LA10] a planted late word is found where the page takes it, and is none where only a late part does', () => {
  const plant = (page: string) =>
    saidAtFirst(
      new Map([
        ['page.tsx', page],
        ['a/late.ts', `export const A = late(() => import('./dialog.tsx'))`],
        ['a/dialog.tsx', `import { words } from './words.ts'`],
        ['a/words.ts', `export const words = wordsOf('a')`],
        ['b/late.ts', `export const B = entrance(() => import('../a/dialog.tsx'))`],
      ]),
    )
  expect([...plant(`import { A } from './a/late.ts'`)]).toEqual([])
  expect([...plant(`import type { words } from './a/words.ts'`)]).toEqual([])
  for (const taken of [
    `import './a/dialog.tsx'`,
    `import('./a/dialog.tsx')`,
    `import { B } from './b/late.ts'`,
  ])
    expect([...plant(taken)]).toEqual(['a'])
})

/** As a page begins: no words yet. */
let page: typeof Loads & typeof Spoken & typeof Lates
beforeEach(async () => {
  vi.resetModules()
  page = {
    ...(await import('../../../../renderer/languages/load.ts')),
    ...(await import('../../../../renderer/languages/spoken.ts')),
    ...(await import('../../../../renderer/ui/late.tsx')),
  }
})
afterEach(() => vi.doUnmock('../../../../renderer/languages/late-en.ts'))

/** Code that takes words of late parts as it is loaded, and what became of it. */
function createCode() {
  const outcomes: Array<string> = []
  const load = async () => {
    try {
      outcomes.push(page.wordsOf('backup').makeTitle)
    } catch {
      outcomes.push('no words')
    }
    return () => null
  }
  return { load, outcomes }
}

test('[LA10] the first words come without those of late parts, which are there before the code of any late part', async () => {
  await page.loadLanguage('en')
  expect(page.wordsOf('ui').cancel).toBe('Cancel')
  expect(() => page.wordsOf('backup')).toThrow('the words of backup')
  const code = createCode()
  await page.entrance(code.load).preload()
  await page.late(code.load).preload()
  expect(code.outcomes).toEqual(['no words', 'Back up this account'])
  expect(page.wordsOf('ui').cancel).toBe('Cancel')
})

test('[LA10] without its words the code of a late part is not loaded; they are tried again', async () => {
  await page.loadLanguage('en')
  vi.doMock('../../../../renderer/languages/late-en.ts', () => {
    throw new Error('gone')
  })
  const code = createCode()
  const part = page.late(code.load)
  await part.preload()
  expect(code.outcomes).toEqual([])
  vi.doUnmock('../../../../renderer/languages/late-en.ts')
  await part.preload()
  expect(code.outcomes).toEqual(['Back up this account'])
})
