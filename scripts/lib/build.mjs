import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root, run } from './run.mjs'
import { SetupFailure } from './setup-failure.mjs'

/** What the built app is made of. */
const sources = [
  'core',
  'main',
  'preload',
  'renderer',
  'scripts/lib/chunks.mjs',
  'electron.vite.config.ts',
  'browser-shell.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const stampFile = path.join(root, 'out', '.stamp')
const lockFolder = path.join(root, 'node_modules', '.cache', 'tidings-build')
const lockFile = path.join(lockFolder, 'lock')

/**
 * Makes `out` hold what the sources say. Does nothing, in a few milliseconds, where that is so already. Of two that ask
 * at the same time one builds and the other waits. Throws `SetupFailure`.
 *
 * @param {(line: string) => void} say
 */
export async function ensureBuilt(say) {
  if (isFresh()) return
  await lock()
  try {
    if (isFresh()) return
    say('Building the app…')
    const stamp = stampOf()
    rmSync(stampFile, { force: true })
    const { code, output } = await run('npm', ['run', '--silent', 'build'])
    if (code !== 0) throw new SetupFailure(`The app could not be built: mend what is said here.\n${output}`)
    writeFileSync(stampFile, stamp)
  } finally {
    rmSync(lockFile, { force: true })
  }
}

const isFresh = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf()

/** By content: a checkout changes times and an edit may not. */
function stampOf() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesOf)) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} name */
function filesOf(name) {
  const from = path.join(root, name)
  if (path.extname(name) !== '') return [from]
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(from, file))
    .filter((file) => statSync(file).isFile())
    .sort()
}

/** Waits for another build of this checkout; one whose process is gone does not count. */
async function lock() {
  mkdirSync(lockFolder, { recursive: true })
  for (;;) {
    try {
      return writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    }
    if (isHolderGone()) rmSync(lockFile, { force: true })
    else await wait(200)
  }
}

function isHolderGone() {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')) || process.pid, 0)
    return false
  } catch (error) {
    return isCode(error, 'ESRCH')
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
const isCode = (error, code) => error instanceof Error && 'code' in error && error.code === code
