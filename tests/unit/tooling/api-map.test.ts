/** docs/api-map.md names operations and tests: each of them is there, and no row claims anything without one. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { settingDefaults } from '../../../sync-server/config.ts'
import { operations } from '../../support/api-operations.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const map = readFileSync(path.join(root, 'docs/api-map.md'), 'utf8')
const rows = map
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| there '))
  .map((line) => line.slice(2, -2).split(' | '))

const ids = new Set(operations.map(({ id }) => id))

test.each(rows.map((row) => [row[0] ?? '', row] as const))('%s', (_there, row) => {
  expect(row.length).toBe(3)
  const [, here = '', shown = ''] = row
  for (const [, id = ''] of here.matchAll(/`(\w+)\(\)`/g)) expect(ids).toContain(id)
  for (const [, name = ''] of here.matchAll(/`([A-Z]+_[A-Z_]+)`/g)) {
    expect(Object.keys(settingDefaults())).toContain(name)
  }
  const tests = [...shown.matchAll(/`([^`]+)` “([^”]+)”/g)]
  if (tests.length === 0) expect(here).toMatch(/^none/)
  for (const [, file = '', title = ''] of tests) {
    const place = path.join(root, 'tests', file)
    expect(existsSync(place) ? readFileSync(place, 'utf8') : `no file ${file}`).toContain(`'${title}'`)
  }
})

test('each of the five systems has its part', () => {
  expect([...map.matchAll(/^## ([A-E])\. /gm)].map(([, letter]) => letter)).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(rows.length).toBeGreaterThan(90)
})
