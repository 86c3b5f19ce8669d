// The rows of `npm run package:check` for the bill of materials.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root, run, toolEnvironment } from '../lib/run.mjs'
import { writeSbom } from './sbom.mjs'

/** @param {import('./check-parts.mjs').About} about */
export async function checkSbom({ row, older }) {
  await row('sbom', 'lies beside the packages', {}, () => {
    const files = readdirSync(older)
    const isThere = files.some((file) => file.endsWith('-linux-x64.cdx.json'))
    return isThere || !files.includes('linux-unpacked') ? [] : ['there is none beside those for Linux']
  })
  await row('sbom', 'each package with version, licence and hash', {}, () =>
    /** @type {const} */ (['linux', 'win', 'mac']).flatMap((system) => {
      const file = writeSbom(older, system, { arch: 'x64' })
      return JSON.parse(readFileSync(file, 'utf8')).components.flatMap(wrongComponent)
    }),
  )
  await row('sbom', 'names what the maps of a build name', {}, compareWithMaps)
}

/** @param {{ purl: string, licenses?: unknown, hashes?: unknown }} component @returns {string[]} what is wrong */
export const wrongComponent = ({ purl, licenses, hashes }) => [
  ...(licenses === undefined ? [`${purl} has no licence`] : []),
  ...(hashes === undefined ? [`${purl} has no hash`] : []),
  ...(/AGPL|\bGPL/.test(JSON.stringify(licenses)) ? [`${purl} is under the GPL`] : []),
]

/**
 * The bill is made of what the bundler says that it took. The maps of a build, made by other code, say where each piece came from.
 *
 * @returns {Promise<string[]>} what is wrong
 */
async function compareWithMaps() {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-maps-'))
  try {
    const args = ['build', '--logLevel', 'warn', '--sourcemap', '--outDir', folder]
    const { code, output } = await run('electron-vite', args, { env: toolEnvironment() })
    if (code !== 0) return [`the app could not be built: ${output}`]
    const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.map'),
    )
    if (maps.length === 0) return ['the build has no maps']
    const sources = maps.flatMap((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')).sources)
    const mapped = new Set(
      sources.flatMap(
        (source) => /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/?]+/.exec(source)?.[0] ?? [],
      ),
    )
    return compare(mapped)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Fonts and data, of which maps have nothing. */
const withoutCode = new Set([
  'node_modules/@fontsource-variable/inter',
  'node_modules/cldr-annotations-full',
  'node_modules/emojibase-data',
])

/** @param {ReadonlySet<string>} mapped */
function compare(mapped) {
  const folder = path.join(root, 'out/bundled')
  const listed = new Set(
    readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))),
  )
  return [
    ...[...mapped].filter((name) => !listed.has(name)).map((name) => `${name} is bundled and not listed`),
    ...[...listed]
      .filter((name) => !mapped.has(name) && !withoutCode.has(name))
      .map((name) => `${name} is listed and not bundled`),
  ]
}
