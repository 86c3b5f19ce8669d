#!/usr/bin/env node
// What electron-builder asks of Wine: to run a setup once so that it writes its uninstaller, which then is signed and packed into
// the real setup. The bytes of the uninstaller lie in that setup: electron-builder itself takes them out on macOS. It refuses the
// layout of Debian's NSIS, though, for the names of two sections; so it is shown a copy with others.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import nsisUtil from 'app-builder-lib/out/targets/nsis/nsisUtil.js'

const [, , setup = ''] = process.argv
const renamed = /** @type {const} */ ([
  ['.idata', '.rdata'],
  ['.ndata', '.rdata'],
])
const work = mkdtempSync(path.join(tmpdir(), 'tidings-uninstaller-'))
try {
  const [copy, taken] = [path.join(work, 'setup.exe'), path.join(work, 'uninstaller.exe')]
  const bytes = readFileSync(setup)
  const header = sectionsOf(bytes)
  const original = Buffer.from(header)
  for (const [name, other] of renamed) {
    const at = header.indexOf(`${name}\0`, 'latin1')
    if (at !== -1) header.write(other, at, 'latin1')
  }
  writeFileSync(copy, bytes)
  await nsisUtil.UninstallerReader.exec(copy, taken)
  const uninstaller = readFileSync(taken)
  original.copy(uninstaller, header.byteOffset - bytes.byteOffset)
  // Where electron-builder looks for it: the setup's name, with `__uninstaller` before its ending.
  writeFileSync(
    path.join(path.dirname(setup), `${path.basename(setup, 'exe')}__uninstaller.exe`),
    uninstaller,
  )
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** The part of a program for Windows that names its sections. @param {Buffer} bytes */
function sectionsOf(bytes) {
  const pe = bytes.readUInt32LE(0x3c)
  const start = pe + 24 + bytes.readUInt16LE(pe + 20)
  return bytes.subarray(start, start + 40 * bytes.readUInt16LE(pe + 6))
}
