// npm run package:check: packages for every system with a stand-in for Electron, each inspected, signed with throw-away keys, changed
// by a byte, installed where that can be done here. A table, target by target; exit code 1 if anything is not as it should be.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { root } from './lib/run.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'
import { inspectApp } from './package/inspect.mjs'
import { makePackages } from './package/make.mjs'
import { inspectMsi, makeMsi } from './package/msi.mjs'
import { binaryPackage } from './package/native.mjs'
import { makeRelayDeb } from './package/relay-deb.mjs'
import { differences, hashOf } from './package/reproduce.mjs'
import { makeSbom } from './package/sbom.mjs'
import { rateRelayService, tryDeb, tryRelayDeb, tryRpm, whyNoOverlay } from './package/try-install.mjs'
import { tryApt, tryRpmSigning, trySums, tryUpdates, tryWindows } from './package/try-signing.mjs'

/** @typedef {{ target: string, step: string, outcome: string }} Row */
/** @type {Row[]} */
const rows = []
const version = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version
const [older, newer] = [path.join(root, 'dist/check'), path.join(root, 'dist/check-newer')]

/** The tools of the system that a step needs; it is skipped, and says so, where one is missing. */
const tools = (/** @type {ReadonlyArray<string>} */ names) =>
  names.filter(
    (name) =>
      !(process.env['PATH'] ?? '')
        .split(path.delimiter)
        .some((folder) => existsSync(path.join(folder, name))),
  )

/**
 * @param {string} target
 * @param {string} step
 * @param {ReadonlyArray<string>} needed
 * @param {() => ReadonlyArray<string> | Promise<ReadonlyArray<string>>} act answers with what is wrong
 */
async function row(target, step, needed, act) {
  const missing = tools(needed)
  const outcome = missing.length > 0 ? `skipped: no ${missing.join(', no ')}` : await outcomeOf(act)
  rows.push({ target, step, outcome })
  console.log(`${target.padEnd(9)} ${step.padEnd(34)} ${outcome}`)
}

