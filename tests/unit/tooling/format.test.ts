import { expect, test } from 'vitest'
import { plantProject } from '../../support/planted-project.ts'

test('a planted semicolon is found', async () => {
  const project = plantProject({
    'core/good.ts': `export const good = 'x'\n`,
    'core/bad.ts': `export const bad = "x";\n`,
  })

  expect((await project.run('oxfmt', '--check', 'core/good.ts')).code).toBe(0)
  expect((await project.run('oxfmt', '--check', 'core/bad.ts')).code).not.toBe(0)
})
