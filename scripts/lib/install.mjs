import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root, run } from './run.mjs'
import { SetupFailure } from './setup-failure.mjs'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockEntry */

const neededMajor = 24
const modules = path.join(root, 'node_modules')

/**
 * Makes node_modules hold what package-lock.json asks for, and Node 24 among it. Does nothing, in a few milliseconds,
 * where that is so already. Throws `SetupFailure`.
 *
 * @param {(line: string) => void} say what it is doing, for something that takes a minute
 */
export async function ensureInstalled(say) {
  if (!isInstalled()) {
    say('Installing dependencies (npm ci)…')
    const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund'])
    if (code !== 0)
      throw new SetupFailure(`npm ci failed: read why, mend it, try again.\n${errorsOf(output)}`)
  }
  if (nodeBinary() === undefined) await repairNode(say)
}

/** The path of a Node that runs our TypeScript as it is. Call `ensureInstalled` first. Throws `SetupFailure`. */
export function modernNode() {
  const found = nodeBinary()
  if (found !== undefined) return found
  throw new SetupFailure(
    `This needs Node ${neededMajor}. It could not be installed from npm: install it yourself.`,
  )
}

/** The Node that is running if it is new enough, else the one of the npm package `node`. */
function nodeBinary() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath
  const names = process.platform === 'win32' ? ['node.exe'] : ['node']
  return names.map((name) => path.join(modules, 'node', 'bin', name)).find((file) => existsSync(file))
}

/**
 * npm may be told not to run install scripts (newer ones run none that package.json does not allow), and the package
 * `node` gets its binary by such a script: run it ourselves.
 *
 * @param {(line: string) => void} say
 */
async function repairNode(say) {
  say(`Installing Node ${neededMajor}…`)
  const cwd = path.join(modules, 'node')
  const { code, output } = await run(process.execPath, ['installArchSpecificPackage.js'], { cwd })
  if (code === 0 && nodeBinary() !== undefined) return
  throw new SetupFailure(
    `Node ${neededMajor} could not be installed from npm: install it yourself.\n${output}`,
  )
}

/**
 * npm's warnings are many and harmless here (packages for Node 22 and later, installed by Node 20): its errors alone.
 *
 * @param {string} output
 */
function errorsOf(output) {
  const errors = output.split('\n').filter((line) => line.startsWith('npm error'))
  return errors.length > 0 ? errors.join('\n') : output
}

/** Whether what npm last installed (it notes that in node_modules, at the very end) is what the lock file asks for. */
function isInstalled() {
  const wanted = lockEntries(path.join(root, 'package-lock.json'))
  const present = lockEntries(path.join(modules, '.package-lock.json'))
  if (wanted === undefined)
    throw new SetupFailure('package-lock.json is missing or damaged: get it back with git.')
  if (present === undefined) return false
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '') continue // the project itself
    const found = present[name]
    // Left out by npm: what is for other systems.
    if (found === undefined && entry.optional === true) continue
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false
  }
  return true
}

/**
 * @param {string} file
 * @returns {Record<string, LockEntry> | undefined}
 */
function lockEntries(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
