/** Attacks on what an epoch entry holds, each rightly signed: SE5 to SE10. */
import { expect, test } from 'vitest'
import { millis } from '../../../core/base/clock.ts'
import { emptyHead } from '../../../core/protocol/log.ts'
import { orThrow } from '../../../core/base/defect.ts'
import { beginAt, neededLists } from '../../../core/sealed/epoch-rules.ts'
import { makeDevice, signLeaf } from '../../support/sealed-people.ts'
import { factsFor, atClient, atRelay, take } from '../../support/sealed-judging.ts'
import { createWorld, deviceOf, laterThan, personOf, relist } from '../../support/sealed-log-world.ts'
import { dmWorld } from '../../support/sealed-conversations.ts'
import { epochEntry, makeContent, makeEpoch, remakeEpoch, samePlan } from '../../support/sealed-entries.ts'

const refusal = (code: string, reason: string): object => ({ ok: false, failure: { code, reason } })

test('[SE5] every member’s list is one that is known, and of no other content', () => {
  const { world, anna, ben } = dmWorld()
  const good = makeEpoch(world, deviceOf(anna), samePlan(world)).bytes
  const { members } = epochEntry(good).body
  const change = (version: number, list?: Uint8Array): Uint8Array =>
    remakeEpoch(world, good, deviceOf(anna), {
      members: members.map((member) =>
        member.user === ben.user ? { ...member, version, list: list ?? member.list } : member,
      ),
    })
  expect(atClient(world, change(2))).toEqual(refusal('stale-epoch', 'list-unknown'))
  expect(atClient(world, change(1, new Uint8Array(32)))).toEqual(refusal('invalid', 'list-other'))
  expect(neededLists(epochEntry(good))).toEqual([
    { user: anna.user, version: 1 },
    { user: ben.user, version: 1 },
  ])
})

test('[SE5] of a first epoch with a list that is not known nothing can be said', () => {
  const { world, anna } = dmWorld()
  const fresh = createWorld(world.log.conversation)
  fresh.people.set(anna.user, anna)
  expect(atClient(fresh, world.taken[0] ?? new Uint8Array())).toEqual(refusal('stale-epoch', 'list-unknown'))
})

test('[SE6] lists go forward only, and the relay takes the newest only', () => {
  const { world, anna, ben } = dmWorld()
  const old = samePlan(world)
  relist(world, ben.user, [...ben.devices, makeDevice(world.primitives)])
  const stale = makeEpoch(world, deviceOf(anna), old).bytes
  expect(atRelay(world, stale)).toEqual(refusal('stale-epoch', 'list-old'))
  expect(atClient(world, stale).ok).toBe(true)
  orThrow(take(world, makeEpoch(world, deviceOf(anna), samePlan(world, 'device')).bytes))
  expect(atClient(world, makeEpoch(world, deviceOf(anna), old).bytes)).toEqual(
    refusal('invalid', 'list-falls'),
  )
})

test('[SE7] a device that its user’s list does not have, or of two people, gets no key', () => {
  const { world, anna, ben } = dmWorld()
  const ghost = makeDevice(world.primitives)
  const plan = samePlan(world)
  const leaves = new Map([...plan.leaves, [ghost.id, ghost.leaf]])
  const withDevices = (devices: ReadonlyArray<string>): ReturnType<typeof samePlan> => ({
    ...plan,
    leaves,
    members: plan.members.map((member) =>
      member.user === ben.user
        ? {
            ...member,
            devices: [...member.devices, ...leaves.keys()]
              .filter((id) => devices.includes(id))
              .filter((id, at, all) => all.indexOf(id) === at)
              .toSorted(),
          }
        : member,
    ),
  })
  const his = deviceOf(ben).id
  expect(atClient(world, makeEpoch(world, deviceOf(anna), withDevices([his, ghost.id])).bytes)).toEqual(
    refusal('invalid', 'ghost-device'),
  )
  expect(atClient(world, makeEpoch(world, deviceOf(anna), withDevices([his])).bytes).ok).toBe(true)
  const hers = makeEpoch(world, deviceOf(anna), plan).bytes
  const { members } = epochEntry(hers).body
  const twice = members.map((member) => ({ ...member, devices: [deviceOf(anna).id] }))
  expect(atClient(world, remakeEpoch(world, hers, deviceOf(anna), { members: twice }))).toEqual(
    refusal('invalid', 'ghost-device'),
  )
  relist(world, ben.user, [makeDevice(world.primitives)])
  const revoked = members.map((member) =>
    member.user === ben.user
      ? { ...member, version: 2, list: personOf(world, ben.user).lists[1]?.hash ?? member.list }
      : member,
  )
  expect(atClient(world, remakeEpoch(world, hers, deviceOf(anna), { members: revoked }))).toEqual(
    refusal('invalid', 'ghost-device'),
  )
})

