// A bill of materials: CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/). In plain Node, without any package: an image makes one too.

/** @typedef {{ version?: string, license?: string, integrity?: string }} Locked what package-lock.json says of a package */
/** @typedef {{ 'bom-ref': string, name: string, version: string, purl: string }} Component */

/** @param {string} at where package-lock.json has a package: `node_modules/NAME`, or deeper */
export const nameOf = (at) => at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** @param {string} name @param {string} version */
const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`

/**
 * Throws if package-lock.json does not know it.
 *
 * @param {string} at
 * @param {Locked | undefined} locked
 * @param {string} [type]
 */
export function componentOf(at, locked, type = 'library') {
  const { version, license, integrity = '' } = locked ?? {}
  const name = nameOf(at)
  if (version === undefined) throw new Error(`package-lock.json does not know ${at}, which is in the product`)
  const purl = purlOf(name, version)
  const [algorithm, digest = ''] = integrity.split('-', 2)
  return {
    type,
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(license !== undefined && {
      licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }],
    }),
    ...(algorithm === 'sha512' && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    }),
  }
}

/** @param {string} name @param {string} version @param {ReadonlyArray<Component>} components */
export function billOf(name, version, components) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': name, name, version } },
    components,
    dependencies: [{ ref: name, dependsOn: components.map((each) => each['bom-ref']) }],
  }
}

/** @param {ReadonlyArray<string>} places */
export const inOrder = (places) => places.toSorted((one, other) => one.localeCompare(other, 'en'))
