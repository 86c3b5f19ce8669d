import { expect, test } from 'vitest'
import * as v from 'valibot'
import { plantProject } from '../../support/planted-project.ts'

const names = v.array(v.object({ name: v.string() }))
const report = v.object({
  issues: v.array(v.object({ file: v.string(), files: v.optional(names, []), exports: names })),
})

const files = {
  'sync-server/index.ts': `import { shipped } from './part.ts'\nvoid shipped\n`,
  'sync-server/part.ts': `export const shipped = 1\nexport const tested = 2\nexport const forgotten = 3\n`,
  'sync-server/left-behind.ts': `export const old = 1\n`,
  'tests/unit/part.test.ts': `import { test } from 'vitest'\nimport { tested } from '../../sync-server/part.ts'\ntest('x', () => void tested)\n`,
}

/** What knip finds in `sync-server/part.ts`, and the files nobody imports. */
async function unused(
  ...args: ReadonlyArray<string>
): Promise<{ exports: ReadonlyArray<string>; files: ReadonlyArray<string> }> {
  const { output } = await plantProject(files).run('knip', '--reporter', 'json', ...args)
  const { issues } = v.parse(report, JSON.parse(output))
  return {
    exports: issues
      .filter(({ file }) => file === 'sync-server/part.ts')
      .flatMap((issue) => issue.exports.map(({ name }) => name)),
    files: issues.flatMap((issue) => issue.files.map(({ name }) => name)),
  }
}

test('a planted file and export that nobody uses are found', async () => {
  expect(await unused()).toEqual({ exports: ['forgotten'], files: ['sync-server/left-behind.ts'] })
})

test('an export that only a test uses is found', async () => {
  const { exports } = await unused('--production')

  expect(exports).toEqual(['tested', 'forgotten'])
})
