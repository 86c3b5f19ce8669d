// npm run mutations -- [--count N] [--seed N]: tries the validator with a million mutated updates, or as many as said.
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { ensureInstalled } from './lib/install.mjs'
import { root, toolEnvironment } from './lib/run.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'

try {
  const chosen = readArguments()
  await ensureInstalled((line) => console.error(line))
  // The verbose reporter is the one that prints what the test has counted.
  const args = ['run', '--project', 'unit', '--reporter', 'verbose', 'validator-mutations']
  const env = { ...toolEnvironment(), ...chosen }
  // npm's tools are .cmd files on Windows, which only a shell can start.
  const shell = process.platform === 'win32'
  const child = spawn('vitest', args, { cwd: root, stdio: 'inherit', env, shell })
  child.on('error', (error) => {
    console.error(`vitest could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.on('close', (code) => (process.exitCode = code ?? 1))
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function readArguments() {
  /** @type {import('node:util').ParseArgsOptionsConfig} */
  const options = { count: { type: 'string', default: '1000000' }, seed: { type: 'string' } }
  try {
    const { count, seed } = parseArgs({ options }).values
    return {
      MUTATIONS: wholeNumber('count', count, 1),
      ...(seed === undefined ? {} : { FC_SEED: wholeNumber('seed', seed, 0) }),
    }
  } catch (error) {
    if (error instanceof SetupFailure || !(error instanceof Error)) throw error
    throw new SetupFailure(`${error.message}\nUse: npm run mutations -- [--count N] [--seed N]`)
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {number} least
 */
function wholeNumber(name, value, least) {
  const text = String(value)
  if (/^\d{1,10}$/.test(text) && Number(text) >= least) return text
  throw new SetupFailure(`--${name} is to be a whole number from ${least} on, not ${text}.`)
}
