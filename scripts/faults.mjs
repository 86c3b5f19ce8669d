// npm run faults -- [--runs N] [--seed S] [--jobs J] [--keep]: kills, cuts, fills and damages until something is lost, or not.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureInstalled, modernNode } from './lib/install.mjs'
import { root, toolEnvironment } from './lib/run.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'

try {
  await ensureInstalled((line) => console.error(line))
  const args = [path.join(root, 'tests', 'faults', 'main.ts'), ...process.argv.slice(2)]
  const child = spawn(modernNode(), args, { cwd: root, stdio: 'inherit', env: toolEnvironment() })
  child.on('error', (error) => {
    console.error(`Node could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.on('close', (code) => (process.exitCode = code ?? 1))
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error
  console.error(error.message)
  process.exitCode = 1
}
