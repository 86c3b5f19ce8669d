/** Who may change who is in a conversation: SE11 to SE15. */
import { withHeir } from '../../../core/sealed/membership-rules.ts'
import { stillThere } from '../../../core/sealed/sealed-log.ts'
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { makePerson } from '../../support/sealed-people.ts'
import { atClient, atRelay, take } from '../../support/sealed-judging.ts'
import { deviceOf, join } from '../../support/sealed-log-world.ts'
import { dmWorld, groupWorld } from '../../support/sealed-conversations.ts'
import {
  epochEntry,
  makeContent,
  makeEpoch,
  makeLeave,
  planOf,
  remakeEpoch,
  samePlan,
} from '../../support/sealed-entries.ts'

const refusal = (code: string, reason: string): object => ({ ok: false, failure: { code, reason } })

test('[SE11] only an admin takes in, sends away or makes an admin; anybody rotates', () => {
  const { world, people } = groupWorld()
  const [anna, ben, cleo] = people
  const dora = join(world, makePerson(world.primitives, 4))
  const now = { [anna.user]: 'admin', [ben.user]: 'member', [cleo.user]: 'member' } as const
  const changes = [
    ['add', { ...now, [dora.user]: 'member' }],
    ['remove', { [anna.user]: 'admin', [ben.user]: 'member' }],
    ['role', { ...now, [ben.user]: 'admin' }],
  ] as const
  for (const [reason, roles] of changes) {
    const plan = planOf(world, reason, roles)
    expect(atRelay(world, makeEpoch(world, deviceOf(ben), plan).bytes), `${reason}`).toEqual(
      refusal('forbidden', 'not-admin'),
    )
    expect(atRelay(world, makeEpoch(world, deviceOf(anna), plan).bytes).ok, `${reason}`).toBe(true)
  }
  expect(atRelay(world, makeEpoch(world, deviceOf(ben), samePlan(world)).bytes).ok).toBe(true)
})

test('[SE11] the members of a dm never change', () => {
  const { world, anna, ben } = dmWorld()
  const cleo = join(world, makePerson(world.primitives, 3))
  const both = { [anna.user]: 'admin', [ben.user]: 'admin' } as const
  for (const [reason, roles] of [
    ['add', { ...both, [cleo.user]: 'admin' }],
    ['remove', { [anna.user]: 'admin' }],
    ['role', { ...both, [ben.user]: 'member' }],
  ] as const)
    expect(atRelay(world, makeEpoch(world, deviceOf(anna), planOf(world, reason, roles)).bytes)).toEqual(
      refusal('forbidden', 'dm-members'),
    )
})

test('[SE12] one change an epoch, and it says which', () => {
  const { world, people } = groupWorld()
  const [anna, ben, cleo] = people
  const dora = join(world, makePerson(world.primitives, 4))
  const now = { [anna.user]: 'admin', [ben.user]: 'member', [cleo.user]: 'member' } as const
  const judged = (reason: Parameters<typeof planOf>[1], roles: Parameters<typeof planOf>[2]): unknown =>
    atRelay(world, makeEpoch(world, deviceOf(anna), planOf(world, reason, roles)).bytes)
  for (const reason of ['create', 'remove', 'role', 'leave', 'time'] as const)
    expect(judged(reason, { ...now, [dora.user]: 'member' }), `${reason}`).toEqual(
      refusal('invalid', 'reason'),
    )
  expect(judged('add', { [anna.user]: 'admin', [ben.user]: 'member', [dora.user]: 'member' })).toEqual(
    refusal('invalid', 'reason'),
  )
  for (const reason of ['create', 'add', 'remove', 'role', 'leave'] as const)
    expect(judged(reason, now), `${reason}`).toEqual(refusal('invalid', 'reason'))
  for (const reason of ['device', 'time', 'count', 'leaf'] as const)
    expect(judged(reason, now), `${reason}`).toMatchObject({ ok: true })
})

