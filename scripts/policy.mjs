// npm run policy -- --out DIR: the templates for group policy, profiles and files, made from the table in core/policy.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ensureInstalled, modernNode } from './lib/install.mjs'
import { root } from './lib/run.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'

try {
  await ensureInstalled((line) => console.error(line))
  const program = path.join(root, 'main', 'policy', 'artefacts', 'write.ts')
  // npm runs scripts in the repository's root; what a person types is meant from where they stand.
  const cwd = process.env['INIT_CWD'] ?? process.cwd()
  const { status } = spawnSync(modernNode(), [program, ...process.argv.slice(2)], { cwd, stdio: 'inherit' })
  process.exitCode = status ?? 1
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error
  console.error(error.message)
  process.exitCode = 1
}
