import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createPackage } from '@electron/asar'
import { expect, test } from 'vitest'
import {
  wrongFiles,
  wrongFuses,
  wrongMain,
  wrongPage,
  wrongPreload,
} from '../../../scripts/package/inspect.mjs'
import { isBrought } from '../../../scripts/package/native.mjs'
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
