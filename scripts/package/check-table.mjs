// The table of `npm run package:check`: one row for each thing that is tried, with what came of it.
import { writeFileSync } from 'node:fs'
import { SetupFailure } from '../lib/setup-failure.mjs'
import { programAt } from './system-tools.mjs'

/** @typedef {{ needs?: ReadonlyArray<string> }} RowOptions `needs`: programs of the system without which it is skipped */
/** @typedef {() => ReadonlyArray<string> | Promise<ReadonlyArray<string>>} Act answers with what is wrong */

/** Ends a row as skipped. @param {string} why @returns {never} */
export function skip(why) {
  throw new SetupFailure(`skipped: ${why}`)
}

/** @param {ReadonlyArray<string>} names */
export const missing = (names) => names.filter((name) => programAt(name) === undefined)

/** @param {(target: string) => boolean} isWanted rows of other targets are passed over */
export function createTable(isWanted) {
  /** @type {{ title: string, outcome: string }[]} */
  const rows = []

  /** @param {string} target @param {string} step @param {RowOptions} options @param {Act} act */
  async function row(target, step, { needs = [] }, act) {
    if (!isWanted(target)) return
    const started = Date.now()
    const absent = missing(needs)
    const outcome =
      absent.length > 0 ? `skipped: there is no ${absent.join(' and no ')} here` : await outcomeOf(act)
    rows.push({ title: `${target}: ${step}`, outcome })
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(`${target.padEnd(9)} ${step.padEnd(52)} ${seconds.padStart(6)} s  ${outcome}`)
  }

  /** Says how many; for `npm test` also in the file that TALLY_FILE names. @returns {boolean} whether all is well */
  function finish() {
    const failed = rows.filter(({ outcome }) => outcome.startsWith('WRONG')).length
    const skipped = rows.filter(({ outcome }) => outcome.startsWith('skipped'))
    const passed = rows.length - failed - skipped.length
    console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
    const file = process.env['TALLY_FILE']
    if (file !== undefined) {
      const reasons = skipped.map(({ title, outcome }) => ({
        title,
        reason: outcome.replace('skipped: ', ''),
      }))
      writeFileSync(file, JSON.stringify({ passed, failed, skipped: reasons }))
    }
    return failed === 0
  }

  return { row, finish }
}

/** @param {Act} act */
async function outcomeOf(act) {
  try {
    const wrong = await act()
    return wrong.length === 0 ? 'ok' : `WRONG: ${wrong.join('; ')}`
  } catch (error) {
    if (error instanceof SetupFailure && error.message.startsWith('skipped')) return error.message
    return `WRONG: ${error instanceof Error ? error.message : String(error)}`
  }
}