test('[SE13] who has left is not in the next epoch, and comes back only later, by an admin', () => {
  const { world, people } = groupWorld()
  const [anna, ben, cleo] = people
  const [all, rest] = [
    { [anna.user]: 'admin', [ben.user]: 'member', [cleo.user]: 'member' },
    { [anna.user]: 'admin', [ben.user]: 'member' },
  ] as const
  orThrow(take(world, makeLeave(world, deviceOf(cleo))))
  expect(atClient(world, makeEpoch(world, deviceOf(ben), planOf(world, 'leave', all)).bytes)).toEqual(
    refusal('invalid', 'left-back'),
  )
  expect(atClient(world, makeEpoch(world, deviceOf(ben), planOf(world, 'time', rest)).bytes)).toEqual(
    refusal('invalid', 'reason'),
  )
  orThrow(take(world, makeEpoch(world, deviceOf(ben), planOf(world, 'leave', rest)).bytes))
  expect(atClient(world, makeContent(world, deviceOf(cleo)))).toEqual(refusal('not-linked', 'device'))

  orThrow(take(world, makeEpoch(world, deviceOf(anna), planOf(world, 'add', all)).bytes))
  expect(world.log.epoch?.members.map(({ since }) => since)).toEqual([0, 0, 2])
  // Its chain goes on where it was: no counter is used twice.
  expect(atClient(world, makeContent(world, deviceOf(cleo), { counter: 0 }))).toEqual(
    refusal('counter', 'counter'),
  )
  orThrow(take(world, makeContent(world, deviceOf(cleo))))
  expect(world.log.chains.get(deviceOf(cleo).id)?.counter).toBe(1)
})

test('[SE14] since when a member is there is not for anybody to say', () => {
  const { world, people } = groupWorld()
  const [anna] = people
  const good = makeEpoch(world, deviceOf(anna), samePlan(world)).bytes
  const { members } = epochEntry(good).body
  const older = members.map((member) => ({ ...member, since: 1 }))
  expect(atClient(world, remakeEpoch(world, good, deviceOf(anna), { members: older }))).toEqual(
    refusal('invalid', 'since'),
  )
})

test('[SE15] there is always an admin: when the last one leaves, whoever has been there longest is one', () => {
  const { world, people } = groupWorld()
  const [anna, ben, cleo] = people
  const now = { [anna.user]: 'admin', [ben.user]: 'member', [cleo.user]: 'member' } as const
  const none = planOf(world, 'role', { ...now, [anna.user]: 'member' })
  expect(atClient(world, makeEpoch(world, deviceOf(anna), none).bytes)).toEqual(
    refusal('forbidden', 'no-admin'),
  )

  // Ben goes and comes back: Cleo has been here longer, though her id is the higher one.
  orThrow(
    take(
      world,
      makeEpoch(
        world,
        deviceOf(anna),
        planOf(world, 'remove', { [anna.user]: 'admin', [cleo.user]: 'member' }),
      ).bytes,
    ),
  )
  orThrow(take(world, makeEpoch(world, deviceOf(anna), planOf(world, 'add', now)).bytes))
  orThrow(take(world, makeLeave(world, deviceOf(anna))))
  for (const roles of [
    { [ben.user]: 'member', [cleo.user]: 'member' },
    { [ben.user]: 'admin', [cleo.user]: 'member' },
    { [ben.user]: 'admin', [cleo.user]: 'admin' },
  ] as const)
    expect(atClient(world, makeEpoch(world, deviceOf(ben), planOf(world, 'leave', roles)).bytes).ok).toBe(
      false,
    )
  const { epoch } = world.log
  if (epoch === undefined) throw new Error('an epoch')
  expect(withHeir(stillThere(epoch)).map(({ user, role }) => [user, role])).toEqual([
    [ben.user, 'member'],
    [cleo.user, 'admin'],
  ])
  const heir = planOf(world, 'leave', { [ben.user]: 'member', [cleo.user]: 'admin' })
  orThrow(take(world, makeEpoch(world, deviceOf(ben), heir).bytes))
})
