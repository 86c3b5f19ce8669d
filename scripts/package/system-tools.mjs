// What electron-builder would fetch, taken from the system instead, where that has it (docs/decisions/0124-packages.md).
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../lib/run.mjs'
import { makeAppImageTools, makeNsisTools } from './stand-in-tools.mjs'

/**
 * Where a program of the system is, if anywhere.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export const programAt = (name) =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file))

/**
 * Variables of electron-builder that name programs of this system.
 *
 * @param {boolean} standIn whether Electron is a stand-in: then the parts of a setup that no system has are stand-ins too
 * @returns {NodeJS.ProcessEnv}
 */
export function systemTools(standIn) {
  const zip = programAt('7za')
  return {
    ...(zip !== undefined && {
      ELECTRON_BUILDER_7ZIP_PATH: path.join(import.meta.dirname, 'seven-zip.mjs'),
      TIDINGS_7ZIP: zip,
    }),
    ...((programAt('dpkg-deb') ?? programAt('rpmbuild')) !== undefined && {
      CUSTOM_FPM_PATH: path.join(import.meta.dirname, 'fpm.mjs'),
    }),
    ...(programAt('osslsigncode') !== undefined && { USE_SYSTEM_OSSLSIGNCODE: 'true' }),
    ...(standIn && standInTools()),
    // Nothing is signed because a key happens to be on the machine; named keys are: docs/guides/packages.md.
    CSC_IDENTITY_AUTO_DISCOVERY: 'false',
  }
}

function standInTools() {
  const folder = path.join(root, 'dist', 'stand-in', 'tools')
  rmSync(folder, { recursive: true, force: true })
  const [squash, validate] = [programAt('mksquashfs'), programAt('desktop-file-validate')]
  const [nsis, compiler] = [programAt('makensis'), programAt('i686-w64-mingw32-gcc')]
  return {
    ...(squash !== undefined &&
      validate !== undefined && { APPIMAGE_TOOLS_PATH: makeAppImageTools(folder, squash, validate) }),
    ...(nsis !== undefined && compiler !== undefined && makeNsisTools(folder, nsis, compiler)),
  }
}
