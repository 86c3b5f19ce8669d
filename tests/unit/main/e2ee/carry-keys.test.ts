import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { decodeEntry } from '../../../../core/protocol/entry.ts'
import type { ConversationId } from '../../../../core/protocol/ids.ts'
import { exportKeys, takeKeys } from '../../../../main/e2ee/carry-keys.ts'
import {
  type CarriedLog,
  decodeBundle,
  encodeBundle,
  type KeyBundle,
} from '../../../../main/e2ee/key-bundle.ts'
import { dismissChange } from '../../../../main/e2ee/compare-keys.ts'
import { readList } from '../../../../core/sealed/device-list.ts'
import { forgeList } from '../../../support/sealed-liars.ts'
import { beginAnew, twoInDm } from '../../../support/sealed-pairs.ts'
import { text } from '../../../support/sealed-texts.ts'
import { createTurns } from '../../../../main/e2ee/turns.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'

const [ada, bob] = [someUser(1), someUser(2)]
const minutes = (count: number): number => count * 60_000

async function readKinds(device: SealedDevice, conversation: ConversationId): Promise<ReadonlyArray<string>> {
  const { entries } = orThrow(await device.read(conversation))
  return entries.map((each) => {
    if (each.kind !== 'entry') return each.kind === 'control' ? 'control' : each.why
    const entry = orThrow(decodeEntry(each.bytes))
    return entry.kind === 'content' ? new TextDecoder().decode(entry.update) : 'claim'
  })
}

interface Fresh extends Awaited<ReturnType<typeof createSealedWorld>> {
  readonly one: SealedDevice
  readonly two: SealedDevice
  readonly dm: ConversationId
  readonly fresh: SealedDevice
  readonly bundle: KeyBundle
}

/** Two people have written; `fresh` is another device of the first one, without keys. */
async function setupFresh(): Promise<Fresh> {
  const world = await createSealedWorld()
  const [one, two] = [await world.addDevice(ada), await world.addDevice(bob)]
  const dm = await one.beginDm(bob)
  await one.write(dm, one.entry(dm, text('hello')))
  await two.read(dm)
  const fresh = await world.addDevice(ada)
  orThrow(await fresh.service.people.refresh([ada]))
  const bundle = decodeBundle(exportKeys(one.service.core))
  if (bundle === undefined) throw new Error('an own bundle is read')
  return { ...world, one, two, dm, fresh, bundle }
}

const take = (device: SealedDevice, bundle: KeyBundle): ReturnType<typeof takeKeys> =>
  takeKeys(device.service.core, createTurns(), bundle, () => undefined)

const withLog = (bundle: KeyBundle, change: (log: CarriedLog) => Partial<CarriedLog>): KeyBundle => ({
  ...bundle,
  logs: bundle.logs.map((log) => ({ ...log, ...change(log) })),
})

