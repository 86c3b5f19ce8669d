// Signs the descriptions of a release (latest*.yml, beta*.yml) for the app's updates: docs/guides/updates.md. The comment that is signed
// with each says what it is; main/updates/release.ts reads it. Signed anew each 60 days at least: devices take nothing that is older than 90.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { signMinisign } from './sign.mjs'

/** Whether it is what devices read of a release before anything else. @param {string} name */
export const isDescription = (name) => description.test(name)
const description = /^(?:latest|beta)(?:-mac|-linux(?:-[a-z\d]+)?)?\.yml$/

/**
 * The files that were signed. Throws if there are none, or one says no version.
 *
 * @param {string} folder
 * @param {string} secretKey the tool's file
 * @param {number} now milliseconds since 1970
 */
export function signUpdates(folder, secretKey, now) {
  const files = readdirSync(folder).filter(isDescription)
  if (files.length === 0) throw new Error(`no latest*.yml or beta*.yml in ${folder}`)
  for (const file of files) {
    const [, version] = /^version: (\S+)$/m.exec(readFileSync(path.join(folder, file), 'utf8')) ?? []
    if (version === undefined) throw new Error(`${file} says no version`)
    const comment = `tidings-desktop file:${file} version:${version} time:${Math.floor(now / 1_000)}`
    signMinisign(path.join(folder, file), secretKey, comment)
  }
  return files
}
