import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../../../scripts/lib/build.mjs'

const out = path.resolve(import.meta.dirname, '../../../out')
const read = (file: string): string => readFileSync(path.join(out, file), 'utf8')

// Builds on a fresh clone.
beforeAll(() => ensureBuilt(() => undefined), 120_000)

test('the built preload is one file that requires Electron and nothing else: a sandbox allows no more', () => {
  expect(readdirSync(path.join(out, 'preload'))).toEqual(['index.cjs'])
  const required = [...read('preload/index.cjs').matchAll(/\b(?:require|import)\s*\(\s*["']([^"']+)/g)]
  expect(required.map(([, name]) => name)).toEqual(['electron'])
  expect(read('preload/index.cjs')).not.toMatch(/^\s*(import|export)\s/m)
})

test('the built page has no inline script or style, which its policy would refuse', () => {
  const page = read('renderer/index.html')
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bon\w+=|style=|javascript:/i)
  expect(page).toMatch(/<script type="module"[^>]* src=/)
})

test('the built main program opens none of the doors that Electron has', () => {
  const main = read('main/index.js')
  expect(main).not.toMatch(
    /sandbox: false|webSecurity|nodeIntegration: true|contextIsolation: false|loadFile\(|webviewTag/,
  )
  expect(main).not.toMatch(/setCertificateVerifyProc|setUsePlainTextEncryption|allowRunningInsecureContent/)
})
