import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { publisherAddress, publisherKeys } from '../../../../main/updates/publisher.ts'
import { updateRules } from '../../../../main/updates/update-rules.ts'
import { descriptionFile } from '../../../../main/updates/release.ts'
import { ours, patience, startShell, startToWindow } from '../../../support/electron/start-shell.ts'
import { createTestPolicy } from '../../../support/policies.ts'
import { createPublisher, makeRelease } from '../../../support/publisher.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const publisher = createPublisher()

const lines = (): string => written.join('')
let written: Array<string> = []
beforeEach(() => {
  const before = process.argv
  written = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  vi.stubGlobal('TIDINGS_UPDATE_KEYS', publisher.publicKey)
  return () => {
    process.argv = before
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  }
})

describe('updates of the Electron shell', () => {
  test('[UP8] the page hears how updates stand; an app that nothing installs over asks no server', async () => {
    const { seen, ...shell } = await startToWindow()
    const call = (name: string, input: unknown): unknown => shell.call(ours, name, input)
    const standing = { mode: 'disabled', channel: 'stable', channelIsLocked: false, state: { kind: 'idle' } }
    expect(await call('updates.standing', {})).toEqual(standing)
    await call('updates.check', {})
    expect(await call('updates.standing', {})).toEqual(standing)
    expect(await call('updates.setChannel', { channel: 'beta' })).toBe(true)
    expect(seen.windows[0]?.webContents.sent.at(-1)).toContainEqual({ ...standing, channel: 'beta' })
    await expect(call('updates.setChannel', { channel: 'nightly' })).rejects.toThrow('bad channel')
  })

  test('[UP9] --install-update says why it installed nothing, and ends without a window', async () => {
    const file = descriptionFile('stable', process)
    const order = {
      file,
      at: Date.now(),
      packageName: 'Tidings-2.0.0.AppImage',
      packageBytes: new Uint8Array(9),
    }
    const attempts = [
      [
        makeRelease({ ...order, publisher, version: '2.0.0' }),
        'no package for the way in which Tidings was installed',
      ],
      [
        makeRelease({ ...order, publisher: createPublisher(), version: '2.0.0' }),
        'somebody else has signed it',
      ],
      [makeRelease({ ...order, publisher, version: '1.0.0' }), 'version 1.0.0 is not newer than this one'],
      [new Map<string, Uint8Array>(), 'no description of a release'],
    ] as const
    for (const [files, why] of attempts) {
      const release = temporaryFolder()
      for (const [name, bytes] of files) writeFileSync(path.join(release, name), bytes)
      const { seen } = await startShell({}, [`--install-update=${release}`])
      await vi.waitFor(() => expect(seen.calls).toContain('exit 5'), patience)
      expect(lines()).toContain(why)
      expect(seen.windows).toEqual([])
    }
  })

  test('[PB2] [PB4] a profile of a newer version is refused in a box, and comes back from its copy', async () => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'accounts/ana'), { recursive: true })
    writeFileSync(path.join(folder, 'accounts/ana/keyring'), 'keyring of ana')
    await startToWindow({}, [], folder)
    writeFileSync(path.join(folder, 'format.json'), '{"format":99,"version":"9.9.9"}')
    writeFileSync(path.join(folder, 'accounts/ana/keyring'), 'a newer keyring')

    const refused = await startShell({}, [], folder)
    await vi.waitFor(() => expect(refused.seen.calls).toContain('exit 4'), patience)
    expect(refused.seen.boxes).toEqual([
      expect.stringMatching(/^Tidings 9\.9\.9 or a later version has used/),
    ])
    expect(refused.seen.windows).toEqual([])

    const restored = await startShell({}, ['--restore-profile-backup'], folder)
    await vi.waitFor(() => expect(restored.seen.calls).toContain('exit 0'), patience)
    expect(readFileSync(path.join(folder, 'accounts/ana/keyring'), 'utf8')).toBe('keyring of ana')
  })

  test('[UP9] beside a running app neither errand is done', async () => {
    for (const errand of ['--install-update=/nowhere', '--restore-profile-backup']) {
      const { seen } = await startShell({ alone: false }, [errand])
      expect(seen.calls).toContain('exit 3')
    }
    expect(lines()).toContain('quit it, and do the same again')
  })
})

describe('whose word holds', () => {
  test('[UP8] the organisation decides on mode, server and channel; else how the app was installed', () => {
    const policy = createTestPolicy()
    expect(updateRules(policy, 'nsis')).toEqual({
      mode: 'notify',
      address: publisherAddress,
      channel: undefined,
    })
    expect(updateRules(policy, 'deb').mode).toBe('disabled')
    policy.set({
      UpdateMode: 'automatic',
      UpdateUrl: 'https://mirror.example/tidings',
      UpdateChannel: 'beta',
    })
    const set = { mode: 'automatic', address: 'https://mirror.example/tidings', channel: 'beta' }
    expect(updateRules(policy, 'nsis')).toEqual(set)
    expect(updateRules(policy, 'deb')).toEqual(set)
    expect(updateRules(policy, 'other').mode, 'where nothing could install it').toBe('disabled')
    policy.set({ UpdateMode: 'sometimes', UpdateUrl: 'http://mirror.example', UpdateChannel: 'nightly' })
    const safe = { mode: 'disabled', address: publisherAddress, channel: 'stable' }
    expect(updateRules(policy, 'nsis')).toEqual(safe)
  })

  test('[UP1] keys come with the build, several while one follows the other; without any, nobody is believed', () => {
    const other = createPublisher()
    expect(publisherKeys()).toEqual([publisher.key])
    vi.stubGlobal('TIDINGS_UPDATE_KEYS', `${publisher.publicKey},${other.publicKey},nonsense`)
    expect(publisherKeys()).toEqual([publisher.key, other.key])
    vi.unstubAllGlobals()
    expect(publisherKeys()).toEqual([])
  })

  test('[UP5] the packages say the same server as the app', () => {
    const config = readFileSync(path.join(import.meta.dirname, '../../../../electron-builder.yml'), 'utf8')
    expect(config).toContain(`url: ${publisherAddress}\n`)
    expect(publisherAddress).toMatch(/^https:/)
  })
})
