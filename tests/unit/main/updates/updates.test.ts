import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fail, ok } from '../../../../core/base/result.ts'
import { openUpdateRecord } from '../../../../main/updates/update-record.ts'
import { makeRelease } from '../../../support/publisher.ts'
import { refused, setup, stateOf } from './updates-kit.ts'

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

describe('another channel', () => {
  test('[UP8] what was found under the channel of before is neither fetched nor installed', async () => {
    const { updates, rules, did, told } = await setup()
    await updates.check()
    expect(stateOf(updates).kind).toBe('available')
    await updates.setChannel('beta')
    expect(told.at(-1)).toMatchObject({ channel: 'beta', state: { kind: 'idle' } })
    await updates.download()
    expect(did).toEqual([])

    await updates.setChannel('stable')
    await updates.download()
    rules.current = { ...rules.current, channel: 'beta' }
    expect(stateOf(updates)).toEqual({ kind: 'idle' })
    await updates.install()
    expect(did).toEqual(['download'])
    await updates.check()
    expect(stateOf(updates), 'and that channel is asked').toEqual(refused({ kind: 'unreachable' }))
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
