// What a release has beside its packages: signatures of the descriptions that devices read, and SHA256SUMS over everything, signed too.
// docs/guides/updates.md and docs/guides/packages.md say when.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { signMinisign, sumOf, writeSums } from './sign.mjs'
import { isDescription, signUpdates } from './sign-updates.mjs'

/** What a build leaves beside its packages and nobody downloads; no device reads a description of test versions before beta. */
const left = /^(?:alpha.*\.yml|builder-.*\.ya?ml|.*-unpacked|mac(?:-arm64|-universal)?|\.icon-.*)$/
const sums = 'SHA256SUMS'
const unsummed = (/** @type {string} */ name) => name === sums || name.endsWith('.minisig')

/** All that is published of a folder, as SHA256SUMS names it. @param {string} folder */
export function published(folder) {
  const top = readdirSync(folder).filter((name) => !left.test(name) && name !== 'policies')
  const policies = path.join(folder, 'policies')
  const templates = existsSync(policies)
    ? readdirSync(policies, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.posix.join('policies', path.relative(policies, entry.parentPath), entry.name))
    : []
  return [...top, ...templates].filter((name) => !unsummed(name))
}

/**
 * What keeps a folder from being the release of that version.
 *
 * @param {string} folder
 * @param {string} version
 */
function unfit(folder, version) {
  const names = published(folder)
  const packages = names.filter((name) => !name.startsWith('policies/') && !isDescription(name))
  return [
    ...(packages.length === 0 ? ['there is no package in it'] : []),
    ...packages.filter((name) => !/^tidings/i.test(name)).map((name) => `${name} is nothing of a release`),
    ...packages
      .filter((name) => /^tidings/i.test(name) && !name.includes(version))
      .map((name) => `${name} is not of version ${version}`),
    ...names.filter(isDescription).flatMap((name) => wrongDescription(folder, name, version)),
  ]
}

/** @param {string} folder @param {string} name @param {string} version */
function wrongDescription(folder, name, version) {
  const text = readFileSync(path.join(folder, name), 'utf8')
  const named = Array.from(text.matchAll(/^\s+(?:- )?url: '?(.+?)'?$/gm), ([, file = '']) => file)
  return [
    ...(text.split('\n').includes(`version: ${version}`) ? [] : [`${name} describes another version`]),
    ...(named.length === 0 ? [`${name} names no package`] : []),
    ...named
      .filter((file) => !existsSync(path.join(folder, file)))
      .map((file) => `${name} names ${file}, which is not there`),
  ]
}

/**
 * Signs the packages of one version, gathered from all systems in one folder. Throws, and signs nothing, where it holds anything else.
 *
 * @param {{ folder: string, key: string, version: string, now: number }} about `key`: minisign's file; `now`: milliseconds since 1970
 * @returns {string[]} the files that were written
 */
export function signRelease({ folder, key, version, now }) {
  const wrong = unfit(folder, version)
  if (wrong.length > 0) throw new Error(`${folder} is no release: ${wrong.join('; ')}`)
  const names = published(folder)
  const signed = names.some(isDescription) ? signUpdates(folder, key, now) : []
  signMinisign(writeSums(folder, names), key, `tidings ${version}`)
  return [...signed.map((name) => `${name}.minisig`), sums, `${sums}.minisig`]
}

/**
 * As whoever mirrors or installs it checks it, with the public key alone.
 *
 * @param {{ folder: string, publicKey: string, version: string }} about
 * @returns {string[]} what is wrong
 */
export function wrongRelease({ folder, publicKey, version }) {
  const says = trustedComment(folder, sums, publicKey)
  if (says === undefined) return [`${sums} is not signed by this key`]
  const listed = new Map(
    readFileSync(path.join(folder, sums), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  )
  const names = published(folder)
  return [
    ...(says === `tidings ${version}` ? [] : [`${sums} is of "${says}"`]),
    ...names.filter((name) => !listed.has(name)).map((name) => `${name} is in no list`),
    ...[...listed]
      .filter(([name, sum]) => !names.includes(name) || sumOf(path.join(folder, name)) !== sum)
      .map(([name]) => `${name} is not what was signed`),
    ...names
      .filter(isDescription)
      .filter((name) => trustedComment(folder, name, publicKey)?.includes(` version:${version} `) !== true)
      .map((name) => `${name} is not signed by this key as version ${version}`),
  ]
}

/** Undefined unless the signature is by that key. @param {string} folder @param {string} name @param {string} publicKey */
function trustedComment(folder, name, publicKey) {
  try {
    const args = ['-V', '-Q', '-p', publicKey, '-m', path.join(folder, name)]
    return execFileSync('minisign', args, { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return undefined
  }
}
