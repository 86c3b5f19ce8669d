import { expect, test } from 'vitest'
import * as v from 'valibot'
import { plantProject } from '../../support/planted-project.ts'

const report = v.object({
  diagnostics: v.array(v.object({ code: v.optional(v.string(), 'unused-directive'), filename: v.string() })),
})

/** What oxlint says of `files`: `rule: file`, sorted. */
async function lint(files: Readonly<Record<string, string>>): Promise<ReadonlyArray<string>> {
  const { output } = await plantProject(files).run('oxlint', '--format=json', ...Object.keys(files))
  const { diagnostics } = v.parse(report, JSON.parse(output))
  return diagnostics.map(({ code, filename }) => `${code}: ${filename}`).toSorted()
}

const manyLines = (count: number, line: string): string => `${line}\n`.repeat(count)
const kinds = `type Kind = 'a' | 'b'\nexport function f(kind: Kind): void {\n`

/** Each file breaks the rules named, and no other. */
const guilty: ReadonlyArray<readonly [file: string, text: string, ...rules: ReadonlyArray<string>]> = [
  ['core/any.ts', `export type Bad = any`, 'typescript(no-explicit-any)'],
  [
    'core/cast.ts',
    `export const bad = (x: unknown): string => x as string`,
    'typescript(no-unsafe-type-assertion)',
  ],
  ['core/bang.ts', `export const bad = (x?: string): string => x!`, 'typescript(no-non-null-assertion)'],
  [
    'core/float.ts',
    `const p = async (): Promise<void> => {}\nexport const bad = (): void => {\n  p()\n}`,
    'typescript(no-floating-promises)',
  ],
  [
    'core/switch.ts',
    `${kinds}  switch (kind) {\n    case 'a':\n      return\n  }\n}`,
    'typescript(switch-exhaustiveness-check)',
  ],
  ['core/default.ts', `export default 1`, 'import(no-default-export)'],
  [
    'core/left.ts',
    `import { right } from './right.ts'\nexport const left = (): unknown => right`,
    'import(no-cycle)',
  ],
  [
    'core/right.ts',
    `import { left } from './left.ts'\nexport const right = (): unknown => left`,
    'import(no-cycle)',
  ],
  ['core/long.ts', `export {}\n${manyLines(300, '// words')}`, 'eslint(max-lines)'],
  [
    'core/function.ts',
    `export function bad(): void {\n${manyLines(60, '  void 0')}}`,
    'eslint(max-lines-per-function)',
  ],
  ['core/time.ts', `export const bad = Date.now()`, 'eslint(no-restricted-properties)'],
  ['core/chance.ts', `export const bad = Math.random()`, 'eslint(no-restricted-properties)'],
  ['core/index.ts', `export * from './float.ts'`, 'oxc(no-barrel-file)'],
  ['core/unused.ts', `const unused = 1\nexport {}`, 'eslint(no-unused-vars)'],
  [
    'core/silenced.ts',
    `// oxlint-disable-next-line no-console -- for nothing\nexport const good = 1`,
    'unused-directive',
  ],
  ['main/print.ts', `console.log('x')\nexport {}`, 'eslint(no-console)'],
  ['main/window/electron-ipc.ts', `export { ipcMain } from 'electron'`, 'eslint(no-restricted-imports)'],
  [
    'renderer/ipc.ts',
    `import { ipcRenderer } from 'electron'\nvoid ipcRenderer`,
    'eslint(no-restricted-imports)',
  ],
  [
    'tests/only.test.ts',
    `import { expect, test } from 'vitest'\ntest.only('x', () => expect(1).toBe(1))`,
    'vitest(no-focused-tests)',
  ],
]

test('each planted violation is found, and nothing else', async () => {
  const found = await lint(Object.fromEntries(guilty.map(([file, text]) => [file, text])))

  const expected = guilty.flatMap(([file, , ...rules]) => rules.map((rule) => `${rule}: ${file}`))
  expect(found).toEqual(expected.toSorted())
})

test('the two doors to Electron IPC, and what a rule leaves alone, pass', async () => {
  const found = await lint({
    'main/bridge/electron-bridge.ts': `import { ipcMain } from 'electron'\nvoid ipcMain`,
    'preload/index.ts': `import { ipcRenderer } from 'electron'\nvoid ipcRenderer`,
    'scripts/print.mjs': `console.log('x')\nexport {}`,
    'core/full.ts': `${kinds}  switch (kind) {\n    case 'a':\n      return\n    case 'b':\n  }\n}`,
  })

  expect(found).toEqual([])
})
