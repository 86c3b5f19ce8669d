// What electron-builder leaves to do once an app's folder is made, before it is signed: no leftovers of Electron's own app, all
// fuses set, and nothing but TLS for a Mac (docs/decisions/0124-packages.md).
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { flipFuses, FuseVersion } from '@electron/fuses'
import plist from 'plist'
import { fuses } from './fuses.mjs'

/** @param {import('electron-builder').AfterPackContext} context */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo
  const isMac = electronPlatformName === 'darwin'
  const resources = isMac
    ? path.join(appOutDir, `${productFilename}.app`, 'Contents', 'Resources')
    : path.join(appOutDir, 'resources')
  for (const left of [path.join(resources, 'default_app.asar'), path.join(appOutDir, 'version')])
    rmSync(left, { force: true })
  const program = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: packager.config.linux?.executableName ?? '',
  }[electronPlatformName]
  if (program === undefined) throw new Error(`no fuses are known for ${electronPlatformName}`)
  await flipFuses(path.join(appOutDir, program), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...fuses,
  })
  if (isMac) forbidPlainHttp(path.join(appOutDir, `${productFilename}.app`, 'Contents', 'Info.plist'))
}

/** electron-builder allows plain http after all settings of ours were read. @param {string} file */
function forbidPlainHttp(file) {
  const info = Object(plist.parse(readFileSync(file, 'utf8')))
  delete info.NSAppTransportSecurity
  writeFileSync(file, plist.build(info))
}
