import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { prepareProfile, restoreProfile } from '../../../../main/profile/profile-format.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const files: Readonly<Record<string, string>> = {
  'profile.json': '{"lastAccount":"ana"}',
  'desktop.json': '{}',
  'accounts/ana/vault': 'vault of ana',
  'accounts/ana/keyring': 'keyring of ana',
  'accounts/ana/journal': 'journal of ana',
  'accounts/ben/vault': 'vault of ben',
}
const others: Readonly<Record<string, string>> = {
  'accounts/ana/files/00ff': 'a file on its way',
  'accounts/ana/vault.new': 'half a vault',
  'electron/Cache/data': 'of Chromium',
  'lock.db': '',
}

/** A profile of a version from before there was a format. */
function oldProfile(extra: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder()
  write(folder, { ...files, ...others, ...extra })
  return folder
}
function write(folder: string, all: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
}
const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), 'utf8')
const allOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(folder, name)).isFile())
      .map((name) => [name, read(folder, name)]),
  )
const copies = (folder: string): ReadonlyArray<string> => readdirSync(path.join(folder, 'backups')).toSorted()

let moment = Date.UTC(2026, 10, 2, 9)
const now = (): number => (moment += 1_000)
const prepare = (folder: string, version = '1.2.3') => prepareProfile(folder, { version, now })
const restore = (folder: string) => restoreProfile(folder, now)
/** As a later version will leave it. */
const laterFormat = JSON.stringify({ format: 99, version: '9.9.9' })

describe('the format of a profile', () => {
  test('[PB1] an older profile is copied before anything else, its small files and no others', async () => {
    const folder = oldProfile()
    const name = orThrow(await prepare(folder)) ?? ''
    const { 'list.json': list = '', ...copied } = allOf(path.join(folder, 'backups', name))
    expect(copied).toEqual(files)
    expect(JSON.parse(list)).toMatchObject({ format: 1 })
    expect(statSync(path.join(folder, 'backups', name, 'accounts/ana/vault')).mode & 0o077).toBe(0)
    expect(await prepare(folder), 'once').toEqual({ ok: true, value: undefined })
    expect(await prepare(folder, '1.2.4'), 'and not for each version').toEqual({ ok: true, value: undefined })
    expect(JSON.parse(read(folder, 'format.json'))).toEqual({ format: 2, version: '1.2.4' })
  })

  test('[PB6] an account that was erased is in no copy, though its folder is not deleted yet', async () => {
    const folder = oldProfile({ [`accounts/.erased-${'b'.repeat(32)}/vault`]: 'vault of one who left' })
    const name = orThrow(await prepare(folder)) ?? ''
    expect(readdirSync(path.join(folder, 'backups', name, 'accounts')).toSorted()).toEqual(['ana', 'ben'])
  })

  test('[PB1] without room for a copy there is no start, and all is as it was', async () => {
    const folder = oldProfile({ backups: 'no folder can be made here' })
    const before = allOf(folder)
    expect(await prepare(folder)).toMatchObject({ failure: { kind: 'no-backup' } })
    expect(allOf(folder)).toEqual(before)
    rmSync(path.join(folder, 'backups'))
    expect(await prepare(folder)).toMatchObject({ ok: true })
  })

  test('a new profile needs no copy; one whose format makes no sense is copied', async () => {
    const folder = temporaryFolder()
    expect(await prepare(folder)).toEqual({ ok: true, value: undefined })
    expect(existsSync(path.join(folder, 'backups'))).toBe(false)
    expect(orThrow(await prepare(oldProfile({ 'format.json': '{"format":' })))).toMatch(/format-1$/)
  })

  test('[PB2] a profile of a newer version is refused, and not a byte of it changes', async () => {
    const folder = oldProfile({ 'format.json': laterFormat })
    const before = allOf(folder)
    expect(await prepare(folder)).toEqual({ ok: false, failure: { kind: 'newer', version: '9.9.9' } })
    expect(allOf(folder)).toEqual(before)
  })
})

