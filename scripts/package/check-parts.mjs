// What the checks of all systems share.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { skip } from './check-table.mjs'
import { makePackages } from './make.mjs'
import { hashOf } from './reproduce.mjs'

/** @typedef {ReturnType<typeof import('./check-table.mjs').createTable>['row']} Row */
/** @typedef {{ row: Row, isWanted: (target: string) => boolean, older: string, again: string, newer: string }} About */

/** The package in a folder; a step whose package was not made is skipped: the row that should have made it says why. @param {string} folder @param {RegExp} name */
export function made(folder, name) {
  const found = existsSync(folder) ? readdirSync(folder).find((file) => name.test(file)) : undefined
  return found === undefined ? skip('it was not built') : path.join(folder, found)
}

/** @param {ReadonlyArray<string>} targets @param {string} output @param {string} [as] another version */
export async function build(targets, output, as) {
  await makePackages(targets, 'x64', { output, ...(as !== undefined && { version: as }) })
  return []
}

/** Of two builds of one commit. @param {string} left @param {string} right @param {RegExp} name @returns {string[]} what is wrong */
export function differentPackage(left, right, name) {
  const [one, other] = [made(left, name), made(right, name)]
  return hashOf(one) === hashOf(other) ? [] : [`${path.basename(one)} differs`]
}
