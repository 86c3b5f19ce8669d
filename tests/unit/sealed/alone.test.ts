/** How a person goes on who is alone in a conversation and has lost the devices that were in it: SE17. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { dmConversationId } from '../../../core/sealed/conversation-id.ts'
import { makeDevice, makePerson, seededPrimitives } from '../../support/sealed-people.ts'
import { groupWorld } from '../../support/sealed-conversations.ts'
import { atClient, atRelay, take } from '../../support/sealed-judging.ts'
import {
  createWorld,
  deviceOf,
  join,
  relist,
  type World,
  type WorldPerson,
  workspace,
} from '../../support/sealed-log-world.ts'
import {
  makeContent,
  makeEpoch,
  makeLeave,
  planOf,
  remakeEpoch,
  samePlan,
} from '../../support/sealed-entries.ts'

const refusal = (code: string, reason: string): object => ({ ok: false, failure: { code, reason } })

/** Notes to oneself, in which the one device of their writer has written. */
function notesWorld(): { readonly world: World; readonly anna: WorldPerson } {
  const primitives = seededPrimitives(1)
  const person = makePerson(primitives, 1)
  const world = createWorld(dmConversationId(workspace, person.user, person.user), 1, primitives)
  const anna = join(world, person)
  const create = { kind: 'dm' as const, workspace, salt: new Uint8Array(16) }
  const plan = planOf(world, 'create', { [anna.user]: 'admin' }, { create })
  orThrow(take(world, makeEpoch(world, deviceOf(anna), plan).bytes))
  orThrow(take(world, makeContent(world, deviceOf(anna))))
  return { world, anna }
}

test.each(['beside the old device', 'in place of the old device'])(
  '[SE17] a device that its person has listed %s goes on in their notes',
  (how) => {
    const { world, anna } = notesWorld()
    const fresh = makeDevice(world.primitives)
    relist(world, anna.user, how.startsWith('beside') ? [...anna.devices, fresh] : [fresh])
    const next = makeEpoch(world, fresh, samePlan(world, 'device'))
    expect(atClient(world, next.bytes).ok).toBe(true)
    orThrow(take(world, next.bytes))
    expect(world.log.epoch?.devices.get(fresh.id)?.user).toBe(anna.user)
    expect(take(world, makeContent(world, fresh)).ok).toBe(true)
    const old = atRelay(world, makeContent(world, deviceOf(anna)))
    expect(old).toEqual(
      how.startsWith('beside') ? expect.objectContaining({ ok: true }) : refusal('not-linked', 'device'),
    )
  },
)

test('[SE17] nobody comes in whom the list does not name, under another key, or by a list that was replaced', () => {
  const { world, anna } = notesWorld()
  const [ghost, revoked] = [makeDevice(world.primitives), makeDevice(world.primitives)]
  const plan = samePlan(world, 'device')
  expect(atRelay(world, makeEpoch(world, ghost, plan).bytes)).toEqual(refusal('not-linked', 'device'))

  relist(world, anna.user, [...anna.devices, revoked])
  const early = makeEpoch(world, revoked, samePlan(world, 'device')).bytes
  const forged = { ...revoked, key: ghost.key }
  expect(atClient(world, makeEpoch(world, forged, samePlan(world, 'device')).bytes)).toEqual(
    refusal('invalid', 'signature'),
  )
  relist(world, anna.user, [...anna.devices])
  expect(atRelay(world, early)).toEqual(refusal('stale-epoch', 'list-old'))

  const [member] = plan.members
  if (member === undefined) throw new Error('nobody is there')
  const unknown = remakeEpoch(world, early, revoked, {
    members: [{ ...member, version: 9, since: 0 }],
  })
  expect(atClient(world, unknown), 'it waits for the list').toEqual(refusal('stale-epoch', 'list-unknown'))
})

test('[SE17] it is so in a group that all others have left, and only there', () => {
  const { world, people } = groupWorld()
  const [anna, ben, cleo] = people
  const fresh = makeDevice(world.primitives)
  relist(world, anna.user, [fresh])
  const roles = { [anna.user]: 'admin', [ben.user]: 'member' } as const
  orThrow(take(world, makeLeave(world, deviceOf(cleo))))
  expect(atRelay(world, makeEpoch(world, fresh, planOf(world, 'leave', roles)).bytes)).toEqual(
    refusal('not-linked', 'device'),
  )
  orThrow(take(world, makeEpoch(world, deviceOf(ben), planOf(world, 'leave', roles)).bytes))
  orThrow(take(world, makeLeave(world, deviceOf(ben))))
  const alone = planOf(world, 'leave', { [anna.user]: 'admin' })
  expect(atRelay(world, makeEpoch(world, fresh, alone).bytes).ok).toBe(true)
})
