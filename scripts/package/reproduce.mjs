// Whether two builds of the same sources are the same.
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Put into the folder for a deb or rpm, and left there: the first tells of what kind the package is. */
export const perPackage = new Set(['resources/package-type', 'resources/apparmor-profile'])

/** @param {string} file */
export const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** @param {string} folder @returns {Map<string, string>} */
function hashes(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    lstatSync(path.join(folder, file)).isFile(),
  )
  return new Map(
    files.filter((file) => !perPackage.has(file)).map((file) => [file, hashOf(path.join(folder, file))]),
  )
}

/**
 * Files that differ, or are in one folder alone, but for those that `ignored` names.
 *
 * @param {string} left
 * @param {string} right
 * @param {RegExp} [ignored]
 * @returns {string[]}
 */
export function differences(left, right, ignored) {
  const [one, other] = [hashes(left), hashes(right)]
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((file) => ignored?.test(file) !== true && one.get(file) !== other.get(file))
    .map((file) => `${file} differs`)
}
