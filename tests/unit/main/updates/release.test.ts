import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fail, ok } from '../../../../core/base/result.ts'
import { descriptionFile, readRelease } from '../../../../main/updates/release.ts'
import { readPublicKey } from '../../../../main/updates/minisign.ts'
import { folderSource, type ReleaseSource } from '../../../../main/updates/release-source.ts'
import { compareVersions } from '../../../../main/updates/versions.ts'
import { createPublisher, makeRelease, type ReleaseOrder } from '../../../support/publisher.ts'
import { signUpdates } from '../../../../scripts/package/sign-updates.mjs'
import { makeMinisignKey } from '../../../../scripts/package/throwaway-keys.mjs'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const day = 24 * 60 * 60_000
const publisher = createPublisher()
const { now } = createVirtualClock()
const order: ReleaseOrder = {
  publisher,
  version: '1.2.4',
  file: 'latest-linux.yml',
  at: now() - day,
  packageName: 'Tidings-1.2.4.AppImage',
  packageBytes: new Uint8Array(100),
}

const sourceOf = (files: Map<string, Uint8Array>): ReleaseSource => ({
  read: async (name) => {
    const file = files.get(name)
    return file === undefined ? fail({ kind: 'unreachable' }) : ok(file)
  },
  pieces: async () => fail({ kind: 'unreachable' }),
})

function readOf(change: Partial<ReleaseOrder>, ask: { file?: string; seen?: number; version?: string } = {}) {
  const deps = {
    keys: [publisher.key],
    version: ask.version ?? '1.2.3',
    now,
    seenAt: () => ask.seen ?? 0,
  }
  return readRelease(deps, sourceOf(makeRelease({ ...order, ...change })), ask.file ?? order.file)
}

describe('what a signed description is believed', () => {
  test('[UP1] [UP2] one of ours, newer and fresh, is a release', async () => {
    expect(await readOf({})).toMatchObject({
      ok: true,
      value: { isNewer: true, release: { version: '1.2.4' } },
    })
  })

  test('[UP1] without a signature, without a key, by a stranger or changed: refused', async () => {
    const files = makeRelease(order)
    const deps = { keys: [publisher.key], version: '1.2.3', now, seenAt: () => 0 }
    const read = (keys = deps.keys) => readRelease({ ...deps, keys }, sourceOf(files), order.file)
    expect(await read([])).toMatchObject({ failure: { kind: 'no-keys' } })
    expect(await read([createPublisher().key])).toMatchObject({ failure: { kind: 'other-publisher' } })
    const description = files.get(order.file) ?? new Uint8Array()
    const byte = description[9] ?? 0
    description[9] = byte ^ 1
    expect(await read()).toMatchObject({ failure: { kind: 'changed', what: 'description' } })
    description[9] = byte
    files.delete(`${order.file}.minisig`)
    expect(await read()).toMatchObject({ failure: { kind: 'unsigned' } })
    files.clear()
    expect(await read()).toMatchObject({ failure: { kind: 'unreachable' } })
  })

  test('[UP2] what we signed for another product, or as another file, is not ours to install', async () => {
    const refused = { failure: { kind: 'other-product' } }
    const said = 'file:latest-linux.yml version:1.2.4 time:1793520000'
    for (const comment of [
      `tidings-relay ${said}`,
      `x tidings-desktop ${said}`,
      `tidings-desktop ${said} x`,
      'timestamp:1793520000',
    ])
      expect(await readOf({ comment })).toMatchObject(refused)
    const windows = makeRelease({ ...order, file: 'latest.yml' })
    const renamed = new Map([
      [order.file, windows.get('latest.yml') ?? new Uint8Array()],
      [`${order.file}.minisig`, windows.get('latest.yml.minisig') ?? new Uint8Array()],
    ])
    const deps = { keys: [publisher.key], version: '1.2.3', now, seenAt: () => 0 }
    expect(await readRelease(deps, sourceOf(renamed), order.file)).toMatchObject(refused)
  })

  test('[UP3] older than the last one seen, older than 90 days, or from the day after tomorrow: refused', async () => {
    expect(await readOf({}, { seen: order.at })).toMatchObject({ ok: true })
    expect(await readOf({}, { seen: order.at + 1_000 })).toMatchObject({ failure: { kind: 'stale' } })
    expect(await readOf({ at: now() - 89 * day })).toMatchObject({ ok: true })
    expect(await readOf({ at: now() - 91 * day })).toMatchObject({ failure: { kind: 'stale' } })
    expect(await readOf({ at: now() + day / 2 })).toMatchObject({ ok: true })
    expect(await readOf({ at: now() + 2 * day })).toMatchObject({ failure: { kind: 'clock' } })
  })

  test('[UP4] the same version is no update, an older one is refused', async () => {
    expect(await readOf({}, { version: '1.2.4' })).toMatchObject({ ok: true, value: { isNewer: false } })
    expect(await readOf({}, { version: '1.3.0' })).toMatchObject({
      failure: { kind: 'older', version: '1.2.4' },
    })
    expect(await readOf({ version: '1.2' })).toMatchObject({ failure: { kind: 'unreadable' } })
  })

  test('[UP4] versions are ordered by their numbers, betas before what they are of', () => {
    const ordered = ['0.9.10', '1.0.0-beta.2', '1.0.0-beta.10', '1.0.0', '1.0.1', '1.10.0', '2.0.0']
    for (const [index, one] of ordered.entries())
      for (const [other, two] of ordered.entries())
        expect(Math.sign(compareVersions(one, two) ?? Number.NaN)).toBe(Math.sign(index - other))
    for (const odd of ['1.2', 'v1.2.3', '1.2.3-alpha.1', '01.2.3', '1.2.3+4', '1.2.3-beta.01', ''])
      expect(compareVersions(odd, '1.2.3')).toBeUndefined()
  })

  test('[UP1] [UP2] what the script of releases signs is believed', async (context) => {
    const folder = temporaryFolder()
    for (const [name, bytes] of makeRelease(order)) writeFileSync(path.join(folder, name), bytes)
    try {
      execFileSync('minisign', ['-v'], { stdio: 'pipe' })
    } catch {
      return context.skip('no minisign here')
    }
    const { publicKey, secretKey } = makeMinisignKey(folder)
    expect(signUpdates(folder, secretKey, now())).toEqual([order.file])
    const key = readPublicKey(readFileSync(publicKey, 'utf8'))
    const keys = key === undefined ? [] : [key]
    const source = folderSource(folder)
    const read = await readRelease({ keys, version: '1.2.3', now, seenAt: () => 0 }, source, order.file)
    expect(read).toMatchObject({
      ok: true,
      value: { isNewer: true, release: { version: '1.2.4', at: now() } },
    })
    rmSync(path.join(folder, order.file))
    expect(() => signUpdates(folder, secretKey, now())).toThrow('no latest*.yml')
  })

  test('each system and channel has a description of its own, named as electron-builder names it', () => {
    const named = (platform: string, arch: string) => [
      descriptionFile('stable', { platform, arch }),
      descriptionFile('beta', { platform, arch }),
    ]
    expect(named('win32', 'x64')).toEqual(['latest.yml', 'beta.yml'])
    expect(named('darwin', 'arm64')).toEqual(['latest-mac.yml', 'beta-mac.yml'])
    expect(named('linux', 'x64')).toEqual(['latest-linux.yml', 'beta-linux.yml'])
    expect(named('linux', 'arm64')).toEqual(['latest-linux-arm64.yml', 'beta-linux-arm64.yml'])
  })
})
