import { expect, test } from 'vitest'
import * as v from 'valibot'
import settings from '../../../.dependency-cruiser.mjs'
import { plantProject } from '../../support/planted-project.ts'

const folders = ['core', 'main', 'headless', 'preload', 'renderer', 'sync-server', 'tests']
const report = v.object({
  summary: v.object({
    totalCruised: v.number(),
    violations: v.array(v.object({ from: v.string(), rule: v.object({ name: v.string() }) })),
  }),
})

interface Cruise {
  readonly violations: ReadonlyArray<string>
  readonly cruised: number
}

/** What dependency-cruiser says of `files`: `rule: file`, sorted, and how many modules it looked at. */
async function cruise(files: Readonly<Record<string, string>>): Promise<Cruise> {
  const project = plantProject({ ...innocent, ...files })
  const { output } = await project.run(
    'depcruise',
    '--config',
    '.dependency-cruiser.mjs',
    '-T',
    'json',
    ...folders,
  )
  const { summary } = v.parse(report, JSON.parse(output))
  return {
    violations: summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`).toSorted(),
    cruised: summary.totalCruised,
  }
}

/** Something to import in each place, and every import here is allowed. */
const innocent = {
  'core/base/ground.ts': `export const ground = 1`,
  'core/protocol/wire.ts': `import { ground } from '../base/ground.ts'\nexport const wire = ground\nexport type Wire = number`,
  'core/bridge/contract.ts': `import * as v from 'valibot'\nexport const contract = v.string()`,
  'core/conversation/validator.ts': `import * as Y from 'yjs'\nexport const validator = Y`,
  'core/conversation/reducer.ts': `export const reducer = 1`,
  'core/sealed/rules.ts': `import { wire } from '../protocol/wire.ts'\nexport const rules = wire`,
  'core/e2ee/secrets.ts': `import { rules } from '../sealed/rules.ts'\nexport const secrets = rules`,
  'core/sync/sync.ts': `import { wire } from '../protocol/wire.ts'\nexport const sync = wire`,
  'core/engine/engine.ts': `import { sync } from '../sync/sync.ts'\nexport const engine = sync`,
  'sync-server/index.ts': `import { validator } from '../core/conversation/validator.ts'\nimport { rules } from '../core/sealed/rules.ts'\nexport const server = [validator, rules]`,
  'main/electron.ts': `import { app } from 'electron'\nimport { secrets } from '../core/e2ee/secrets.ts'\nexport const main = [app, secrets]`,
  'main/window/electron-window.ts': `import { BrowserWindow } from 'electron'\nexport const window = BrowserWindow`,
  'headless/client.ts': `import { app } from '../main/app.ts'\nimport { engine } from '../core/engine/engine.ts'\nexport const client = [app, engine]`,
  'main/app.ts': `export const app = 1`,
  'preload/index.ts': `import { contextBridge } from 'electron'\nimport { contract } from '../core/bridge/contract.ts'\nexport const preload = [contextBridge, contract]`,
  'renderer/index.tsx': `import { useState } from 'react'\nimport { engine } from '../core/engine/engine.ts'\nexport const page = [useState, engine]`,
  'tests/support/helper.ts': `import { engine } from '../../core/engine/engine.ts'\nexport const helper = engine`,
}

test('imports that follow the directions pass, and TypeScript files are really read', async () => {
  const { violations, cruised } = await cruise({})

  expect(violations).toEqual([])
  // With TypeScript 7 alone the tool skips .ts files with a mere warning, and every rule passes.
  expect(cruised).toBeGreaterThanOrEqual(Object.keys(innocent).length)
})

/** Each file breaks the rules named, and no other. */
const guilty: ReadonlyArray<readonly [file: string, text: string, ...rules: ReadonlyArray<string>]> = [
  ['core/base/up.ts', `export { wire } from '../protocol/wire.ts'`, 'core-base'],
  ['core/base/type.ts', `export type { Wire } from '../protocol/wire.ts'`, 'core-base'],
  ['core/base/node.ts', `export { readFileSync } from 'node:fs'`, 'core-platform-free'],
  ['core/protocol/up.ts', `export { contract } from '../bridge/contract.ts'`, 'core-protocol'],
  ['core/policy/up.ts', `export { wire } from '../protocol/wire.ts'`, 'core-policy'],
  ['core/bridge/side.ts', `export { reducer } from '../conversation/reducer.ts'`, 'core-bridge'],
  ['core/conversation/up.ts', `export { sync } from '../sync/sync.ts'`, 'core-conversation'],
  ['core/storage/side.ts', `export { reducer } from '../conversation/reducer.ts'`, 'core-storage'],
  ['core/sealed/secret.ts', `export { secrets } from '../e2ee/secrets.ts'`, 'core-sealed'],
  ['core/sync/opens.ts', `export { secrets } from '../e2ee/secrets.ts'`, 'core-sync'],
  ['core/e2ee/side.ts', `export { reducer } from '../conversation/reducer.ts'`, 'core-e2ee'],
  ['core/search/side.ts', `export { sync } from '../sync/sync.ts'`, 'core-search'],
  ['core/sync/up.ts', `export { engine } from '../engine/engine.ts'`, 'core-sync'],
  ['core/engine/side.ts', `export { secrets } from '../e2ee/secrets.ts'`, 'core-engine'],
  ['core/engine/react.ts', `export { useState } from 'react'`, 'core-platform-free'],
  ['core/client/side.ts', `export { engine } from '../engine/engine.ts'`, 'core-client'],
  ['renderer/client/app.ts', `export { engine } from '../../core/engine/engine.ts'`, 'renderer-client'],
  ['sync-server/reads.ts', `export { reducer } from '../core/conversation/reducer.ts'`, 'sync-server'],
  ['sync-server/opens.ts', `export { secrets } from '../core/e2ee/secrets.ts'`, 'sync-server'],
  ['main/documents.ts', `export { engine } from '../core/engine/engine.ts'`, 'main'],
  ['main/asks.ts', `export { request } from 'node:https'`, 'main-asks-through-the-shell'],
  ['main/sockets.ts', `export { connect } from 'node:net'`, 'main-asks-through-the-shell'],
  ['main/window/electron.ts', `export { app } from 'electron'`, 'electron-only-at-its-port'],
  ['main/helped.ts', `export { helper } from '../tests/support/helper.ts'`, 'main', 'nothing-imports-tests'],
  ['main/gone.ts', `export { gone } from './nowhere.ts'`, 'resolvable'],
  ['main/luck.ts', `export { isColorSupported } from 'picocolors'`, 'declared'],
  ['main/tool.ts', `export { assert } from 'fast-check'`, 'programs-need-no-tools'],
  ['main/left.ts', `export type { Right } from './right.ts'\nexport type Left = 1`, 'no-cycle'],
  ['main/right.ts', `export type { Left } from './left.ts'\nexport type Right = 1`],
  ['headless/keys.ts', `export { secrets } from '../core/e2ee/secrets.ts'`, 'headless'],
  ['headless/page.ts', `export { page } from '../renderer/index.tsx'`, 'headless'],
  ['main/program.ts', `export { client } from '../headless/client.ts'`, 'main'],
  ['preload/wire.ts', `export { wire } from '../core/protocol/wire.ts'`, 'preload'],
  ['renderer/keys.ts', `export { secrets } from '../core/e2ee/secrets.ts'`, 'renderer'],
  ['renderer/node.ts', `export { readFileSync } from 'node:fs'`, 'renderer-no-node'],
]

test('each planted violation is found, and nothing else', async () => {
  const { violations } = await cruise(Object.fromEntries(guilty.map(([file, text]) => [file, text])))

  const expected = guilty.flatMap(([file, , ...rules]) => rules.map((rule) => `${rule}: ${file}`))
  expect(violations).toEqual(expected.toSorted())
})

test('every rule has its planted violation', () => {
  const planted = new Set(guilty.flatMap(([, , ...rules]) => rules))

  expect(settings.forbidden?.map(({ name }) => name).toSorted()).toEqual([...planted].toSorted())
})