/** @param {() => ReadonlyArray<string> | Promise<ReadonlyArray<string>>} act */
async function outcomeOf(act) {
  try {
    const wrong = await act()
    return wrong.length === 0 ? 'ok' : `WRONG: ${wrong.join('; ')}`
  } catch (error) {
    if (error instanceof SetupFailure && error.message.startsWith('skipped')) return error.message
    return `WRONG: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** @param {string} folder @param {RegExp} name */
function made(folder, name) {
  const found = readdirSync(folder).find((file) => name.test(file))
  if (found === undefined) throw new Error(`nothing in ${path.relative(root, folder)} is called ${name}`)
  return path.join(folder, found)
}

/** @param {ReadonlyArray<string>} targets @param {string} output @param {string} [as] another version */
const build = async (targets, output, as) => {
  await makePackages(targets, 'x64', { output, ...(as !== undefined && { version: as }) })
  return []
}

async function check() {
  process.env['STANDIN_ELECTRON'] = '1'
  await ensureChromium(console.log)
  await ensureBuilt(console.log)
  for (const folder of [older, newer]) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }
  await checkLinux()
  await checkRelay()
  await checkWindows()
  await checkMac()
  await row('all', 'SHA256SUMS and minisign, tampered', ['minisign'], () =>
    trySums(
      readdirSync(older)
        .filter((file) => /\.(deb|rpm|zip|msi|tar\.gz)$/.test(file))
        .map((file) => path.join(older, file)),
    ),
  )
  await row('all', 'update metadata, tampered', ['minisign'], () => {
    const files = readdirSync(older).filter((file) => /^latest.*\.yml$/.test(file))
    if (files.length === 0) return ['no description of the release was written']
    return tryUpdates(files.map((file) => path.join(older, file)))
  })
  await row('all', 'bill of materials', [], () => {
    const sbom = makeSbom(['@node-rs/argon2', binaryPackage('linux', 'x64')])
    writeFileSync(path.join(older, 'tidings.cdx.json'), JSON.stringify(sbom, undefined, 2))
    return sbom.components
      .filter(({ licenses }) => /AGPL|\bGPL/.test(JSON.stringify(licenses)))
      .map(({ name }) => `${name} is under the GPL`)
  })
}

async function checkLinux() {
  const [deb, rpm] = [/^tidings_.*\.deb$/, /\.rpm$/]
  await row('linux', 'deb, rpm and tar.gz are built', ['gcc', 'dpkg-deb', 'rpmbuild', '7za'], () =>
    build(['deb', 'rpm', 'tar.gz'], older),
  )
  await row('linux', 'the folder is inspected', ['gcc'], () =>
    inspectApp('linux', path.join(older, 'linux-unpacked')),
  )
  await row('deb', 'a newer one is built', ['gcc', 'dpkg-deb', '7za'], () => build(['deb'], newer, '9.0.0'))
  await row('deb', 'installed, run, upgraded, purged', ['dpkg', 'unshare', 'desktop-file-validate'], () => {
    const why = whyNoOverlay()
    if (why !== undefined) throw new SetupFailure(`skipped: no system to install in: ${why}`)
    return tryDeb(made(older, deb), made(newer, deb))
  })
  await row('deb', 'in a signed repository, tampered', ['apt-ftparchive', 'gpg'], () =>
    tryApt(made(older, deb)),
  )
  await row('rpm', 'installed, verified, removed', ['rpm'], () => tryRpm(made(older, rpm)))
  await row('rpm', 'signed, tampered', ['rpmsign', 'gpg'], () => tryRpmSigning(made(older, rpm)))
  await row('linux', 'two builds are the same', ['gcc', 'dpkg-deb', '7za'], async () => {
    await build(['deb'], newer)
    const debs =
      hashOf(made(older, deb)) === hashOf(made(newer, new RegExp(`_${version}_.*\\.deb$`)))
        ? []
        : ['the debs differ']
    return [...differences(path.join(older, 'linux-unpacked'), path.join(newer, 'linux-unpacked')), ...debs]
  })
}

async function checkRelay() {
  await row('relay', 'deb is built', ['dpkg-deb'], async () => {
    await makeRelayDeb(older)
    return []
  })
  await row('relay', 'installed, run, asked, purged', ['dpkg', 'unshare'], () => {
    const why = whyNoOverlay()
    if (why !== undefined) throw new SetupFailure(`skipped: no system to install in: ${why}`)
    return tryRelayDeb(made(older, /^tidings-relay_/))
  })
  await row('relay', 'its service is confined', ['systemd-analyze'], () =>
    rateRelayService(path.join(root, 'dist/relay')),
  )
}

async function checkWindows() {
  const compiler = 'x86_64-w64-mingw32-gcc'
  const unpacked = path.join(older, 'win-unpacked')
  await row('win', 'folder and zip are built', [compiler, '7za'], () => build(['win-zip'], older))
  await row('win', 'the folder is inspected', [compiler], () => inspectApp('win', unpacked))
  await row('exe', 'signed, tampered', [compiler, 'osslsigncode', 'openssl'], () =>
    tryWindows(path.join(unpacked, 'Tidings.exe')),
  )
  const msi = path.join(older, `Tidings-${version}-windows-x64.msi`)
  await row('msi', 'built and inspected', [compiler, 'wixl', 'msiinfo', 'msiextract'], () => {
    makeMsi(unpacked, version, msi)
    return inspectMsi(msi, version)
  })
  await row('msi', 'signed, tampered', [compiler, 'wixl', 'osslsigncode', 'openssl'], () => tryWindows(msi))
  await row('nsis', 'built', ['makensis', 'wine'], () => build(['nsis'], older))
}

async function checkMac() {
  await row('mac', 'folder and zip are built', ['7za'], () => build(['mac-zip'], older))
  await row('mac', 'the folder is inspected', [], () => inspectApp('mac', path.join(older, 'mac')))
  await row('dmg, pkg', 'built', ['hdiutil', 'productbuild'], () => build(['dmg', 'pkg'], older))
}

await check()
const wrong = rows.filter(({ outcome }) => outcome.startsWith('WRONG')).length
const skipped = rows.filter(({ outcome }) => outcome.startsWith('skipped')).length
console.log(`${rows.length - wrong - skipped} passed, ${wrong} failed, ${skipped} skipped`)
process.exitCode = wrong > 0 ? 1 : 0
