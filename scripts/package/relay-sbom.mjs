// What the relay is made of: the packages that lie beside it, looked for on the disk, with versions, licences and hashes of its
// package-lock.json, and the Node that runs it. In plain Node, without any package, for the image is made where there are none:
// node scripts/package/relay-sbom.mjs FOLDER FILE writes it, with the Node that runs this.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { billOf, componentOf, inOrder } from './cyclonedx.mjs'

/**
 * `node_modules/NAME` of each package in a folder, those within packages too.
 *
 * @param {string} folder
 * @param {string} [below]
 * @returns {string[]}
 */
export function packagesIn(folder, below = '') {
  const at = path.join(folder, below, 'node_modules')
  if (!existsSync(at)) return []
  return readdirSync(at)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(path.join(at, name)).map((each) => `${name}/${each}`) : [name],
    )
    .map((name) => path.posix.join(below, 'node_modules', name))
    .flatMap((place) => [place, ...packagesIn(folder, place)])
}

/** @param {string} file its executable @param {string} version */
const nodeComponent = (file, version) => ({
  type: 'platform',
  'bom-ref': `pkg:generic/node@${version}`,
  name: 'node',
  version,
  purl: `pkg:generic/node@${version}`,
  licenses: [{ license: { id: 'MIT' } }],
  hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(readFileSync(file)).digest('hex') }],
})

/**
 * @param {string} folder with package.json, package-lock.json and node_modules of the relay
 * @param {{ file: string, version: string }} node what runs it
 * @param {string} [as] another version than package.json's
 * @returns {string} text of the file
 */
export function relaySbom(folder, node, as) {
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
  const locked = read('package-lock.json').packages
  const components = inOrder(packagesIn(folder)).map((at) => {
    const { version } = read(path.join(at, 'package.json'))
    if (version !== locked[at]?.version) throw new Error(`${at} is ${version}, not as package-lock.json says`)
    return componentOf(at, locked[at])
  })
  const about = read('package.json')
  const bill = billOf('tidings-relay', as ?? about.version, [
    ...components,
    nodeComponent(node.file, node.version),
  ])
  return `${JSON.stringify(bill, undefined, 2)}\n`
}

const [, program = '', folder, file] = process.argv
if (folder !== undefined && file !== undefined && import.meta.filename === path.resolve(program))
  writeFileSync(file, relaySbom(folder, { file: process.execPath, version: process.versions.node }))
