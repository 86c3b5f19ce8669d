// A folder that looks to electron-builder like Electron's own, for machines that cannot have that: small programs with the fuse
// wire in them, and the files beside them. Packages made of it are inspected, installed and thrown away.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createPackage } from '@electron/asar'
import { root } from '../lib/run.mjs'

/** @typedef {import('./native.mjs').System} System */

/** Nine fuses as Electron ships them. */
const wire = '101100011'
const program = (/** @type {string} */ says) => `
#include <stdio.h>
__attribute__((used)) const volatile char kFuseWire[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX" "\\x01" "\\x09" "${wire}";
int main(void) { printf("${says} %d\\n", kFuseWire[34]); return 0; }
`
const locales = ['am', 'ar', 'de', 'en-GB', 'en-US', 'es', 'fr', 'ja', 'ru', 'zh-CN']

/** @param {System} system @param {string} version @returns {Promise<string>} the folder */
export async function makeStandIn(system, version) {
  const folder = path.join(root, 'dist', 'stand-in', system)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const makers = { linux: makeLinux, win: makeWindows, mac: makeMac }
  makers[system](folder, version)
  const own = path.join(root, 'dist', 'stand-in', 'own-app')
  write(own, { 'main.js': '' })
  const resources = system === 'mac' ? 'Electron.app/Contents/Resources' : 'resources'
  await createPackage(own, path.join(folder, resources, 'default_app.asar'))
  return folder
}

/** @param {string} folder @param {Readonly<Record<string, string>>} files */
function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

/** @param {string} compiler @param {string} folder @param {string} name @param {ReadonlyArray<string>} more */
function compile(compiler, folder, name, more = []) {
  const source = path.join(folder, 'main.c')
  writeFileSync(source, program('a stand-in for Electron'))
  execFileSync(compiler, ['-O1', '-s', '-o', path.join(folder, name), source, ...more], { stdio: 'pipe' })
  rmSync(source)
}

const common = { LICENSE: 'of Electron\n', 'LICENSES.chromium.html': '<p>of Chromium</p>\n' }
const paks = Object.fromEntries(['resources.pak', 'chrome_100_percent.pak'].map((name) => [name, 'pak']))
const localePaks = Object.fromEntries(locales.map((name) => [`locales/${name}.pak`, 'pak']))

/** @param {string} folder @param {string} version */
function makeLinux(folder, version) {
  compile('gcc', folder, 'electron')
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler']) compile('gcc', folder, name)
  write(folder, {
    ...common,
    ...paks,
    ...localePaks,
    version,
    'icudtl.dat': 'dat',
    'libffmpeg.so': 'so',
    'snapshot_blob.bin': 'bin',
  })
}

/** @param {string} folder @param {string} version */
function makeWindows(folder, version) {
  const numbers = version.split('.').concat('0').join(',')
  const script = path.join(folder, 'version.rc')
  // One VERSIONINFO in one language, or electron-builder finds no place for the hash of app.asar.
  writeFileSync(
    script,
    `1 VERSIONINFO FILEVERSION ${numbers} PRODUCTVERSION ${numbers} BEGIN BLOCK "StringFileInfo" BEGIN BLOCK "040904b0" BEGIN
VALUE "FileDescription", "Electron" VALUE "ProductName", "Electron" VALUE "FileVersion", "${version}" END END
BLOCK "VarFileInfo" BEGIN VALUE "Translation", 0x409, 1200 END END\n`,
  )
  const object = path.join(folder, 'version.o')
  execFileSync('x86_64-w64-mingw32-windres', [script, object])
  compile('x86_64-w64-mingw32-gcc', folder, 'electron.exe', [object, '-Wl,--no-insert-timestamp'])
  for (const file of [script, object]) rmSync(file)
  write(folder, { ...common, ...paks, ...localePaks, version, 'ffmpeg.dll': 'dll' })
}

/** @param {string} folder @param {string} version */
function makeMac(folder, version) {
  const contents = 'Electron.app/Contents'
  const framework = `${contents}/Frameworks/Electron Framework.framework/Versions/A`
  const helpers = ['Helper', 'Helper (GPU)', 'Helper (Plugin)', 'Helper (Renderer)'].map(
    (kind) => `Electron ${kind}`,
  )
  write(folder, {
    ...common,
    version,
    [`${contents}/Info.plist`]: plistOf('Electron', version),
    [`${contents}/MacOS/Electron`]: 'a program',
    [`${contents}/Resources/electron.icns`]: 'icns',
    // Only the bytes of the fuses matter here: nothing of it runs.
    [`${framework}/Electron Framework`]: `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09${wire}`,
    ...Object.fromEntries(
      helpers.flatMap((name) => [
        [`${contents}/Frameworks/${name}.app/Contents/Info.plist`, plistOf(name, version)],
        [`${contents}/Frameworks/${name}.app/Contents/MacOS/${name}`, 'a program'],
      ]),
    ),
    ...Object.fromEntries(
      locales.map((name) => [`${framework}/Resources/${name.replace('-', '_')}.lproj/locale.pak`, 'pak']),
    ),
  })
  const bundle = path.join(folder, path.dirname(path.dirname(framework)))
  symlinkSync('A', path.join(bundle, 'Versions', 'Current'))
  for (const name of ['Electron Framework', 'Resources'])
    symlinkSync(`Versions/Current/${name}`, path.join(bundle, name))
}

/** @param {string} name @param {string} version */
const plistOf = (name, version) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.${name.replaceAll(/[ ()]+/g, '.')}</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundleDisplayName</key><string>${name}</string>
<key>CFBundlePackageType</key><string>APPL</string>
<key>CFBundleVersion</key><string>${version}</string>
</dict></plist>
`
