import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createPackage } from '@electron/asar'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { expect, test } from 'vitest'
import {
  wrongFiles,
  wrongFuses,
  wrongMain,
  wrongPage,
  wrongPreload,
} from '../../../scripts/package/inspect.mjs'
import { isBrought } from '../../../scripts/package/native.mjs'
import { artifactBuildCompleted, artifactBuildStarted } from '../../../scripts/package/one-at-a-time.mjs'
import { packagesIn, relaySbom } from '../../../scripts/package/relay-sbom.mjs'
import { sbomName } from '../../../scripts/package/sbom.mjs'
import { readDockerfile } from '../../../scripts/package/try-image.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const root = path.resolve(import.meta.dirname, '../../..')

/** An archive as the app's, with more files. */
async function archive(more: Readonly<Record<string, string>>): Promise<string> {
  const folder = temporaryFolder()
  const files = {
    'package.json': '{}',
    'out/main/index.js': '',
    'out/preload/index.cjs': '',
    'out/renderer/index.html': '',
    'out/renderer/assets/index-a1.js': '',
    'out/renderer/licences/cldr.txt': '',
    'out/renderer/licences/pdfjs.txt': '',
    'node_modules/@node-rs/argon2/index.js': '',
    'node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node': '',
    ...more,
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, 'app', name)), { recursive: true })
    writeFileSync(path.join(folder, 'app', name), text)
  }
  await createPackage(path.join(folder, 'app'), path.join(folder, 'app.asar'))
  return path.join(folder, 'app.asar')
}

test('an archive of the app alone is well', async () => {
  expect(wrongFiles(await archive({}))).toEqual([])
})

test.each([
  ['out/renderer/assets/index-a1.js.map', ''],
  ['out/browser/index.js', ''],
  ['tests/secret.test.js', ''],
  ['.env', 'KEY=1'],
  ['node_modules/electron/index.js', ''],
  ['out/main/other.js', ''],
])('%s does not belong into a package', async (name, text) => {
  expect(wrongFiles(await archive({ [name]: text })).join()).toContain(name)
})

test('settings of developers do not belong into a package', async () => {
  const wrong = wrongFiles(await archive({ 'package.json': '{"scripts":{},"devDependencies":{}}' }))
  expect(wrong).toEqual(['package.json still has scripts', 'package.json still has devDependencies'])
})

test.each([
  ['011001011', /RunAsNode/u],
  ['010011', /there are 6 fuses/u],
  ['0100110011', /there are 10 fuses/u],
])('fuses %s are noticed', async (bits, says) => {
  const file = path.join(temporaryFolder(), 'electron')
  const length = String.fromCodePoint(bits.length)
  writeFileSync(file, `...dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01${length}${bits}...`, 'latin1')
  expect((await wrongFuses(file)).join()).toMatch(bits.length === 9 ? /fuse/u : says)
})

test('what the sandbox, the page and main may not do is noticed', () => {
  expect(wrongPreload("require('electron'); require('node:url')")).toEqual([])
  expect(wrongPreload("require('./chunk.cjs'); require('fs')")).toHaveLength(2)
  expect(wrongPage('<script type="module" src="./a.js"></script>')).toEqual([])
  for (const html of ['<script>x()</script>', '<b onclick="x()">', '<link href="https://cdn.example/a.css">'])
    expect([html, wrongPage(html).length]).toEqual([html, 1])
  expect(wrongMain("default-src 'none'")).toEqual([])
  expect(wrongMain('new BrowserWindow({ webPreferences: { sandbox: false } })')).toHaveLength(2)
})

test('an option of fpm that is not known is an error, not passed over', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'scripts/package/fpm.mjs'), '-s', 'dir', '-t', 'deb', '--deb-field', 'X: y'],
    { encoding: 'utf8' },
  )
  expect([status, stderr.includes('--deb-field')]).toEqual([1, true])
})

