import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import type { UpdateRefusal, UpdateStanding } from '../../../../core/bridge/updates-contract.ts'
import type { Offer } from '../../../../main/updates/installer.ts'
import { installFromFolder } from '../../../../main/updates/offline.ts'
import { descriptionFile } from '../../../../main/updates/release.ts'
import { folderSource, serverSource } from '../../../../main/updates/release-source.ts'
import { openUpdateRecord } from '../../../../main/updates/update-record.ts'
import { createUpdates, type UpdateRules } from '../../../../main/updates/updates.ts'
import { createPublisher, makeRelease, type ReleaseOrder } from '../../../support/publisher.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { serveReleases } from '../../../support/updated-app.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const publisher = createPublisher()
const fileOf = (channel: 'stable' | 'beta') => descriptionFile(channel, { platform: 'linux', arch: 'x64' })

async function setup(given: Partial<UpdateRules> = {}, offered: Partial<Offer> = {}) {
  const clock = createVirtualClock()
  const folder = temporaryFolder()
  const order: ReleaseOrder = {
    publisher,
    version: '1.2.4',
    file: fileOf('stable'),
    at: clock.now(),
    packageName: 'Tidings-1.2.4.AppImage',
    packageBytes: new Uint8Array(10),
  }
  const files = makeRelease(order)
  const server = await serveReleases(files)
  const rules = {
    current: {
      mode: 'notify',
      address: 'https://updates.test/desktop',
      channel: undefined,
      ...given,
    } satisfies UpdateRules as UpdateRules,
  }
  const did: Array<string> = []
  const told: Array<UpdateStanding> = []
  const deps = {
    keys: [publisher.key],
    version: '1.2.3',
    fileOf,
    record: await openUpdateRecord(folder),
    openInstaller: async () =>
      ok({
        isForUs: true,
        download: async (moved: (share: number) => void) => {
          for (const share of [0.001, 0.25, 0.251, 1]) moved(share)
          did.push('download')
          return ok(undefined)
        },
        install: async () => {
          did.push('install')
          return ok(undefined)
        },
        ...offered,
      }),
  }
  const updates = createUpdates({
    ...deps,
    rules: () => rules.current,
    source: (address) => serverSource(server.fetch, address),
    tell: (standing) => told.push(standing),
    clock,
    random: createSeededRandom(1),
  })
  return { updates, deps, clock, folder, files, order, server, rules, did, told, now: () => clock.now() }
}
const stateOf = (updates: { standing: () => UpdateStanding }) => updates.standing().state
const refused = (why: UpdateRefusal) => ({ kind: 'refused', why })

describe('looking for a newer version', () => {
  test('[UP8] told to notify, it fetches and installs nothing before the person wants it', async () => {
    const { updates, did, told } = await setup()
    expect(stateOf(updates)).toEqual({ kind: 'idle' })
    await updates.install()
    await updates.download()
    await updates.check()
    expect(stateOf(updates)).toEqual({ kind: 'available', version: '1.2.4' })
    await updates.install()
    expect(did).toEqual([])
    await updates.download()
    expect(stateOf(updates)).toEqual({ kind: 'ready', version: '1.2.4' })
    expect(did).toEqual(['download'])
    await updates.install()
    expect(did).toEqual(['download', 'install'])
    expect(told.map(({ state }) => ('share' in state ? state.share : state.kind))).toEqual([
      'checking',
      'available',
      0,
      0.25,
      1,
      'ready',
    ])
  })

  test('[UP8] told to do it by itself, it fetches, and still asks before it installs', async () => {
    const { updates, did, clock, server } = await setup({ mode: 'automatic' })
    clock.advance(120_000)
    await expect.poll(() => stateOf(updates).kind).toBe('ready')
    expect(did).toEqual(['download'])
    const asked = server.asked.length
    clock.advance(9 * 60 * 60_000)
    await updates.check()
    expect(server.asked.length, 'what is ready is not looked for again').toBe(asked)
  })

  test('[UP8] where updates come from elsewhere, no server is asked, not even by a press', async () => {
    const { updates, clock, server, rules, did } = await setup({ mode: 'disabled' })
    clock.advance(48 * 60 * 60_000)
    await updates.check()
    expect(server.asked).toEqual([])
    rules.current = { ...rules.current, mode: 'notify' }
    await updates.check()
    await updates.download()
    rules.current = { ...rules.current, mode: 'disabled' }
    await updates.install()
    expect(did, 'and what was fetched before is not installed').toEqual(['download'])
    expect(updates.standing().mode).toBe('disabled')
  })

  test('it looks a minute or two after the start, then every few hours, and no more once closed', async () => {
    const { updates, clock, server } = await setup()
    clock.advance(59_000)
    expect(server.asked).toEqual([])
    clock.advance(61_000)
    await expect.poll(() => stateOf(updates).kind).toBe('available')
    clock.advance(8 * 60 * 60_000)
    await expect.poll(() => server.asked.length).toBe(4)
    updates.close()
    expect(clock.pending()).toBe(0)
  })

  test('two who ask at once ask once', async () => {
    const { updates, server } = await setup()
    await Promise.all([updates.check(), updates.check(), updates.check()])
    expect(server.asked).toEqual(['latest-linux.yml', 'latest-linux.yml.minisig'])
  })

  test('[UP3] what was seen is remembered over a restart: an older description, though signed, is refused', async () => {
    const { updates, files, order, folder, now } = await setup()
    await updates.check()
    for (const [name, bytes] of makeRelease({ ...order, at: now() - 60_000 })) files.set(name, bytes)
    await updates.check()
    expect(stateOf(updates)).toEqual(refused({ kind: 'stale' }))
    expect((await openUpdateRecord(folder)).seenAt('latest-linux.yml')).toBe(now())
    writeFileSync(path.join(folder, 'updates.json'), '{"seen":')
    expect((await openUpdateRecord(folder)).seenAt('latest-linux.yml')).toBe(0)
  })

  test('[UP7] before its turn, a device hears of no newer version', async () => {
    const { updates, now } = await setup({}, { isForUs: false })
    await updates.check()
    expect(stateOf(updates)).toEqual({ kind: 'none', at: now() })
  })

  test('[UP10] a download that fails is said, and can be tried again', async () => {
    let isFull = true
    const { updates } = await setup(
      {},
      {
        download: async () => (isFull ? fail({ kind: 'disk' } as const) : ok(undefined)),
      },
    )
    await updates.check()
    await updates.download()
    expect(stateOf(updates)).toEqual(refused({ kind: 'disk' }))
    isFull = false
    await updates.check()
    await updates.download()
    expect(stateOf(updates).kind).toBe('ready')
  })

  test('[UP10] an installer that does not do it is said', async () => {
    const { updates } = await setup({}, { install: async () => fail({ kind: 'not-installed' }) })
    await updates.check()
    await updates.download()
    await updates.install()
    expect(stateOf(updates)).toEqual(refused({ kind: 'not-installed' }))
  })

  test("a channel is the person's to choose, unless the organisation has", async () => {
    const { updates, server, rules, folder } = await setup()
    expect(await updates.setChannel('beta')).toBe(true)
    await updates.check()
    expect(server.asked).toEqual(['beta-linux.yml'])
    expect((await openUpdateRecord(folder)).channel()).toBe('beta')
    rules.current = { ...rules.current, channel: 'stable' }
    expect(await updates.setChannel('beta')).toBe(false)
    expect(updates.standing()).toMatchObject({ channel: 'stable', channelIsLocked: true })
    await updates.check()
    expect(server.asked.at(-2)).toBe('latest-linux.yml')
  })
})

