// Runs one test of the unit project for longer than `npm test` does: what it counts, and its seed, come from the command line.
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { ensureInstalled } from './install.mjs'
import { root, toolEnvironment } from './run.mjs'
import { SetupFailure } from './setup-failure.mjs'

/**
 * @param {{ script: string, test: string, option: string, fallback: string, variable: string }} what `variable` of the
 *   environment tells the test how many; `option` is its name on the command line.
 */
export async function runOneTest(what) {
  try {
    const chosen = readArguments(what)
    await ensureInstalled((line) => console.error(line))
    // The verbose reporter is the one that prints what the test has counted.
    const args = ['run', '--project', 'unit', '--reporter', 'verbose', what.test]
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
}

/** @param {Parameters<typeof runOneTest>[0]} what */
function readArguments({ script, option, fallback, variable }) {
  /** @type {import('node:util').ParseArgsOptionsConfig} */
  const options = { [option]: { type: 'string', default: fallback }, seed: { type: 'string' } }
  try {
    const { values } = parseArgs({ options })
    const { seed } = values
    return {
      [variable]: wholeNumber(option, values[option], 1),
      ...(seed === undefined ? {} : { FC_SEED: wholeNumber('seed', seed, 0) }),
    }
  } catch (error) {
    if (error instanceof SetupFailure || !(error instanceof Error)) throw error
    throw new SetupFailure(`${error.message}\nUse: npm run ${script} -- [--${option} N] [--seed N]`)
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