test('native code of another version than the lock file names is fetched anew', () => {
  const folder = temporaryFolder()
  const wanted = [
    { name: '@node-rs/argon2', version: '2.2.1' },
    { name: '@node-rs/argon2-linux-x64-gnu', version: '2.2.1' },
  ]
  const put = (name: string, version: string): void => {
    mkdirSync(path.join(folder, 'node_modules', name), { recursive: true })
    writeFileSync(path.join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ version }))
  }
  expect(isBrought(folder, wanted)).toBe(false)
  put('@node-rs/argon2', '2.2.1')
  expect(isBrought(folder, wanted)).toBe(false)
  put('@node-rs/argon2-linux-x64-gnu', '2.2.0')
  expect(isBrought(folder, wanted)).toBe(false)
  put('@node-rs/argon2-linux-x64-gnu', '2.2.1')
  expect(isBrought(folder, wanted)).toBe(true)
})
const withoutRpm = spawnSync('rpmbuild', ['--version']).status === 0 ? undefined : 'there is no rpmbuild here'

test('an rpm owns its folders, and takes nothing away when a newer one is in its place', (context) => {
  context.skip(withoutRpm !== undefined, withoutRpm)
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'app/inner'), { recursive: true })
  writeFileSync(path.join(folder, 'app/inner/file'), '')
  writeFileSync(path.join(folder, 'remove.sh'), '#!/bin/bash\nrm -f /usr/bin/app\n')
  const rpm = path.join(folder, 'app.rpm')
  const about = ['--name', 'app', '--version', '1.0.0', '--architecture', 'amd64', '--rpm-summary', 'App']
  const people = ['--vendor', 'App', '--maintainer', 'App <a@app.example>', '--description', 'App']
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      path.join(root, 'scripts/package/fpm.mjs'),
      '-s',
      'dir',
      '-t',
      'rpm',
      '--package',
      rpm,
      '--after-remove',
      path.join(folder, 'remove.sh'),
      ...about,
      ...people,
      `${folder}/app/=/opt/App`,
    ],
    { encoding: 'utf8' },
  )
  expect([status, stderr]).toEqual([0, ''])
  const ask = (what: string) => spawnSync('rpm', ['-qp', what, rpm], { encoding: 'utf8' }).stdout
  expect(ask('-l').trim().split('\n')).toEqual(['/opt/App', '/opt/App/inner', '/opt/App/inner/file'])
  // rpm runs this with 0 where the package goes, and with 1 where a newer one has come already.
  expect(ask('--scripts')).toMatch(
    /postuninstall scriptlet \(using \/bin\/bash\):\n\[ "\$1" = 0 \] \|\| exit 0\n/u,
  )
})

