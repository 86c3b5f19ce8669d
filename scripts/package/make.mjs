// Makes packages with electron-builder: all that it needs is brought first, and tools of the system stand in for those that it
// would fetch (docs/decisions/0124-packages.md).
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root, run, toolEnvironment } from '../lib/run.mjs'
import { SetupFailure } from '../lib/setup-failure.mjs'
import { builtAt } from './built-at.mjs'
import { drawIcons } from './icons.mjs'
import { bringNative } from './native.mjs'
import { writeSbom } from './sbom.mjs'
import { makeStandIn } from './stand-in.mjs'
import { systemTools } from './system-tools.mjs'

/** @typedef {import('./native.mjs').System} System */

/** @type {Readonly<Record<string, { system: System, target: string }>>} */
export const targets = {
  'linux-dir': { system: 'linux', target: 'dir' },
  deb: { system: 'linux', target: 'deb' },
  rpm: { system: 'linux', target: 'rpm' },
  'tar.gz': { system: 'linux', target: 'tar.gz' },
  appimage: { system: 'linux', target: 'AppImage' },
  'win-dir': { system: 'win', target: 'dir' },
  'win-zip': { system: 'win', target: 'zip' },
  nsis: { system: 'win', target: 'nsis' },
  msi: { system: 'win', target: 'msi' },
  'mac-dir': { system: 'mac', target: 'dir' },
  'mac-zip': { system: 'mac', target: 'zip' },
  dmg: { system: 'mac', target: 'dmg' },
  pkg: { system: 'mac', target: 'pkg' },
}

/** @param {string} name */
export const systemOf = (name) => targets[name]?.system

const packagesFolder = path.join(root, 'dist', 'packages')
const { version: electronVersion } = JSON.parse(
  readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
)

/**
 * Of one or more targets, one system after the other, with the bill of materials of each and the templates for policies. Answers with the files that were made.
 *
 * @param {ReadonlyArray<string>} names
 * @param {string} arch
 * @param {{ version?: string, output?: string }} [options] another version than package.json's; another folder
 */
export async function makePackages(names, arch, { version, output = packagesFolder } = {}) {
  await drawIcons(path.join(root, 'dist', 'icons'))
  const made = []
  for (const system of new Set(names.map((name) => targets[name]?.system))) {
    if (system === undefined) continue
    for (const each of arch === 'universal' ? ['x64', 'arm64'] : [arch]) await bringNative(system, each)
    const wanted = names
      .filter((name) => systemOf(name) === system)
      .map((name) => targets[name]?.target ?? '')
    const standIn = process.env['STANDIN_ELECTRON'] === '1'
    const settings = {
      ...(standIn && { electronDist: await makeStandIn(system, electronVersion) }),
      ...(version !== undefined && { 'extraMetadata.version': version }),
      'directories.output': output,
    }
    mkdirSync(output, { recursive: true })
    const { code, output: said } = await run(
      'electron-builder',
      [
        `--${system}`,
        ...wanted,
        `--${arch}`,
        '--publish',
        'never',
        ...Object.entries(settings).map(([key, value]) => `-c.${key}=${value}`),
      ],
      { env: { ...toolEnvironment(), ...systemTools(standIn), SOURCE_DATE_EPOCH: builtAt() } },
    )
    if (code !== 0) throw new SetupFailure(`electron-builder failed for ${system}:\n${said}`)
    made.push(...filesIn(said), writeSbom(output, system, { arch, version }))
  }
  return [...made, ...(await writeTemplates(path.join(output, 'policies')))]
}

/** What an organisation's tools want of this version's policies: docs/it/policy.md. @param {string} folder */
async function writeTemplates(folder) {
  const { code, output } = await run('node', ['main/policy/artefacts/write.ts', '--out', folder])
  if (code !== 0) throw new SetupFailure(`The templates for policies could not be written:\n${output}`)
  return output.trim().split('\n')
}

/** What electron-builder says that it builds. @param {string} said */
const filesIn = (said) =>
  Array.from(said.matchAll(/building\s+target=.*?file=(\S.*?)(?: archs?=|$)/gm), ([, file = '']) =>
    path.resolve(root, file),
  )
