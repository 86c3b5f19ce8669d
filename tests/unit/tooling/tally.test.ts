import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { plantProject } from '../../support/planted-project.ts'

const reporter = path.resolve(import.meta.dirname, '../../../scripts/lib/vitest-reporter.mjs')
const config = `process.env['TALLY_FILE'] = 'tally.json'\nexport default { test: { include: ['*.test.ts'] } }`

/** What `npm test` would count of a run of these tests. */
async function tally(files: Readonly<Record<string, string>>): Promise<unknown> {
  const project = plantProject({ 'vitest.config.ts': config, ...files })
  await project.run('vitest', 'run', `--reporter=${reporter}`)
  return JSON.parse(readFileSync(path.join(project.folder, 'tally.json'), 'utf8'))
}

const use = `import { expect, test } from 'vitest'\n`

test('a skip with a reason is told; a failure and a skip without a reason count as failed', async () => {
  const counted = await tally({
    'a.test.ts': `${use}test('good', () => {})
      test('bad', () => { expect(1).toBe(2) })
      test('told', (context) => context.skip('no such machine'))
      test.skip('untold', () => {})`,
  })

  expect(counted).toEqual({ passed: 1, failed: 2, skipped: [{ title: 'told', reason: 'no such machine' }] })
})

test('a file that does not load and an error that nobody caught count as failed', async () => {
  const counted = await tally({
    'a.test.ts': `${use}test('good', () => { setTimeout(() => { throw new Error('late') }); return new Promise((done) => setTimeout(done, 20)) })`,
    'b.test.ts': `${use}throw new Error('not loaded')`,
  })

  expect(counted).toEqual({ passed: 1, failed: 2, skipped: [] })
})
