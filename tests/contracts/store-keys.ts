/** Device lists, leaves, backups and the link mailbox. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { type DeviceId, deviceId, randomId, type UserId } from '../../core/protocol/ids.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

export function describeKeys(under: StoreFixture): void {
  const listOf = (
    user: UserId,
    version: number,
    revoked: ReadonlyArray<DeviceId> = [],
    devices: ReadonlyArray<DeviceId> = [],
  ) => ({
    devices,
    user,
    version,
    hash: new Uint8Array(32).fill(version),
    bytes: Uint8Array.of(version),
    revoked,
  })
  const put = (user: UserId, version: number, revoked?: ReadonlyArray<DeviceId>) =>
    under.store().keys.putList(listOf(user, version, revoked))

  describe('device lists', () => {
    test('[KY2] follow one on the other, and all of them are kept', async () => {
      const ada = await under.createAccount('ada')
      expect(await put(ada, 2)).toMatchObject({ failure: { kind: 'moved' } })
      for (const version of [1, 2, 3]) orThrow(await put(ada, version))
      for (const version of [1, 3, 5]) {
        expect(await put(ada, version)).toMatchObject({ failure: { kind: 'moved' } })
      }
      await under.reopen()
      const { revoked: _, devices: __, ...second } = listOf(ada, 2)
      expect(await under.store().keys.list(ada, 2)).toEqual(second)
      expect(await under.store().keys.list(ada, 4)).toBeUndefined()
      expect(await under.store().keys.newestList(ada)).toMatchObject({ version: 3 })
      const after = await under.store().keys.listsAfter(ada, 1, 5)
      expect(after.map(({ version }) => version)).toEqual([2, 3])
      expect((await under.store().keys.listsAfter(ada, 0, 2)).map(({ version }) => version)).toEqual([1, 2])
      const bob = await under.createAccount('bob')
      expect(await under.store().keys.newestList(bob)).toBeUndefined()
    })

    test('[KY5] a revoked device of the user is signed out for good, another’s is not touched', async () => {
      const ada = await under.createAccount('ada')
      const bob = await under.createAccount('bob')
      const lost = await under.createDevice(ada)
      const bobs = await under.createDevice(bob)
      const hash = new Uint8Array(32).fill(1)
      const family = new Uint8Array(16)
      await under.store().accounts.startRefresh({ hash, family, expires: later, device: lost, now })
      expect(orThrow(await put(ada, 1, [lost, bobs]))).toEqual([lost])
      expect(orThrow(await put(ada, 2, [lost, bobs]))).toEqual([]) // it was signed out before
      expect(await under.store().accounts.activeDevice(lost)).toBeUndefined()
      expect(await under.store().accounts.activeDevice(bobs)).toEqual({ user: bob })
      const next = { hash: new Uint8Array(32).fill(2), expires: later }
      expect(await under.store().accounts.rotateRefresh(hash, next, now)).toMatchObject({ ok: false })
      const again = { device: lost, user: ada, name: 'found again', now }
      expect(await under.store().accounts.saveDevice(again)).toMatchObject({
        failure: { kind: 'device-revoked' },
      })
      expect(await under.store().accounts.saveDevice({ ...again, user: bob })).toMatchObject({
        failure: { kind: 'device-taken' },
      })
      orThrow(await under.store().accounts.saveDevice({ ...again, device: bobs, user: bob }))
    })

    test('[DI7] a new list is told to all who share a workspace, and with a person who joins one', async () => {
      const [ada, bob, cyd] = [
        await under.createAccount('ada'),
        await under.createAccount('bob'),
        await under.createAccount('cyd'),
      ]
      const { workspace } = await under.createWorkspace('Quay', ada)
      const pier = await under.createWorkspace('Pier', ada)
      for (const id of [workspace, pier.workspace])
        orThrow(await under.store().directory.join(id, bob, 'member'))
      orThrow(await put(cyd, 1))
      const news = (user: UserId, since: number) => under.store().directory.changesSince(user, since)
      const before = await news(bob, 0)
      expect(before.changes.some(({ kind }) => kind === 'keys')).toBe(false)
      orThrow(await put(ada, 1))
      const told = { kind: 'keys', user: ada, version: 1, hash: new Uint8Array(32).fill(1) }
      const first = await news(bob, before.version)
      expect(first.changes).toEqual([told])
      expect((await news(cyd, 0)).changes).toEqual([])
      orThrow(await under.store().directory.join(workspace, cyd, 'member'))
      expect((await news(bob, first.version)).changes).toMatchObject([
        { kind: 'member', user: cyd },
        { kind: 'keys', user: cyd, version: 1 },
      ])
      expect((await news(cyd, 0)).changes).toContainEqual(told)
    })

    test('[KY4] people know each other by a workspace or a sealed conversation', async () => {
      const [ada, bob, cyd] = [
        await under.createAccount('ada'),
        await under.createAccount('bob'),
        await under.createAccount('cyd'),
      ]
      const { workspace } = await under.createWorkspace('Quay', ada)
      orThrow(await under.store().directory.join(workspace, bob, 'member'))
      expect(await under.store().directory.acquainted(ada, [ada, bob, cyd])).toEqual(new Set([ada, bob]))
      expect(await under.store().directory.acquainted(cyd, [ada, bob, cyd])).toEqual(new Set([cyd]))
    })
  })

  describe('leaves and backups', () => {
    test('[KY6] a leaf takes the place of the one before, never of a later one, and goes with its device', async () => {
      const ada = await under.createAccount('ada')
      const [device, other] = [randomId(deviceId, under.random), randomId(deviceId, under.random)]
      const leaf = (generation: number, of = device) => ({
        user: ada,
        device: of,
        generation,
        until: later,
        bytes: Uint8Array.of(generation),
      })
      expect(await under.store().keys.leaves(ada)).toEqual([])
      orThrow(await under.store().keys.putLeaf(leaf(0)))
      orThrow(await under.store().keys.putLeaf(leaf(4)))
      for (const generation of [4, 3]) {
        expect((await under.store().keys.putLeaf(leaf(generation))).ok).toBe(false)
      }
      const bob = await under.createAccount('bob')
      expect((await under.store().keys.putLeaf({ ...leaf(5), user: bob })).ok).toBe(false)
      orThrow(await under.store().keys.putLeaf(leaf(0, other)))
      await under.reopen()
      expect(await under.store().keys.leaves(ada)).toContainEqual(leaf(4))
      expect((await under.store().keys.leaves(ada)).length).toBe(2)
      orThrow(await under.store().keys.putList(listOf(ada, 1, [], [other])))
      expect(await under.store().keys.leaves(ada)).toEqual([leaf(0, other)])
    })

    test('[KY7] a backup is replaced by the next version only', async () => {
      const ada = await under.createAccount('ada')
      const put = (version: number) => under.store().keys.putBackup(ada, version, Uint8Array.of(version))
      expect(await under.store().keys.backup(ada)).toBeUndefined()
      expect((await put(2)).ok).toBe(false)
      orThrow(await put(1))
      expect((await put(1)).ok).toBe(false)
      orThrow(await put(2))
      expect((await put(2)).ok).toBe(false)
      await under.reopen()
      expect(await under.store().keys.backup(ada)).toEqual({ version: 2, blob: Uint8Array.of(2) })
    })
  })

  describe('link mailbox', () => {
    const bounds = { now, expires: later, maxMessages: 2, maxSlots: 2 }
    const message = (from: DeviceId, byte: number) => ({ from, message: Uint8Array.of(byte, byte) })

    test('[KY8] messages wait in their slot in order, until it ends; another user’s slot is another', async () => {
      const [ada, bob] = [await under.createAccount('ada'), await under.createAccount('bob')]
      const device = randomId(deviceId, under.random)
      const slot = { user: ada, slot: 'a'.repeat(32) }
      const post = (byte: number, at = bounds) => under.store().links.post(slot, message(device, byte), at)
      expect(await post(1)).toEqual({ ok: true, value: 1 })
      expect(await post(2, { ...bounds, expires: millis(later + 1_000) })).toEqual({ ok: true, value: 2 })
      expect(await post(3)).toMatchObject({ failure: { kind: 'full' } })
      await under.reopen()
      const read = (after: number, at = now, maxBytes = 100) =>
        under.store().links.messages(slot, after, { now: at, maxBytes })
      expect((await read(0)).map(({ number }) => number)).toEqual([1, 2])
      expect(await read(1)).toEqual([{ number: 2, ...message(device, 2) }])
      expect((await read(0, now, 3)).map(({ number }) => number)).toEqual([1])
      expect((await read(0, now, 1)).map(({ number }) => number)).toEqual([1])
      expect(await under.store().links.messages({ ...slot, user: bob }, 0, { now, maxBytes: 100 })).toEqual(
        [],
      )
      expect(await read(0, later)).toEqual([])
      expect(await post(4, { ...bounds, now: later, expires: millis(later + 1) })).toEqual({
        ok: true,
        value: 1,
      })
    })

    test('[KY8] a user has so many slots at once', async () => {
      const ada = await under.createAccount('ada')
      const device = randomId(deviceId, under.random)
      const post = (name: string) =>
        under.store().links.post({ user: ada, slot: name }, message(device, 1), bounds)
      expect([(await post('a')).ok, (await post('b')).ok, (await post('c')).ok]).toEqual([true, true, false])
      expect((await post('a')).ok).toBe(true)
    })
  })
}