test('[SE8] each device of the epoch is given the key once, and nobody else is', () => {
  const { world, anna } = dmWorld()
  const good = makeEpoch(world, deviceOf(anna), samePlan(world)).bytes
  const { wraps } = epochEntry(good).body
  const [first] = wraps
  if (first === undefined) throw new Error('a wrap')
  const ghost = { ...first, device: makeDevice(world.primitives).id }
  const sorted = [...wraps, ghost].toSorted((left, right) => (left.device < right.device ? -1 : 1))
  for (const others of [
    [first],
    sorted,
    [first, ghost].toSorted((left, right) => (left.device < right.device ? -1 : 1)),
  ])
    expect(atClient(world, remakeEpoch(world, good, deviceOf(anna), { wraps: others }))).toEqual(
      refusal('invalid', 'wraps'),
    )
})

test('[SE8] a first epoch gives the key to each of its devices too', () => {
  const { world, anna, ben } = dmWorld()
  const fresh = createWorld(world.log.conversation)
  fresh.people.set(anna.user, anna).set(ben.user, ben)
  const first = world.taken[0] ?? new Uint8Array()
  const { wraps } = epochEntry(first).body
  expect(atClient(fresh, remakeEpoch(world, first, deviceOf(anna), { wraps: wraps.slice(1) }))).toEqual(
    refusal('invalid', 'wraps'),
  )
  expect(
    beginAt({ seq: 1, head: emptyHead }, epochEntry(first), {
      ...factsFor(fresh, epochEntry(first), undefined),
      listOf: () => undefined,
    }),
  ).toEqual(refusal('stale-epoch', 'list-unknown'))
})

test('[SE9] whoever begins an epoch is in it, and shows a leaf of their own that is good then', () => {
  const { world, anna, ben } = dmWorld()
  const device = deviceOf(anna)
  const good = makeEpoch(world, device, samePlan(world)).bytes
  const remade = (leaf: Uint8Array): unknown => atClient(world, remakeEpoch(world, good, device, { leaf }))
  expect(remade(deviceOf(ben).leafBytes)).toEqual(refusal('invalid', 'leaf'))
  expect(remade(new Uint8Array())).toEqual(refusal('invalid', 'leaf'))
  expect(remade(signLeaf(world.primitives, device.key, { ...device.leaf, g: 1 }))).toEqual(
    refusal('invalid', 'leaf'),
  )
  for (const time of [laterThan(-1), device.leaf.until])
    expect(atClient(world, makeEpoch(world, device, samePlan(world), time).bytes)).toEqual(
      refusal('invalid', 'leaf'),
    )
  expect(
    atClient(world, makeEpoch(world, device, samePlan(world), millis(device.leaf.until - 1)).bytes).ok,
  ).toBe(true)
  const { members, wraps } = epochEntry(good).body
  const without = {
    members: members.map((member) => (member.user === anna.user ? { ...member, devices: [] } : member)),
    wraps: wraps.filter((wrap) => wrap.device !== device.id),
  }
  expect(atClient(world, remakeEpoch(world, good, device, without))).toEqual(refusal('invalid', 'committer'))
})

test('[SE9] the relay takes no epoch that is wrapped to a leaf it does not have', () => {
  const { world, anna, ben } = dmWorld()
  const good = makeEpoch(world, deviceOf(anna), samePlan(world)).bytes
  const { wraps } = epochEntry(good).body
  const older = wraps.map((wrap) => (wrap.device === deviceOf(ben).id ? { ...wrap, generation: 7 } : wrap))
  const remade = remakeEpoch(world, good, deviceOf(anna), { wraps: older })
  expect(atRelay(world, remade)).toEqual(refusal('stale-epoch', 'leaf-old'))
  expect(atClient(world, remade).ok).toBe(true)
})

test('[SE10] the marks are the ends of all chains of the devices that stay', () => {
  const { world, anna, ben } = dmWorld()
  orThrow(take(world, makeContent(world, deviceOf(ben))))
  const good = makeEpoch(world, deviceOf(anna), samePlan(world)).bytes
  const { marks } = epochEntry(good).body
  expect(marks.map(({ device }) => device)).toEqual([deviceOf(anna).id, deviceOf(ben).id].toSorted())
  expect(marks.map(({ counter }) => counter)).toEqual([0, 0])
  const change = (others: typeof marks): unknown =>
    atClient(world, remakeEpoch(world, good, deviceOf(anna), { marks: others }))
  expect(change(marks.slice(1))).toEqual(refusal('invalid', 'marks'))
  expect(change(marks.map((mark) => ({ ...mark, counter: mark.counter + 1 })))).toEqual(
    refusal('invalid', 'marks'),
  )
  expect(change(marks.map((mark) => ({ ...mark, entryId: new Uint8Array(32) })))).toEqual(
    refusal('invalid', 'marks'),
  )
  const ghost = { device: makeDevice(world.primitives).id, counter: 0, entryId: new Uint8Array(32) }
  expect(change([...marks, ghost].toSorted((left, right) => (left.device < right.device ? -1 : 1)))).toEqual(
    refusal('invalid', 'marks'),
  )
})
