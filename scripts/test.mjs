// npm test [-- STEP…]: installs what is missing, then runs every check and every test, or only the steps named.
// Ends with `N passed, N failed, N skipped`; a check counts as one test.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root, run, toolEnvironment } from './lib/run.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'

/** @typedef {import('./lib/vitest-reporter.mjs').Tally} Tally */
/** @typedef {{ name: string, run: () => Promise<{ tally: Tally, output: string, seconds: number }> }} Step */

const minute = 60_000
const end = Date.now() + 39 * minute
/** Milliseconds that a step may take now. @param {number} limit */
const within = (limit) => Math.max(1_000, Math.min(limit, end - Date.now()))
const work = mkdtempSync(path.join(tmpdir(), 'tidings-test-'))
process.once('exit', () => rmSync(work, { recursive: true, force: true }))
const seed = process.env['FC_SEED'] ?? String(Math.trunc(Math.random() * 2 ** 31))

/**
 * Each has a limit of its own, and all together 39 minutes: a run that hangs still ends and says where.
 *
 * @type {ReadonlyArray<Step>}
 */
const steps = [
  check('types', 'check:types', { limit: 2 * minute }),
  check('lint', 'check:lint', { limit: 2 * minute }),
  check('format', 'check:format', { limit: 0.75 * minute }),
  check('layers', 'check:layers', { limit: 1.5 * minute }),
  check('unused', 'check:unused', { limit: 1.5 * minute }),
  suite('unit', 8 * minute),
  suite('integration', 11 * minute),
  check('faults', 'faults', { args: ['--', '--runs', '25', '--seed', seed], limit: 3 * minute }),
  // From here on what was built is tested.
  check('build', 'build', { limit: minute }),
  suite('browser', 5 * minute),
  suite('e2e', 22 * minute),
  suite('electron', 2 * minute),
  // Of every system what needs a minute. The relay's and AppImage besides: npm run package:check.
  packages(['deb', 'rpm', 'tar.gz', 'exe', 'msi', 'nsis', 'mac', 'sbom', 'policy'], 6 * minute),
]

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error
  console.log(`${error.message}\n0 passed, 1 failed, 0 skipped`)
  process.exitCode = 1
}

/** @param {ReadonlyArray<string>} wanted */
async function main(wanted) {
  const unknown = wanted.find((name) => !steps.some((step) => step.name === name))
  if (unknown !== undefined) {
    throw new SetupFailure(`No step "${unknown}": choose from ${steps.map((step) => step.name).join(', ')}.`)
  }
  await ensureInstalled(console.log)

  let passed = 0
  let failed = 0
  const skipped = []
  for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const { tally, output, seconds } = await step.run()
    const ok = tally.failed === 0
    console.log(
      `${ok ? 'ok  ' : 'FAIL'} ${step.name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s  ${tallyText(tally)}`,
    )
    if (!ok) console.log(output.trimEnd())
    passed += tally.passed
    failed += tally.failed
    skipped.push(...tally.skipped)
  }

  for (const { title, reason } of skipped) console.log(`skipped: ${title}: ${reason}`)
  if (failed > 0) console.log(`Play the same chances again with FC_SEED=${seed}`)
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  return failed > 0 || passed === 0 ? 1 : 0
}

/**
 * One of package.json's scripts, counted as one test.
 *
 * @param {string} name
 * @param {string} script
 * @param {{ args?: ReadonlyArray<string>, limit?: number }} [options]
 * @returns {Step}
 */
function check(name, script, { args = [], limit = 2 * minute } = {}) {
  return {
    name,
    run: async () => {
      const { code, output, seconds } = await run('npm', ['run', '--silent', script, ...args], {
        limit: within(limit),
      })
      return {
        tally: { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] },
        output,
        seconds,
      }
    },
  }
}

/**
 * One project of vitest.config.ts.
 *
 * @param {string} name
 * @param {number} limit milliseconds
 * @returns {Step}
 */
function suite(name, limit) {
  return {
    name,
    run: async () => {
      const needsBrowser = name === 'browser' || name === 'e2e' || name === 'electron'
      const chromium = needsBrowser ? { CHROMIUM: await ensureChromium(console.log) } : {}
      const tallyFile = path.join(work, `${name}.json`)
      const env = { ...toolEnvironment(), ...chromium, FC_SEED: seed, TALLY_FILE: tallyFile }
      const reporters = [
        '--reporter=minimal',
        `--reporter=${path.join(root, 'scripts/lib/vitest-reporter.mjs')}`,
      ]
      const { code, output, seconds } = await run('vitest', ['run', '--project', name, ...reporters], {
        limit: within(limit),
        env,
      })
      return { tally: readTally(tallyFile, code), output, seconds }
    },
  }
}

/**
 * Packages of these targets, made with a stand-in for Electron; what this system has no tools for is skipped, and says so.
 *
 * @param {ReadonlyArray<string>} targets
 * @param {number} limit milliseconds
 * @returns {Step}
 */
function packages(targets, limit) {
  return {
    name: 'packages',
    run: async () => {
      const tallyFile = path.join(work, 'packages.json')
      const env = { ...toolEnvironment(), CHROMIUM: await ensureChromium(console.log), TALLY_FILE: tallyFile }
      const script = path.join(root, 'scripts/package-check.mjs')
      const { code, output, seconds } = await run('node', [script, ...targets], { limit: within(limit), env })
      return { tally: readTally(tallyFile, code), output, seconds }
    },
  }
}

/**
 * What the reporter wrote. A run that ended badly with nothing to show for it counts as one failure.
 *
 * @param {string} file
 * @param {number} code
 * @returns {Tally}
 */
function readTally(file, code) {
  /** @type {Tally} */
  let tally = { passed: 0, failed: 0, skipped: [] }
  try {
    tally = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Never got as far as the reporter.
  }
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** @param {Tally} tally */
function tallyText({ passed, failed, skipped }) {
  return [
    `${passed} passed`,
    failed > 0 && `${failed} failed`,
    skipped.length > 0 && `${skipped.length} skipped`,
  ]
    .filter((part) => part !== false)
    .join(', ')
}
