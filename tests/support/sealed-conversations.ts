/** Conversations to begin a test with. */
import { Defect, orThrow } from '../../core/base/defect.ts'
import { dmConversationId, groupConversationId } from '../../core/sealed/conversation-id.ts'
import { makeDevice, makePerson, seededPrimitives } from './sealed-people.ts'
import { type WorldPerson, type World, createWorld, workspace, join, deviceOf } from './sealed-log-world.ts'
import { planOf, makeEpoch } from './sealed-entries.ts'
import { take } from './sealed-judging.ts'

export const groupSalt: Uint8Array = new Uint8Array(16).fill(3)

/** Two people, with one device each, and the dm that the first of them began. */
export function dmWorld(seed = 1): {
  readonly world: World
  readonly anna: WorldPerson
  readonly ben: WorldPerson
} {
  const primitives = seededPrimitives(seed)
  const [a, b] = [makePerson(primitives, 1), makePerson(primitives, 2)]
  const world = createWorld(dmConversationId(workspace, a.user, b.user), seed, primitives)
  const [anna, ben] = [join(world, a), join(world, b)]
  const create = { kind: 'dm' as const, workspace, salt: new Uint8Array(16) }
  const made = makeEpoch(
    world,
    deviceOf(anna),
    planOf(world, 'create', { [anna.user]: 'admin', [ben.user]: 'admin' }, { create }),
  )
  orThrow(take(world, made.bytes))
  return { world, anna, ben }
}

/** Three people (the first is the admin), with one device each, in a group. */
export function groupWorld(seed = 1): {
  readonly world: World
  readonly people: readonly [WorldPerson, WorldPerson, WorldPerson]
} {
  const primitives = seededPrimitives(seed)
  const all = [1, 2, 3].map((name) => makePerson(primitives, name))
  const first = makeDevice(primitives)
  const world = createWorld(groupConversationId(workspace, first.id, groupSalt), seed, primitives)
  const [anna, ben, cleo] = all.map((person, index) => join(world, person, index === 0 ? [first] : undefined))
  if (!anna || !ben || !cleo) throw new Defect('three people')
  const roles = { [anna.user]: 'admin', [ben.user]: 'member', [cleo.user]: 'member' } as const
  const create = { kind: 'group' as const, workspace, salt: groupSalt }
  const made = makeEpoch(world, first, planOf(world, 'create', roles, { create }))
  orThrow(take(world, made.bytes))
  return { world, people: [anna, ben, cleo] }
}
