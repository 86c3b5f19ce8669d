/**
 * A sealed conversation that a test drives: people with devices, their lists, a log. Entries are made by sealed-entries.ts, judged by
 * sealed-judging.ts; sealed-conversations.ts begins with some.
 */
import { type Millis, millis } from '../../core/base/clock.ts'
import { Defect } from '../../core/base/defect.ts'
import { type Primitives } from '../../core/e2ee/primitives.ts'
import {
  type ConversationId,
  type EpochId,
  type UserId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import { type DeviceList } from '../../core/sealed/device-list.ts'
import { type ListPin, readPin } from '../../core/sealed/list-chain.ts'
import { emptySealedLog, type SealedLog } from '../../core/sealed/sealed-log.ts'
import {
  listOf,
  makeDevice,
  nextList,
  seededPrimitives,
  signList,
  someday,
  type TestDevice,
  type TestPerson,
} from './sealed-people.ts'

export interface WorldPerson extends TestPerson {
  /** Those that are not revoked. */
  readonly devices: ReadonlyArray<TestDevice>
  /** Oldest first. */
  readonly lists: ReadonlyArray<ListPin>
}

export interface World {
  readonly primitives: Primitives
  readonly workspace: WorkspaceId
  readonly people: Map<UserId, WorldPerson>
  log: SealedLog
  /** What the relay took, and the head after each (the first is that of nothing). */
  readonly taken: Uint8Array[]
  readonly heads: Uint8Array[]
  readonly keys: Map<EpochId, Uint8Array>
}

export const laterThan = (by: number): Millis => millis(someday + by)

export function createWorld(
  conversation: ConversationId,
  seed = 1,
  primitives = seededPrimitives(seed),
): World {
  return {
    primitives,
    workspace,
    people: new Map(),
    log: emptySealedLog(conversation),
    taken: [],
    heads: [emptyHead],
    keys: new Map(),
  }
}

export const workspace = workspaceId('77'.repeat(16))
/** Takes a person into the world, not into the conversation. */
export function join(
  world: World,
  person: TestPerson,
  devices: ReadonlyArray<TestDevice> = [makeDevice(world.primitives)],
): WorldPerson {
  const bytes = signList(world.primitives, person.identity, listOf(world.primitives, person, devices))
  const joined = { ...person, devices, lists: [pinOf(world, bytes)] }
  world.people.set(person.user, joined)
  return joined
}

/** The person's next list, with these devices. */
export function relist(
  world: World,
  user: UserId,
  devices: ReadonlyArray<TestDevice>,
  changes: Partial<DeviceList> = {},
): WorldPerson {
  const person = personOf(world, user)
  const last = person.lists.at(-1)
  if (last === undefined) throw new Defect('no list')
  const gone = person.devices.filter((device) => !devices.includes(device)).map(({ id }) => id)
  const list = nextList(last.list, last.bytes, {
    devices: listOf(world.primitives, person, devices).devices,
    revoked: [...last.list.revoked, ...gone].toSorted(),
    ...changes,
  })
  const pin = pinOf(world, signList(world.primitives, person.identity, list))
  const next = { ...person, devices, lists: [...person.lists, pin] }
  world.people.set(user, next)
  return next
}

function pinOf(world: World, bytes: Uint8Array): ListPin {
  const pin = readPin(bytes, world.primitives)
  if (pin === undefined) throw new Defect('a list against the rules')
  return pin
}

export function personOf(world: World, user: UserId): WorldPerson {
  const person = world.people.get(user)
  if (person === undefined) throw new Defect('nobody of that name')
  return person
}

export function deviceOf({ devices }: WorldPerson, index = 0): TestDevice {
  const device = devices[index]
  if (device === undefined) throw new Defect('no such device')
  return device
}