test('packages for Linux are made one at a time, of a folder that says nothing of the one before', async () => {
  const output = temporaryFolder()
  const kind = path.join(output, 'linux-unpacked/resources/package-type')
  mkdirSync(path.dirname(kind), { recursive: true })
  const [deb, archiveFile] = [path.join(output, 'a.deb'), path.join(output, 'a.tar.gz')]
  await artifactBuildStarted({ file: deb })
  writeFileSync(kind, 'deb')
  let isStarted = false
  const next = artifactBuildStarted({ file: archiveFile }).then(() => {
    isStarted = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect([isStarted, existsSync(kind)]).toEqual([false, true])
  artifactBuildCompleted({ file: deb })
  await next
  expect(existsSync(kind)).toBe(false)
  artifactBuildCompleted({ file: archiveFile })
})

test('the Dockerfile of the relay has no line that its check does not follow', () => {
  const lines = readDockerfile(readFileSync(path.join(root, 'deploy/relay/Dockerfile'), 'utf8'))
  expect(lines.map(({ name }) => name)).toContain('CMD')
  expect(() => readDockerfile('ONBUILD RUN x')).toThrow('ONBUILD')
})

const validate = (settings: object): unknown =>
  Reflect.apply(validateConfiguration, undefined, [settings, { isEnabled: false }])

test('electron-builder knows every setting of ours', async () => {
  const settings = await getConfig(root, path.join(root, 'electron-builder.yml'), null)
  await expect(validate(settings)).resolves.toBeUndefined()
  const misspelt = Object.assign(settings, { dmg: { titel: 'x' } })
  await expect(validate(misspelt)).rejects.toThrow('configuration.dmg')
}, 30_000)

test.each(['docs/it/install.md', 'docs/guides/packages.md'])(
  '%s names the files as they are built',
  async (guide) => {
    const settings = await getConfig(root, path.join(root, 'electron-builder.yml'), null)
    const [linux = '', win = '', mac = ''] = [settings.linux, settings.win, settings.mac].map(
      (each) => each?.artifactName ?? '',
    )
    const files = [
      fileOf(linux, 'amd64', 'deb'),
      fileOf(linux, 'x86_64', 'rpm'),
      fileOf(linux, 'x64', 'tar.gz'),
      fileOf(settings.appImage?.artifactName ?? '', 'x86_64', 'AppImage'),
      fileOf(win, 'x64', 'msi'),
      fileOf(settings.nsis?.artifactName ?? '', 'x64', 'exe'),
      fileOf(mac, 'ARCH', 'pkg'),
    ]
    const text = readFileSync(path.join(root, guide), 'utf8')
    expect(files.filter((file) => !text.includes(file))).toEqual([])
    // And no others, but for the disk image that is the same as the pkg, and what says what is in them.
    const named = text.match(/tidings[-_ ]VERSION[^`"\s]*\.[a-z]{2,}\w*/giu) ?? []
    const known = [...files, fileOf(mac, 'ARCH', 'dmg'), sbomName('VERSION', 'SYSTEM', 'ARCH')]
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  },
)

/** A file's name as the guides write it: for any version. */
const fileOf = (pattern: string, arch: string, extension: string) =>
  pattern
    .replace('${name}', 'tidings')
    .replace('${version}', 'VERSION')
    .replace('${arch}', arch)
    .replace('${ext}', extension)

test('the relay’s bill names what lies on the disk, packages within packages too, and nothing that the lock file has in another version', () => {
  const folder = temporaryFolder()
  const versions = {
    'node_modules/plain': '1.0.0',
    'node_modules/@scope/named': '2.0.0',
    'node_modules/plain/node_modules/within': '3.0.0',
  }
  const write = (name: string, value: unknown): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), JSON.stringify(value))
  }
  for (const [at, version] of Object.entries(versions)) write(`${at}/package.json`, { version })
  write('node_modules/.package-lock.json', {})
  write('package.json', { version: '0.1.0' })
  const lock = (changed = {}) =>
    write('package-lock.json', {
      packages: Object.fromEntries(
        Object.entries({ ...versions, 'node_modules/unused': '4.0.0', ...changed }).map(([at, version]) => [
          at,
          { version, license: 'MIT', integrity: 'sha512-AAAA' },
        ]),
      ),
    })
  expect(packagesIn(folder).toSorted()).toEqual(Object.keys(versions).toSorted())
  lock()
  const node = { file: path.join(folder, 'package.json'), version: '24.0.0' }
  const bill: unknown = JSON.parse(relaySbom(folder, node))
  expect(bill).toMatchObject({
    metadata: { component: { name: 'tidings-relay', version: '0.1.0' } },
    components: [
      { purl: 'pkg:npm/%40scope/named@2.0.0', hashes: [{ alg: 'SHA-512', content: '000000' }] },
      { purl: 'pkg:npm/plain@1.0.0', licenses: [{ license: { id: 'MIT' } }] },
      { purl: 'pkg:npm/within@3.0.0' },
      { purl: 'pkg:generic/node@24.0.0' },
    ],
  })
  lock({ 'node_modules/plain': '1.0.1' })
  expect(() => relaySbom(folder, node)).toThrow('node_modules/plain is 1.0.0, not as package-lock.json says')
})
