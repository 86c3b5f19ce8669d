// What a package holds: taken out of it as its system would, and compared with the app's folder that it was made of.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { differences } from './reproduce.mjs'
import { appImageRuntime } from './stand-in-tools.mjs'

/** @param {string} command @param {ReadonlyArray<string>} args @param {string} [cwd] */
const call = (command, args, cwd) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(cwd !== undefined && { cwd }) })

/**
 * `needs`: programs of the system. `unpack` answers with where the app lies then. `kind`: what main has to find in package-type, by
 * which it knows whether it may update itself (main/updates/install-kind.ts). `more`: what the package has beyond the folder.
 *
 * @typedef {{ needs: ReadonlyArray<string>, unpack: (file: string, into: string) => string, kind?: string, more?: RegExp }} Format
 * @type {Readonly<Record<'deb' | 'rpm' | 'tar.gz' | 'appimage' | 'zip' | 'nsis' | 'msi', Format>>}
 */
export const formats = {
  deb: {
    needs: ['dpkg-deb'],
    kind: 'deb',
    unpack: (file, into) => {
      call('dpkg-deb', ['-x', file, into])
      return path.join(into, 'opt/Tidings')
    },
  },
  rpm: {
    needs: ['rpm2archive', 'tar'],
    kind: 'rpm',
    unpack: (file, into) => {
      copyFileSync(file, path.join(into, 'package.rpm'))
      call('rpm2archive', ['package.rpm'], into)
      call('tar', ['-xzf', 'package.rpm.tgz'], into)
      return path.join(into, 'opt/Tidings')
    },
  },
  'tar.gz': {
    needs: ['tar'],
    unpack: (file, into) => {
      call('tar', ['-xzf', file], into)
      return path.join(into, path.basename(file, '.tar.gz'))
    },
  },
  appimage: {
    needs: ['unsquashfs'],
    more: /^(AppRun|\.DirIcon|tidings\.(desktop|png)|usr\/.*)$/,
    unpack: (file, into) => {
      const folder = path.join(into, 'app')
      call('unsquashfs', ['-quiet', '-no-progress', '-o', String(appImageRuntime.length), '-d', folder, file])
      return folder
    },
  },
  zip: {
    needs: ['7za'],
    unpack: (file, into) => {
      call('7za', ['x', '-y', `-o${into}`, file])
      return into
    },
  },
  nsis: {
    needs: ['7z'],
    more: /^resources\/elevate\.exe$/,
    unpack: (file, into) => {
      call('7z', ['x', '-y', `-o${into}/setup`, file])
      if (!existsSync(path.join(into, 'setup/$R0/Uninstall Tidings.exe')))
        throw new Error('no uninstaller is in the setup')
      call('7z', ['x', '-y', `-o${into}/app`, path.join(into, 'setup/$PLUGINSDIR/app-64.7z')])
      return path.join(into, 'app')
    },
  },
  msi: {
    needs: ['msiextract'],
    unpack: (file, into) => {
      call('msiextract', ['-C', into, file])
      return path.join(into, 'Tidings')
    },
  },
}

/**
 * The package of this format is the folder, file by file. @param {keyof typeof formats} name @param {string} file @param {string} folder
 * @returns {string[]} what is wrong
 */
export function comparePackage(name, file, folder) {
  const { unpack, kind, more } = formats[name]
  const work = mkdtempSync(path.join(tmpdir(), 'tidings-unpacked-'))
  try {
    const into = path.join(work, 'in')
    mkdirSync(into)
    const app = unpack(file, into)
    const marker = path.join(app, 'resources/package-type')
    const told = existsSync(marker) ? readFileSync(marker, 'utf8') : undefined
    return [
      ...differences(folder, app, more),
      ...(told === kind ? [] : [`it says to be a package of kind ${told}, not ${kind}`]),
      ...(name === 'appimage' ? wrongLauncher(app) : []),
    ]
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string} app @returns {string[]} */
function wrongLauncher(app) {
  const launcher = readFileSync(path.join(app, 'tidings.desktop'), 'utf8')
  return /^Exec=.*--no-sandbox/m.test(launcher) ? ['its launcher turns the sandbox off'] : []
}
