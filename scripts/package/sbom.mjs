// What the app is made of: CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), from what the bundler really took, with versions
// and hashes of package-lock.json.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../lib/run.mjs'
import { binaryPackage, systemNames } from './native.mjs'

/** @param {string} name @param {string} version */
const purl = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** @param {string} at where package-lock.json has a package: `node_modules/NAME`, or deeper */
const nameOf = (at) => at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length)

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
  const places = [...new Set([...bundled, ...beside])].toSorted((one, other) =>
    one.localeCompare(other, 'en'),
  )
  const components = places.map((at) => {
    const { version, license, integrity = '' } = lock.packages[at] ?? {}
    const name = nameOf(at)
    if (version === undefined) throw new Error(`package-lock.json does not know ${at}, which is in the app`)
    const [algorithm, digest = ''] = integrity.split('-', 2)
    return {
      type: name === 'electron' ? 'framework' : 'library',
      'bom-ref': purl(name, version),
      name,
      version,
      purl: purl(name, version),
      ...(license !== undefined && {
        licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }],
      }),
      ...(algorithm === 'sha512' && {
        hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
      }),
    }
  })
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': 'tidings', name: 'tidings', version: as ?? about.version },
    },
    components,
    dependencies: [{ ref: 'tidings', dependsOn: components.map((each) => each['bom-ref']) }],
  }
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
