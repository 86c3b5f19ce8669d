// Whether two builds of the same sources are the same.
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Says of what kind the package is that was made last. */
const perPackage = 'resources/package-type'

/** @param {string} file */
export const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** @param {string} folder @returns {Map<string, string>} */
function hashes(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    lstatSync(path.join(folder, file)).isFile(),
  )
  return new Map(files.map((file) => [file, hashOf(path.join(folder, file))]))
}

/** Files that differ, or are in one folder alone. @param {string} left @param {string} right @returns {string[]} */
export function differences(left, right) {
  const [one, other] = [hashes(left), hashes(right)]
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((file) => file !== perPackage && one.get(file) !== other.get(file))
    .map((file) => `${file} differs`)
}
