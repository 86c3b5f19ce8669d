/** Attacks on where and by whom an epoch is begun, each rightly signed: SE1 to SE4. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { conversationId, epochId, workspaceId } from '../../../core/protocol/ids.ts'
import { emptyHead } from '../../../core/protocol/log.ts'
import { dmConversationId } from '../../../core/sealed/conversation-id.ts'
import { noEpoch } from '../../../core/sealed/epoch-entry.ts'
import { makeDevice, makePerson } from '../../support/sealed-people.ts'
import { atClient, atRelay, force, take } from '../../support/sealed-judging.ts'
import { createWorld, deviceOf, join, relist } from '../../support/sealed-log-world.ts'
import { dmWorld, groupSalt, groupWorld } from '../../support/sealed-conversations.ts'
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

test('[SE1] the first epoch makes the conversation, and only once', () => {
  const { world, anna, ben } = dmWorld()
  expect(world.log.epoch).toMatchObject({ n: 0, kind: 'dm', seq: 1, entries: 0, left: [] })
  expect([...(world.log.epoch?.devices.keys() ?? [])].toSorted()).toEqual(
    [deviceOf(anna).id, deviceOf(ben).id].toSorted(),
  )

  const fresh = createWorld(world.log.conversation)
  fresh.people.set(anna.user, anna).set(ben.user, ben)
  const his = makeEpoch(
    world,
    deviceOf(ben),
    {
      ...samePlan(world, 'create'),
      create: { kind: 'dm', workspace: world.workspace, salt: new Uint8Array(16) },
    },
    undefined,
    fresh.log,
  )
  expect(atRelay(fresh, his.bytes).ok).toBe(true)
  expect(atRelay(world, his.bytes)).toEqual(refusal('stale-epoch', 'exists'))
})

test('[SE1] nothing comes before the first epoch, and it names none before it', () => {
  const { world, anna } = dmWorld()
  const fresh = createWorld(world.log.conversation)
  fresh.people.set(anna.user, anna)
  const first = world.taken[0] ?? new Uint8Array()
  const ben = [...world.people.values()].find(({ user }) => user !== anna.user)
  if (ben) fresh.people.set(ben.user, ben)
  expect(atClient(fresh, makeContent(world, deviceOf(anna)))).toEqual(refusal('stale-epoch', 'no-epoch'))
  const device = deviceOf(anna)
  expect(atClient(fresh, remakeEpoch(world, first, device, {}, { epoch: 1 }))).toEqual(
    refusal('stale-epoch', 'no-epoch'),
  )
  expect(
    atClient(fresh, remakeEpoch(world, first, device, {}, { epochId: epochId('11'.repeat(16)) })),
  ).toEqual(refusal('invalid', 'epoch'))
  expect(atClient(fresh, remakeEpoch(world, first, device, {}, { counter: 1 }))).toEqual(
    refusal('counter', 'counter'),
  )
  expect(
    atClient(fresh, remakeEpoch(world, first, device, {}, { seenHead: new Uint8Array(32).fill(1) })),
  ).toEqual(refusal('invalid', 'seen'))
  expect(atClient(fresh, remakeEpoch(world, first, device, { reason: 'time' }))).toEqual(
    refusal('invalid', 'reason'),
  )
  expect(
    atClient(
      fresh,
      remakeEpoch(world, first, device, {
        members: epochEntry(first).body.members.map((member) => ({ ...member, since: 1 })),
      }),
    ),
  ).toEqual(refusal('invalid', 'since'))
  force(fresh, makeContent(world, deviceOf(anna)))
  expect(atClient(fresh, first)).toEqual(refusal('invalid', 'moved'))
})

test('[SE2] nobody squats the id of other people’s dm, or of a group that another device made', () => {
  const { world, anna } = dmWorld()
  const mallory = join(world, makePerson(world.primitives, 9))
  const squatted = createWorld(world.log.conversation)
  for (const person of world.people.values()) squatted.people.set(person.user, person)
  const create = { kind: 'dm' as const, workspace: world.workspace, salt: new Uint8Array(16) }
  const hers = planOf(world, 'create', { [mallory.user]: 'admin', [anna.user]: 'admin' }, { create })
  expect(atRelay(squatted, makeEpoch(squatted, deviceOf(mallory), hers).bytes)).toEqual(
    refusal('invalid', 'conversation-id'),
  )
  const elsewhere = { ...hers, create: { ...create, workspace: workspaceId('12'.repeat(16)) } }
  expect(atRelay(squatted, makeEpoch(squatted, deviceOf(mallory), elsewhere).bytes)).toEqual(
    refusal('invalid', 'conversation-id'),
  )
  const group = groupWorld(2)
  const stolen = createWorld(group.world.log.conversation)
  stolen.people.set(mallory.user, mallory)
  const plan = planOf(
    world,
    'create',
    { [mallory.user]: 'admin' },
    { create: { kind: 'group', workspace: world.workspace, salt: groupSalt } },
  )
  expect(atRelay(stolen, makeEpoch(stolen, deviceOf(mallory), plan).bytes)).toEqual(
    refusal('invalid', 'conversation-id'),
  )
})

test('[SE2] a dm is of one or two people, all of them admins, without a salt', () => {
  const { world, anna, ben } = dmWorld()
  const cleo = join(world, makePerson(world.primitives, 3))
  const roles = { [anna.user]: 'admin', [ben.user]: 'admin' } as const
  const create = { kind: 'dm' as const, workspace: world.workspace, salt: new Uint8Array(16) }
  const fresh = createWorld(world.log.conversation)
  for (const person of world.people.values()) fresh.people.set(person.user, person)
  const judged = (plan: ReturnType<typeof planOf>): unknown =>
    atRelay(fresh, makeEpoch(fresh, deviceOf(anna), plan).bytes)
  expect(judged(planOf(world, 'create', { ...roles, [cleo.user]: 'admin' }, { create }))).toEqual(
    refusal('invalid', 'dm-members'),
  )
  expect(judged(planOf(world, 'create', { ...roles, [ben.user]: 'member' }, { create }))).toEqual(
    refusal('invalid', 'dm-members'),
  )
  expect(judged(planOf(world, 'create', roles, { create: { ...create, salt: groupSalt } }))).toEqual(
    refusal('invalid', 'dm-members'),
  )
  expect(judged(planOf(world, 'create', roles, { create }))).toMatchObject({ ok: true })
  const notes = createWorld(dmConversationId(world.workspace, anna.user, anna.user))
  notes.people.set(anna.user, anna)
  expect(
    atRelay(
      notes,
      makeEpoch(notes, deviceOf(anna), planOf(world, 'create', { [anna.user]: 'admin' }, { create })).bytes,
    ).ok,
  ).toBe(true)
})

test('[SE2] who makes a group is an admin of it', () => {
  const { world, people } = groupWorld()
  const [anna, ben] = people
  const fresh = createWorld(world.log.conversation)
  for (const person of people) fresh.people.set(person.user, person)
  const create = { kind: 'group' as const, workspace: world.workspace, salt: groupSalt }
  const plan = planOf(world, 'create', { [anna.user]: 'member', [ben.user]: 'admin' }, { create })
  expect(atRelay(fresh, makeEpoch(fresh, deviceOf(anna), plan).bytes)).toEqual(
    refusal('forbidden', 'not-admin'),
  )
})

test('[SE3] an epoch follows on the newest one, at the very end of the log', () => {
  const { world, anna, ben } = dmWorld()
  const his = makeEpoch(world, deviceOf(ben), samePlan(world)).bytes
  orThrow(take(world, makeContent(world, deviceOf(anna))))
  expect(atRelay(world, his)).toEqual(refusal('stale-epoch', 'moved'))
  const good = makeEpoch(world, deviceOf(ben), samePlan(world)).bytes
  expect(atClient(world, remakeEpoch(world, good, deviceOf(ben), {}, { seenHead: emptyHead }))).toEqual(
    refusal('invalid', 'seen'),
  )
  expect(atClient(world, remakeEpoch(world, good, deviceOf(ben), {}, { epoch: 2 }))).toEqual(
    refusal('stale-epoch', 'epoch'),
  )
  expect(atClient(world, remakeEpoch(world, good, deviceOf(ben), {}, { epochId: noEpoch }))).toEqual(
    refusal('stale-epoch', 'epoch'),
  )
  expect(atClient(world, remakeEpoch(world, good, deviceOf(ben), {}, { counter: 1 }))).toEqual(
    refusal('counter', 'counter'),
  )
  orThrow(take(world, good))
  expect(atRelay(world, his)).toEqual(refusal('stale-epoch', 'epoch'))
})

test('[SE3] kind, workspace and salt stay what they were', () => {
  const { world, people } = groupWorld()
  const device = deviceOf(people[0])
  const good = makeEpoch(world, device, samePlan(world)).bytes
  for (const change of [
    { kind: 'dm' as const },
    { workspace: workspaceId('12'.repeat(16)) },
    { salt: new Uint8Array(16) },
  ])
    expect(atClient(world, remakeEpoch(world, good, device, change))).toEqual(refusal('invalid', 'kind'))
})

test('[SE4] only a device of the epoch before begins another: nobody lets themselves in', () => {
  const { world, anna, ben } = dmWorld()
  const ghost = makeDevice(world.primitives)
  const late = relist(world, ben.user, [...ben.devices, ghost])
  expect(atClient(world, makeEpoch(world, ghost, samePlan(world, 'device')).bytes)).toEqual(
    refusal('not-linked', 'device'),
  )
  // One that is revoked by the very list that the new epoch names is not in it, and cannot make it.
  orThrow(take(world, makeEpoch(world, deviceOf(anna), samePlan(world, 'device')).bytes))
  relist(world, late.user, [deviceOf(ben)])
  expect(atClient(world, makeEpoch(world, ghost, samePlan(world, 'device')).bytes)).toEqual(
    refusal('invalid', 'committer'),
  )
})

test('[SE4] who has left begins no epoch', () => {
  const { world, people } = groupWorld()
  const [anna, ben, cleo] = people
  orThrow(take(world, makeLeave(world, deviceOf(cleo))))
  const plan = planOf(world, 'leave', { [anna.user]: 'admin', [ben.user]: 'member' })
  expect(atClient(world, makeEpoch(world, deviceOf(cleo), plan).bytes)).toEqual(refusal('forbidden', 'left'))
})

test('[SE4] nobody signs an epoch for another', () => {
  const { world, anna, ben } = dmWorld()
  const forged = makeEpoch(world, { ...deviceOf(anna), key: deviceOf(ben).key }, samePlan(world)).bytes
  expect(atClient(world, forged)).toEqual(refusal('invalid', 'signature'))
  const fresh = createWorld(world.log.conversation)
  for (const person of world.people.values()) fresh.people.set(person.user, person)
  const first = world.taken[0] ?? new Uint8Array()
  const ghost = makeDevice(world.primitives)
  expect(atClient(fresh, remakeEpoch(world, first, ghost, {}, { device: ghost.id }))).toEqual(
    refusal('not-linked', 'device'),
  )
  expect(atClient(fresh, remakeEpoch(world, first, deviceOf(ben), {}))).toEqual(
    refusal('invalid', 'signature'),
  )
})

test('[SE2] an epoch of another conversation counts nowhere else', () => {
  const { world, anna } = dmWorld()
  const good = makeEpoch(world, deviceOf(anna), samePlan(world)).bytes
  expect(
    atRelay(
      world,
      remakeEpoch(world, good, deviceOf(anna), {}, { conversation: conversationId('55'.repeat(16)) }),
    ),
  ).toEqual(refusal('malformed', 'conversation'))
})
