// The rows of `npm run package:check` for Windows and macOS.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../lib/run.mjs'
import { build, differentPackage, made } from './check-parts.mjs'
import { inspectApp } from './inspect.mjs'
import { inspectMsi, makeMsi } from './msi.mjs'
import { differences } from './reproduce.mjs'
import { tryWindows } from './try-signing.mjs'
import { comparePackage, formats } from './unpack.mjs'

/** @typedef {import('./check-parts.mjs').About} About */

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const compiler = 'x86_64-w64-mingw32-gcc'
export const windowsTargets = ['exe', 'msi', 'nsis']
const signing = ['osslsigncode', 'openssl']

/** @param {About} about */
export async function checkWindows(about) {
  const { row, older, again } = about
  const [unpacked, zip] = [path.join(older, 'win-unpacked'), /-windows-.*\.zip$/]
  await row('win', 'zip: built', { needs: [compiler, '7za'] }, () => build(['win-zip'], older))
  await row('win', 'the folder is inspected', { needs: [compiler, '7za'] }, () => inspectApp('win', unpacked))
  await row('win', 'zip: holds the folder that was inspected', { needs: [compiler, '7za'] }, () =>
    comparePackage('zip', made(older, zip), unpacked),
  )
  await row('win', 'zip: two builds are the same', { needs: [compiler, '7za'] }, async () => {
    await build(['win-zip'], again)
    return [
      ...differences(unpacked, path.join(again, 'win-unpacked')),
      ...differentPackage(older, again, zip),
    ]
  })
  await row('exe', 'signed, tampered, signature taken off', { needs: [compiler, ...signing] }, () =>
    tryWindows(made(unpacked, /^Tidings\.exe$/)),
  )
  await checkMsi(about, unpacked)
  await checkNsis(about, unpacked)
}

/** @param {About} about @param {string} unpacked */
async function checkMsi({ row, older }, unpacked) {
  const msi = `Tidings-${version}-windows-x64.msi`
  const tools = [compiler, 'wixl', 'msiinfo', ...formats.msi.needs]
  await row('msi', 'built by wixl and inspected', { needs: tools }, () => {
    makeMsi(unpacked, version, path.join(older, msi))
    return inspectMsi(path.join(older, msi), version)
  })
  await row('msi', 'holds the folder that was inspected', { needs: tools }, () =>
    comparePackage('msi', made(older, /\.msi$/), unpacked),
  )
  await row('msi', 'signed, tampered', { needs: [...tools, ...signing] }, () =>
    tryWindows(made(older, /\.msi$/)),
  )
}

/** @param {About} about @param {string} unpacked */
async function checkNsis({ row, older, again }, unpacked) {
  const [setup, tools] = [/^Tidings Setup .*\.exe$/, [compiler, '7za', 'makensis', 'i686-w64-mingw32-gcc']]
  await row('nsis', 'built', { needs: tools }, () => build(['nsis'], older))
  await row('nsis', 'holds the folder and an uninstaller', { needs: [...tools, ...formats.nsis.needs] }, () =>
    comparePackage('nsis', made(older, setup), unpacked),
  )
  await row('nsis', 'two builds are the same', { needs: tools }, async () => {
    await build(['nsis'], again)
    return differentPackage(older, again, setup)
  })
  await row('nsis', 'signed, tampered, signature taken off', { needs: [...tools, ...signing] }, () =>
    tryWindows(made(older, setup)),
  )
}

/** @param {About} about */
export async function checkMac({ row, older, again }) {
  const [unpacked, zip] = [path.join(older, 'mac'), /-macos-.*\.zip$/]
  await row('mac', 'zip: built', { needs: ['7za'] }, () => build(['mac-zip'], older))
  await row('mac', 'the folder is inspected', { needs: ['7za'] }, () => inspectApp('mac', unpacked))
  await row('mac', 'zip: holds the folder that was inspected', { needs: ['7za'] }, () =>
    comparePackage('zip', made(older, zip), unpacked),
  )
  await row('mac', 'zip: two builds are the same', { needs: ['7za'] }, async () => {
    await build(['mac-zip'], again)
    return differentPackage(older, again, zip)
  })
  // Apple's own programs, on macOS alone: electron-builder asks them for both.
  await row('dmg, pkg', 'built', { needs: ['hdiutil', 'productbuild'] }, () => build(['dmg', 'pkg'], older))
}
