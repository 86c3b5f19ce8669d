// What the app is made of, from what the bundler really took, with versions and hashes of package-lock.json.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../lib/run.mjs'
import { billOf, componentOf, inOrder, nameOf } from './cyclonedx.mjs'
import { binaryPackage, systemNames } from './native.mjs'

/**
 * Of the app as it was built last (out/bundled), and of what lies beside it.
 *
 * @param {ReadonlyArray<string>} native names of packages that are not bundled
 * @param {string} [as] another version than package.json's
 */
function makeSbom(native, as) {
  const about = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const folder = path.join(root, 'out', 'bundled')
  const bundled = readdirSync(folder).flatMap((file) =>
    JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
  )
  const beside = [...native, 'electron'].map((name) => `node_modules/${name}`)
  const components = inOrder([...new Set([...bundled, ...beside])]).map((at) =>
    componentOf(at, lock.packages[at], nameOf(at) === 'electron' ? 'framework' : 'library'),
  )
  return billOf('tidings', as ?? about.version, components)
}

/**
 * Beside the packages of a system, which hold its own native code.
 *
 * @param {string} folder
 * @param {import('./native.mjs').System} system
 * @param {{ arch: string, version?: string | undefined }} about
 * @returns {string} the file
 */
export function writeSbom(folder, system, { arch, version }) {
  const arches = arch === 'universal' ? ['x64', 'arm64'] : [arch]
  const sbom = makeSbom(['@node-rs/argon2', ...arches.map((each) => binaryPackage(system, each))], version)
  const { component } = sbom.metadata
  const file = path.join(folder, sbomName(component.version, systemNames[system], arch))
  writeFileSync(file, `${JSON.stringify(sbom, undefined, 2)}\n`)
  return file
}

/** @internal @param {string} version @param {string} system @param {string} arch */
export const sbomName = (version, system, arch) => `tidings-${version}-${system}-${arch}.cdx.json`
