#!/usr/bin/env node
// npm run admin -- COMMAND …: what whoever runs a relay does to it. docs/guides/admin.md tells more.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureInstalled, modernNode } from './lib/install.mjs'
import { root } from './lib/run.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'

try {
  await ensureInstalled((line) => console.error(line))
  const program = path.join(root, 'sync-server', 'admin', 'cli.ts')
  // npm runs scripts in the repository's root; what a person types is meant from where they stand.
  const cwd = process.env['INIT_CWD'] ?? process.cwd()
  // A small nursery: an import makes garbage all the time, and a large one costs 70 MB for 5 % more speed.
  const args = ['--max-semi-space-size=4', program, ...process.argv.slice(2)]
  const child = spawn(modernNode(), args, { cwd, env: withDataFolder(cwd), stdio: 'inherit' })
  // It gets the terminal's Ctrl-C itself and ends in its own way: wait for that.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})
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

/**
 * The settings are the relay's. Without any, its data lie where `npm start` has them.
 *
 * @param {string} cwd
 */
function withDataFolder(cwd) {
  const { DATA_DIR, CONFIG_FILE, TIDINGS_DATA } = process.env
  if (DATA_DIR !== undefined || CONFIG_FILE !== undefined) return process.env
  return { ...process.env, DATA_DIR: path.resolve(cwd, TIDINGS_DATA ?? path.join(root, '.tidings'), 'relay') }
}
