// npm run release -- --folder DIR --key FILE: signs the packages of a release, which lie in one folder: the descriptions that devices
// read, and SHA256SUMS. --check --public-key FILE in place of --key: checks one, as whoever mirrors it does. A key that has a
// password takes it from MINISIGN_PASSWORD.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './lib/run.mjs'
import { signRelease, wrongRelease } from './package/release.mjs'
import { missing } from './package/check-table.mjs'

const usage = `npm run release -- --folder DIR --key FILE [--version VERSION]
npm run release -- --check --folder DIR --public-key FILE [--version VERSION]`

const text = /** @type {const} */ ({ type: 'string' })
const { values } = parseArgs({
  options: {
    folder: text,
    key: text,
    'public-key': text,
    version: {
      type: 'string',
      default: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version,
    },
    check: { type: 'boolean', default: false },
  },
})
const { folder, key, version, check, 'public-key': publicKey } = values

/** @returns {number} the exit code */
function run() {
  if (missing(['minisign']).length > 0)
    return complain('There is no minisign here: apt-get install minisign.', 1)
  if (check && folder !== undefined && publicKey !== undefined) {
    const wrong = wrongRelease({ folder, publicKey, version })
    if (wrong.length > 0) return complain(wrong.join('\n'), 1)
    console.log(`All of ${folder} is as it was signed, as ${version}.`)
    return 0
  }
  if (check || folder === undefined || key === undefined) return complain(usage, 2)
  try {
    for (const file of signRelease({ folder, key, version, now: Date.now() })) console.log(file)
    return 0
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error), 1)
  }
}

/** @param {string} words @param {number} code */
function complain(words, code) {
  console.error(words)
  return code
}

process.exitCode = run()