describe('the way back', () => {
  /** Prepared, then changed by the newer version. */
  async function changed(): Promise<string> {
    const folder = oldProfile()
    orThrow(await prepare(folder))
    write(folder, {
      'accounts/ana/vault': 'a newer vault',
      'accounts/eve/vault': 'since then',
      'format.json': laterFormat,
    })
    return folder
  }

  test('[PB4] puts back what was copied, keeps a copy of what it replaces, and leaves what came since', async () => {
    const folder = await changed()
    expect(orThrow(await restore(folder))).toBe('before 0.1.0')
    for (const [name, text] of Object.entries(files)) expect(read(folder, name)).toBe(text)
    expect(read(folder, 'accounts/eve/vault')).toBe('since then')
    expect(read(folder, 'accounts/ana/files/00ff')).toBe('a file on its way')
    expect(JSON.parse(read(folder, 'format.json'))).toEqual({ format: 1, version: 'before 0.1.0' })
    const replaced = path.join(folder, 'backups', copies(folder).at(-1) ?? '')
    expect(replaced).toMatch(/format-99-replaced$/)
    expect(read(replaced, 'accounts/ana/vault')).toBe('a newer vault')
    expect(orThrow(await restore(folder)), 'and back again').toBe('9.9.9')
    expect(read(folder, 'accounts/ana/vault')).toBe('a newer vault')
    expect(await prepare(folder)).toMatchObject({ failure: { kind: 'newer' } })
  })

  test('[PB4] cut short, it keeps the app from starting until it was done to its end', async () => {
    const folder = await changed()
    const [name = ''] = copies(folder)
    // As a crash after the first file leaves it.
    write(folder, {
      'format.json': JSON.stringify({ format: 99, version: '9.9.9', restoring: name }),
      'accounts/ana/journal': files['accounts/ana/journal'] ?? '',
    })
    expect(await prepare(folder)).toMatchObject({ failure: { kind: 'half-restored' } })
    expect(orThrow(await restore(folder))).toBe('before 0.1.0')
    for (const [file, text] of Object.entries(files)) expect(read(folder, file)).toBe(text)
    expect(await prepare(folder)).toMatchObject({ ok: true })
  })

  test('[PB3] a copy that is not whole, or was changed, is never restored', async () => {
    const damages: ReadonlyArray<(copy: string) => void> = [
      (copy) => rmSync(path.join(copy, 'list.json')),
      (copy) => rmSync(path.join(copy, 'accounts/ana/keyring')),
      (copy) => writeFileSync(path.join(copy, 'accounts/ana/keyring'), 'keyring of eve'),
      (copy) => {
        const list = read(copy, 'list.json').replace('accounts/ana/vault', '../../ana/vault')
        writeFileSync(path.join(copy, 'list.json'), list)
      },
    ]
    for (const damage of damages) {
      const folder = await changed()
      damage(path.join(folder, 'backups', copies(folder)[0] ?? ''))
      const before = allOf(folder)
      expect(await restore(folder)).toEqual({ ok: false, failure: { kind: 'none' } })
      expect(allOf(folder)).toEqual(before)
    }
  })

  test('[PB5] the three newest copies stay', async () => {
    const folder = await changed()
    const [first] = copies(folder)
    for (let round = 0; round < 4; round++) orThrow(await restore(folder))
    expect(copies(folder)).toHaveLength(3)
    expect(copies(folder)).not.toContain(first)
  })
})

test('[PB1] the number moves with the forms of the files', () => {
  const source = (file: string): string =>
    readFileSync(path.join(import.meta.dirname, '../../../../main', file), 'utf8')
  const versions = [
    /^const version = (\d+)$/m.exec(source('vault/vault-file.ts'))?.[1],
    /^ {2}version: (\d+),$/m.exec(source('keyring/keyring-record.ts'))?.[1],
    /^ {2}version: (\d+),$/m.exec(source('journal/record.ts'))?.[1],
  ]
  const format = /^const profileFormat = (\d+)$/m.exec(source('profile/profile-format.ts'))?.[1]
  // One of them is another: so must be the format, and this line.
  expect({ versions, format }).toEqual({ versions: ['2', '1', '2'], format: '2' })
})
