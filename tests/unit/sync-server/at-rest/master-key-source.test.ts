import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeOwnKey, readMasterKey } from '../../../../sync-server/at-rest/master-key-source.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const key = new Uint8Array(32).fill(250)
const text = Buffer.from(key).toString('base64')

test('[AR3] a key comes from the settings, from a file, or from what a command prints', () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'key')
  writeFileSync(file, `${text}\n`)
  const own = path.join(folder, 'none')
  const found = { ok: true, value: key }
  expect(readMasterKey({ kind: 'given', text }, own)).toEqual(found)
  expect(readMasterKey({ kind: 'given', text: Buffer.from(key).toString('base64url') }, own)).toEqual(found)
  expect(readMasterKey({ kind: 'file', file }, own)).toEqual(found)
  expect(readMasterKey({ kind: 'command', command: `echo ${text}` }, own)).toEqual(found)
})

test('[AR3] what is no key is told in a sentence, without it', () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'key')
  writeFileSync(file, 'hushhush')
  const sources = [
    { kind: 'given', text: 'hushhush' },
    { kind: 'file', file },
    { kind: 'file', file: path.join(folder, 'missing') },
    { kind: 'command', command: 'echo hushhush' },
    { kind: 'command', command: `echo ${text}; exit 3` },
    { kind: 'command', command: 'echo' },
  ] as const
  for (const source of sources) {
    const read = readMasterKey(source, path.join(folder, 'own'))
    const detail = read.ok ? '' : read.failure.detail
    expect(detail).toMatch(/\.$/)
    expect(detail).not.toMatch(/hushhush|\+vr6/)
  }
})

test('[AR3] the relay’s own key is made once, for its owner alone', () => {
  const file = path.join(temporaryFolder(), 'master.key')
  expect(makeOwnKey(file)).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const made = readFileSync(file, 'utf8')
  expect(makeOwnKey(file)).toBe(false)
  expect(readFileSync(file, 'utf8')).toBe(made)
  expect(readMasterKey({ kind: 'own' }, file)).toMatchObject({ ok: true })
})
