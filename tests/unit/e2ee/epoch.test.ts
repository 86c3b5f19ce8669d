import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { commitEpoch, unwrapEpoch, wrappedGeneration } from '../../../core/e2ee/commit-epoch.ts'
import type { Primitives } from '../../../core/e2ee/primitives.ts'
import { epochId } from '../../../core/protocol/ids.ts'
import { epochIdOf } from '../../../core/sealed/epoch-entry.ts'
import { makeDevice, someday } from '../../support/sealed-people.ts'
import { createWorld, deviceOf } from '../../support/sealed-log-world.ts'
import { dmWorld, groupWorld } from '../../support/sealed-conversations.ts'
import { epochEntry, makeEpoch, remakeEpoch, samePlan } from '../../support/sealed-entries.ts'
import { take } from '../../support/sealed-judging.ts'

const failed = (kind: string): object => ({ ok: false, failure: { kind } })

test('[EK1] every device of the epoch takes the same key out, and it is the one its writer made', () => {
  const { world, people } = groupWorld()
  const made = makeEpoch(world, deviceOf(people[0]), samePlan(world))
  const entry = epochEntry(made.bytes)
  expect(epochIdOf(entry.id)).toBe(made.id)
  for (const person of people) {
    const { id, leafSecret } = deviceOf(person)
    expect(wrappedGeneration(entry, id)).toBe(0)
    expect(unwrapEpoch(world.primitives, entry, id, leafSecret)).toEqual({ ok: true, value: made.key })
  }
})

test('[EK2] no other device takes it out, and no other key does', () => {
  const { world, anna, ben } = dmWorld()
  const entry = epochEntry(makeEpoch(world, deviceOf(anna), samePlan(world)).bytes)
  const ghost = makeDevice(world.primitives)
  expect(unwrapEpoch(world.primitives, entry, ghost.id, ghost.leafSecret)).toEqual(failed('no-wrap'))
  expect(wrappedGeneration(entry, ghost.id)).toBeUndefined()
  expect(unwrapEpoch(world.primitives, entry, deviceOf(ben).id, ghost.leafSecret)).toEqual(
    failed('does-not-open'),
  )
})

test('[EK3] a wrap opens in its own entry only: for its conversation, epoch, writer, device and leaf', () => {
  const { world, anna, ben } = dmWorld()
  const good = makeEpoch(world, deviceOf(anna), samePlan(world)).bytes
  const { body } = epochEntry(good)
  const his = deviceOf(ben)
  const unwrapped = (bytes: Uint8Array): unknown =>
    unwrapEpoch(world.primitives, epochEntry(bytes), his.id, his.leafSecret)
  const moved = (place: Parameters<typeof remakeEpoch>[4]): Uint8Array =>
    remakeEpoch(world, good, deviceOf(anna), {}, place)
  expect(unwrapped(good)).toMatchObject({ ok: true })
  expect(unwrapped(moved({ epoch: 5 }))).toEqual(failed('does-not-open'))
  expect(unwrapped(moved({ epochId: epochId('12'.repeat(16)) }))).toEqual(failed('does-not-open'))
  expect(unwrapped(moved({ device: his.id }))).toEqual(failed('does-not-open'))
  expect(
    unwrapped(moved({ conversation: createWorld(groupWorld().world.log.conversation).log.conversation })),
  ).toEqual(failed('does-not-open'))
  const older = body.wraps.map((wrap) => ({ ...wrap, generation: 1 }))
  expect(unwrapped(remakeEpoch(world, good, deviceOf(anna), { wraps: older }))).toEqual(
    failed('does-not-open'),
  )
  const [first, second] = body.wraps
  if (!first || !second) throw new Error('two wraps')
  const swapped = [
    { ...second, device: first.device },
    { ...first, device: second.device },
  ]
  expect(unwrapped(remakeEpoch(world, good, deviceOf(anna), { wraps: swapped }))).toEqual(
    failed('does-not-open'),
  )
  expect(unwrapped(remakeEpoch(world, good, deviceOf(anna), { commit: new Uint8Array(32) }))).toEqual(
    failed('does-not-open'),
  )
})

test('[EK4] a member who gives different keys to different people is found out by who got the other one', () => {
  const { world, anna, ben } = dmWorld()
  const { primitives } = world
  const { id, key, leafBytes } = deviceOf(anna)
  // The wraps are right in everything, but hold another key than the one that the entry promises.
  const other = new Uint8Array(32).fill(2)
  const liar: Primitives = {
    ...primitives,
    aeadSeal: (by, nonce, _, associated) => primitives.aeadSeal(by, nonce, other, associated),
  }
  const committer = { device: id, signing: key, leaf: leafBytes }
  const lied = orThrow(commitEpoch(liar, world.log, committer, samePlan(world), someday)).bytes
  orThrow(take(world, lied))
  expect(unwrapEpoch(primitives, epochEntry(lied), deviceOf(ben).id, deviceOf(ben).leafSecret)).toEqual(
    failed('other-key'),
  )
})

test('[EK5] an epoch is not made for a device whose leaf is not known, or is a key of small order', () => {
  const { world, anna, ben } = dmWorld()
  const committer = { device: deviceOf(anna).id, signing: deviceOf(anna).key, leaf: deviceOf(anna).leafBytes }
  const plan = samePlan(world)
  const his = deviceOf(ben).id
  const without = new Map([...plan.leaves].filter(([id]) => id !== his))
  expect(commitEpoch(world.primitives, world.log, committer, { ...plan, leaves: without }, someday)).toEqual({
    ok: false,
    failure: { kind: 'no-leaf', device: his },
  })
  const small = new Map([...without, [his, { g: 0, key: new Uint8Array(32) }]])
  expect(commitEpoch(world.primitives, world.log, committer, { ...plan, leaves: small }, someday)).toEqual({
    ok: false,
    failure: { kind: 'no-leaf', device: his },
  })
})

test('[EK5] there is nothing to rotate before the first epoch', () => {
  const { world, anna } = dmWorld()
  const committer = { device: deviceOf(anna).id, signing: deviceOf(anna).key, leaf: deviceOf(anna).leafBytes }
  const fresh = createWorld(world.log.conversation)
  expect(commitEpoch(world.primitives, fresh.log, committer, samePlan(world), someday)).toEqual(
    failed('nothing-to-rotate'),
  )
})

test('[EK6] a wrap of an older epoch, played again in a newer one, opens nothing', () => {
  const { world, anna, ben } = dmWorld()
  const first = epochEntry(world.taken[0] ?? new Uint8Array())
  const next = makeEpoch(world, deviceOf(anna), samePlan(world)).bytes
  const replayed = remakeEpoch(world, next, deviceOf(anna), { wraps: first.body.wraps })
  orThrow(take(world, replayed))
  expect(
    unwrapEpoch(world.primitives, epochEntry(replayed), deviceOf(ben).id, deviceOf(ben).leafSecret),
  ).toEqual(failed('does-not-open'))
})
