// The native code that the app needs, for the system that is packaged, whatever system does the packaging.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root, run } from '../lib/run.mjs'
import { SetupFailure } from '../lib/setup-failure.mjs'

const names = ['@node-rs/argon2']
/** What electron-builder calls a system, and npm. */
const npmSystems = { linux: 'linux', win: 'win32', mac: 'darwin' }

/** @typedef {keyof typeof npmSystems} System */

/** As files are called. @type {Readonly<Record<System, string>>} */
export const systemNames = { linux: 'linux', win: 'windows', mac: 'macos' }

/**
 * Installs it into `dist/native/SYSTEM-ARCH/node_modules`, of the versions in package-lock.json and as that vouches for them.
 *
 * @param {System} system
 * @param {string} arch
 */
export async function bringNative(system, arch) {
  const folder = path.join(root, 'dist', 'native', `${system}-${arch}`)
  const binary = binaryPackage(system, arch)
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const wanted = [...names, binary].map((name) => {
    const { version, integrity, license } = lock.packages[`node_modules/${name}`]
    return { name, version, integrity, license }
  })
  if (isBrought(folder, wanted)) return
  // That of this machine is here already, as the lock file vouches for it.
  if (isBrought(root, wanted)) {
    for (const { name } of wanted)
      cpSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name), {
        recursive: true,
      })
    return
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: Object.fromEntries(wanted.map(({ name, version }) => [name, version])),
    }),
  )
  writeFileSync(
    path.join(folder, 'package-lock.json'),
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: Object.fromEntries(wanted.map(({ name, version }) => [name, version])) },
        ...Object.fromEntries(wanted.map(({ name, ...about }) => [`node_modules/${name}`, about])),
      },
    }),
  )
  const { code, output } = await run(
    'npm',
    [
      'ci',
      '--force',
      '--ignore-scripts',
      '--omit=optional',
      '--no-audit',
      '--no-fund',
      `--os=${npmSystems[system]}`,
      `--cpu=${arch}`,
    ],
    { cwd: folder },
  )
  if (code !== 0)
    throw new SetupFailure(`The native code for ${system} ${arch} could not be fetched:\n${output}`)
}

/**
 * Whether all of it lies there from before, in these very versions.
 *
 * @internal
 * @param {string} folder
 * @param {ReadonlyArray<{ readonly name: string, readonly version: string }>} wanted
 */
export function isBrought(folder, wanted) {
  return wanted.every(({ name, version }) => {
    const file = path.join(folder, 'node_modules', name, 'package.json')
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version
  })
}

/** @param {System} system @param {string} arch */
export function binaryPackage(system, arch) {
  const kind = { linux: '-gnu', win: '-msvc', mac: '' }[system]
  return `@node-rs/argon2-${npmSystems[system]}-${arch}${kind}`
}
