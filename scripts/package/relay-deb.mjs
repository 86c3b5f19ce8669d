// The relay as a deb: its sources, the packages that they import, and the Node that runs them, under systemd.
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root, run, toolEnvironment } from '../lib/run.mjs'
import { SetupFailure } from '../lib/setup-failure.mjs'
import { builtAt } from './built-at.mjs'
import { writeRelayPackages } from './relay-packages.mjs'
import { relaySbom } from './relay-sbom.mjs'

/** @param {string} output the folder for the deb @param {string} [as] another version @returns {Promise<string>} the deb */
export async function makeRelayDeb(output, as) {
  const stage = path.join(root, 'dist', 'relay')
  const program = path.join(stage, 'usr/lib/tidings-relay')
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(program, { recursive: true })
  const about = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const version = as ?? about.version
  const bill = await placeProgram(program, version)
  placeSystem(stage)
  const documents = path.join(stage, 'usr/share/doc/tidings-relay')
  mkdirSync(output, { recursive: true })
  for (const file of [path.join(documents, 'sbom.cdx.json'), path.join(output, relaySbomName(version))])
    writeFileSync(file, bill)
  return packDeb(stage, output, version)
}

/** @param {string} version */
const relaySbomName = (version) => `tidings-relay-${version}-linux-x64.cdx.json`

/** @param {string} program @param {string} version @returns {Promise<string>} its bill of materials */
async function placeProgram(program, version) {
  for (const folder of ['core', 'sync-server'])
    cpSync(path.join(root, folder), path.join(program, folder), { recursive: true })
  copyFileSync(path.join(root, 'package-lock.json'), path.join(program, 'package-lock.json'))
  writeRelayPackages(root, program)
  const args = ['install', '--omit=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']
  const { code, output } = await run('npm', args, { cwd: program })
  if (code !== 0) throw new SetupFailure(`The relay's packages could not be installed:\n${output}`)
  const node = path.join(program, 'node')
  copyFileSync(path.join(root, 'node_modules/node/bin/node'), node)
  chmodSync(node, 0o755)
  const about = JSON.parse(readFileSync(path.join(root, 'node_modules/node/package.json'), 'utf8'))
  const bill = relaySbom(program, { file: node, version: about.version }, version)
  rmSync(path.join(program, 'package-lock.json'))
  return bill
}

/** @param {string} stage */
function placeSystem(stage) {
  const from = path.join(root, 'deploy/relay')
  /** @type {ReadonlyArray<readonly [string, string, number]>} */
  const files = [
    [path.join(from, 'tidings-relay.service'), 'usr/lib/systemd/system/tidings-relay.service', 0o644],
    [path.join(from, 'default'), 'etc/default/tidings-relay', 0o644],
    [path.join(from, 'tidings-admin'), 'usr/bin/tidings-admin', 0o755],
    ...['postinst', 'prerm', 'postrm'].map(
      (name) => /** @type {const} */ ([path.join(from, name), `DEBIAN/${name}`, 0o755]),
    ),
    ...['operations', 'relay-settings', 'admin'].map(
      (name) =>
        /** @type {const} */ ([
          path.join(root, `docs/guides/${name}.md`),
          `usr/share/doc/tidings-relay/${name}.md`,
          0o644,
        ]),
    ),
  ]
  for (const [source, target, mode] of files) {
    const file = path.join(stage, target)
    mkdirSync(path.dirname(file), { recursive: true })
    copyFileSync(source, file)
    chmodSync(file, mode)
  }
  // Settings that somebody changed stay over an upgrade.
  writeFileSync(path.join(stage, 'DEBIAN/conffiles'), '/etc/default/tidings-relay\n')
}

/** @param {string} stage @param {string} output @param {string} version */
function packDeb(stage, output, version) {
  const [size = ''] = execFileSync('du', ['-sk', '--apparent-size', '--exclude=DEBIAN', stage], {
    encoding: 'utf8',
  }).split('\t')
  const control = `Package: tidings-relay
Version: ${version}
Architecture: amd64
Maintainer: Tidings <packages@tidings.example>
Installed-Size: ${size}
Depends: libc6 (>= 2.28), libstdc++6
Section: net
Priority: optional
Homepage: https://tidings.example
Description: Relay of Tidings, the chat that works without a network
 Takes in what people wrote, keeps it and hands it on; needs no other service.
`
  writeFileSync(path.join(stage, 'DEBIAN/control'), control)
  const file = path.join(output, `tidings-relay_${version}_amd64.deb`)
  const env = { ...toolEnvironment(), SOURCE_DATE_EPOCH: builtAt() }
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z9', '--build', stage, file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
  return file
}