describe('keys that go from device to device', () => {
  test('[CK1] a bundle is read back as it was, and no other bytes are one', async () => {
    const { bundle } = await setupFresh()
    const bytes = encodeBundle(bundle)
    expect(decodeBundle(bytes)).toEqual(bundle)
    expect(decodeBundle(bytes.subarray(1))).toBeUndefined()
    expect(decodeBundle(new Uint8Array())).toBeUndefined()
  })

  test('[CK1] what was closed opens, from the beginning', async () => {
    const { fresh, bundle, dm } = await setupFresh()
    expect(await readKinds(fresh, dm)).toEqual(['control', 'not-linked'])
    expect(await take(fresh, bundle)).toEqual({ ok: true, value: [dm] })
    expect(await readKinds(fresh, dm)).toEqual(['control', 'hello'])
    expect(await take(fresh, bundle)).toEqual({ ok: true, value: [] })
  })

  test('[CK2] the keys of another person are not taken', async () => {
    const { two, bundle } = await setupFresh()
    expect(await take(two, bundle)).toMatchObject({ failure: { kind: 'other-account' } })
  })

  test('[CK2] nor is anything with an own list that contradicts the one that was shown here', async () => {
    const { one, fresh, bundle, dm } = await setupFresh()
    const shown = one.service.people.person(ada)
    if (shown === undefined) throw new Error('Ada has a list')
    const contradicting = [
      [forgeList(one, shown.list, { backup: new Uint8Array(32).fill(9) })],
      [forgeList(one, shown.list, { version: 2, prev: new Uint8Array(32).fill(1) })],
    ]
    for (const lists of contradicting) {
      const people = bundle.people.map((each) =>
        readList(each.lists[0] ?? new Uint8Array(), one.service.core.primitives)?.user === ada
          ? { ...each, lists }
          : each,
      )
      expect(await take(fresh, { ...bundle, people })).toMatchObject({ failure: { kind: 'other-account' } })
      expect(await readKinds(fresh, dm)).not.toContain('hello')
      expect(fresh.service.people.person(ada)?.hash).toEqual(shown.hash)
    }
  })

  test('[CK3] a key that is not the one that the epoch promises opens nothing', async () => {
    const { fresh, bundle, dm } = await setupFresh()
    const other = withLog(bundle, ({ epochs }) => ({
      epochs: epochs.map((epoch) => ({ ...epoch, key: epoch.key.map((byte) => byte ^ 1) })),
    }))
    orThrow(await take(fresh, other))
    expect(await readKinds(fresh, dm)).toEqual(['control', 'not-linked'])
  })

  test('[CK4] a log that does not come by the verified place is not read on', async () => {
    const { fresh, bundle, dm } = await setupFresh()
    orThrow(
      await take(
        fresh,
        withLog(bundle, ({ head }) => ({ head: head.map((byte) => byte ^ 1) })),
      ),
    )
    expect(await fresh.read(dm)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
  })

  test('[CK4] nothing is sealed before the verified place', async () => {
    const { one, two, fresh, dm, relay } = await setupFresh()
    const identity = Uint8Array.from(one.vault.identitySeed() ?? [])
    orThrow(await fresh.service.own.enter(identity, 'linked'))
    await two.service.keysChanged([{ user: ada, version: 2 }])
    expect(await two.write(dm)).toBe('sealed') // the epoch that lets it in
    expect(await two.write(dm, two.entry(dm, text('to both')))).toBe('sealed')
    orThrow(await one.read(dm))
    const bundle = decodeBundle(exportKeys(one.service.core))
    if (bundle === undefined) throw new Error('an own bundle is read')
    orThrow(await take(fresh, bundle))
    // A relay that keeps back the end, which the other device has verified.
    const entries = relay.logs.get(dm)?.entries ?? []
    orThrow(await fresh.service.open(dm, entries.slice(0, -1)))
    const entry = fresh.entry(dm, text('from the phone'))
    expect(await fresh.write(dm, entry)).toBe('unavailable')
    orThrow(await fresh.read(dm))
    expect(await fresh.write(dm, entry)).toBe('sealed')
  })
})

describe('a device that a member has added', () => {
  test('[CK5] is let in by whoever hears of it first, unasked, and what it writes waits until then', async () => {
    const { one, two, fresh, bundle, dm } = await setupFresh()
    orThrow(await take(fresh, bundle))
    orThrow(await fresh.service.own.enter(Uint8Array.from(bundle.identity ?? []), 'linked'))
    orThrow(await fresh.read(dm))
    const entry = fresh.entry(dm, text('from the phone'))
    expect(await fresh.write(dm, entry)).toBe('unavailable')
    for (const each of [one, two]) {
      expect(orThrow(await each.service.position(dm)).isDue).toBe(false)
      await each.service.keysChanged([{ user: ada, version: 2 }])
      expect(orThrow(await each.service.position(dm)).isDue).toBe(true)
      expect(each.due).toContain(dm)
    }
    expect(await two.write(dm)).toBe('sealed')
    orThrow(await one.read(dm))
    for (const each of [one, two]) expect(orThrow(await each.service.position(dm)).isDue).toBe(false)
    orThrow(await fresh.read(dm))
    expect(await fresh.write(dm, entry)).toBe('sealed')
    expect(await readKinds(two, dm)).toEqual(['from the phone'])
  })

  test('[CK5] under another key is not, as long as nobody has looked', async () => {
    const { world, one, dm } = await twoInDm()
    const fresh = await beginAnew(world, bob, [one])
    expect(orThrow(await one.service.position(dm)).isDue).toBe(false)
    orThrow(await fresh.read(dm))
    expect(await fresh.write(dm, fresh.entry(dm, text('?')))).toBe('unavailable')
    await dismissChange(one.service.core, bob)
    expect(orThrow(await one.service.position(dm)).isDue).toBe(true)
  })
})

describe('a linking over a relay that hands out nothing', () => {
  test('[LK11] is given up after ten minutes on either side', async () => {
    const { one, fresh, clock } = await setupFresh()
    const [{ release }, { request }] = [one.service.care, fresh.service.care]
    orThrow(release.begin())
    request.begin()
    expect([release.state().kind, request.state().kind]).toEqual(['code-wanted', 'preparing'])
    clock.advance(minutes(10) - 1)
    expect([release.state().kind, request.state().kind]).toEqual(['code-wanted', 'preparing'])
    clock.advance(1)
    const expired = { kind: 'failed', failure: { kind: 'expired' } }
    expect([release.state(), request.state()]).toEqual([expired, expired])
    expect(await release.enterCode('12345678')).toEqual({ ok: false, failure: { kind: 'expired' } })
  })
})