describe('where releases come from', () => {
  test('[UP5] only by https', async () => {
    for (const address of ['http://updates.test/desktop', 'ftp://updates.test', 'file:///srv/updates']) {
      const { updates, server } = await setup({ address })
      await updates.check()
      expect(stateOf(updates)).toEqual(refused({ kind: 'insecure' }))
      expect(server.asked).toEqual([])
    }
    const { updates } = await setup({ address: 'no address' })
    await updates.check()
    expect(stateOf(updates)).toEqual(refused({ kind: 'unreachable' }))
  })

  test('[UP5] a redirect leads nowhere, on the same server neither', async () => {
    const { updates, server } = await setup()
    for (const location of [
      'https://updates.test/desktop/other.yml',
      'https://elsewhere.test/',
      '/desktop/other.yml',
    ]) {
      server.answer((response) => response.writeHead(302, { location }).end())
      await updates.check()
      expect(stateOf(updates)).toEqual(refused({ kind: 'unreachable' }))
    }
    expect(new Set(server.asked)).toEqual(new Set(['latest-linux.yml']))
  })

  test('[UP5] an endless answer is left at its first byte too many; one that breaks off is none', async () => {
    const { updates, server } = await setup()
    let isGone = false
    server.answer((response) => {
      response.on('close', () => (isGone = true))
      const more = (): void => {
        while (response.write(Buffer.alloc(16_384))) if (isGone) return
        if (!isGone) response.once('drain', more)
      }
      more()
    })
    await updates.check()
    expect(stateOf(updates)).toEqual(refused({ kind: 'unreadable' }))
    await expect.poll(() => isGone).toBe(true)
    server.answer((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      setImmediate(() => response.destroy())
    })
    await updates.check()
    expect(stateOf(updates)).toEqual(refused({ kind: 'unreachable' }))
  })
})

describe('a release in a folder', () => {
  const inFolder = (files: Map<string, Uint8Array>): string => {
    const folder = temporaryFolder()
    mkdirSync(folder, { recursive: true })
    for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes)
    return folder
  }

  test('[UP9] is installed by the same rules, without a network', async () => {
    const { deps, order, files, did, now } = await setup()
    const install = (all = files) => installFromFolder({ ...deps, now }, inFolder(all))
    expect(orThrow(await install())).toBe('1.2.4')
    expect(did).toEqual(['download', 'install'])
    const beta = { ...order, file: fileOf('beta'), version: '1.3.0-beta.1' }
    expect(orThrow(await install(makeRelease(beta)))).toBe('1.3.0-beta.1')
    did.length = 0
    const stranger = makeRelease({ ...order, publisher: createPublisher() })
    expect(await install(stranger)).toMatchObject({ failure: { kind: 'other-publisher' } })
    for (const version of ['1.2.3', '1.0.0'])
      expect(await install(makeRelease({ ...order, version }))).toMatchObject({
        failure: { kind: 'older', version },
      })
    expect(await install(new Map())).toMatchObject({ failure: { kind: 'unreachable' } })
    const bare = makeRelease(order)
    bare.delete('latest-linux.yml.minisig')
    expect(await install(bare)).toMatchObject({ failure: { kind: 'unsigned' } })
    expect(did).toEqual([])
  })

  test('[UP9] a package is read from beside its description', async () => {
    const { files } = await setup()
    const folder = inFolder(files)
    const pieces = orThrow(await folderSource(folder).pieces('Tidings-1.2.4.AppImage'))
    const read: Array<Uint8Array> = []
    for await (const piece of pieces) read.push(piece)
    expect(Buffer.concat(read)).toEqual(readFileSync(path.join(folder, 'Tidings-1.2.4.AppImage')))
    expect(await folderSource(folder).pieces('other')).toMatchObject({ failure: { kind: 'unreachable' } })
  })
})
