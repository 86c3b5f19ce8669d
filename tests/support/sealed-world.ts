/**
 * A sealed conversation that a test drives: people with devices, their lists, a log, and what a relay and a reader say of each
 * entry. Every part of an entry can be another than it should, with a signature that is right all the same.
 */
import { concatBytes } from '../../core/base/bytes.ts'
import { type Millis, millis } from '../../core/base/clock.ts'
import { Defect, orThrow } from '../../core/base/defect.ts'
import { commitEpoch, type EpochPlan, type MadeEpoch } from '../../core/e2ee/commit-epoch.ts'
import { messageKey } from '../../core/e2ee/key-schedule.ts'
import type { ContentPayload, Payload } from '../../core/e2ee/payload.ts'
import type { Primitives } from '../../core/e2ee/primitives.ts'
import { sealContent, sealLeave, signEntry } from '../../core/e2ee/seal-content.ts'
import {
  type ConversationId,
  type DeviceId,
  type EpochId,
  type UserId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import { dmConversationId, groupConversationId } from '../../core/sealed/conversation-id.ts'
import { joinSealed } from '../../core/sealed/content-entry.ts'
import type { DeviceList } from '../../core/sealed/device-list.ts'
import { type EntryPlace, noHash } from '../../core/sealed/entry-place.ts'
import { encodeEpochBody, type EpochBody } from '../../core/sealed/epoch-body.ts'
import { encodeEpochHeader, type SealedEpoch } from '../../core/sealed/epoch-entry.ts'
import { type AppendFacts, type Judgement, listFact, type SealedFacts } from '../../core/sealed/judgement.ts'
import type { ListPin } from '../../core/sealed/list-chain.ts'
import { readPin } from '../../core/sealed/list-chain.ts'
import { judgeSealed } from '../../core/sealed/log-rules.ts'
import { decodeSealed, type SealedEntry } from '../../core/sealed/sealed-entry.ts'
import { emptySealedLog, passOver, type SealedLog } from '../../core/sealed/sealed-log.ts'
import {
  listOf,
  makeDevice,
  makePerson,
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

const workspace = workspaceId('77'.repeat(16))
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

/** A plan for these members, with the newest list and all devices of each. */
export function planOf(
  world: World,
  reason: EpochPlan['reason'],
  roles: Readonly<Record<UserId, 'admin' | 'member'>>,
  more: Partial<EpochPlan> = {},
): EpochPlan {
  const people = [...world.people.values()].filter(({ user }) => user in roles)
  const members = people
    .map(({ user, devices, lists }) => ({
      user,
      version: lists.length,
      list: lists.at(-1)?.hash ?? noHash,
      role: roles[user] ?? 'member',
      devices: devices.map(({ id }) => id).toSorted(),
    }))
    .toSorted((left, right) => (left.user < right.user ? -1 : 1))
  const leaves = new Map(people.flatMap(({ devices }) => devices.map(({ id, leaf }) => [id, leaf] as const)))
  return { reason, members, leaves, ...more }
}

/** A plan that changes nothing but the key. */
export function samePlan(world: World, reason: EpochPlan['reason'] = 'time'): EpochPlan {
  const members = world.log.epoch?.members ?? []
  return planOf(world, reason, Object.fromEntries(members.map(({ user, role }) => [user, role])))
}

export function makeEpoch(
  world: World,
  device: TestDevice,
  plan: EpochPlan,
  time: Millis = someday,
  log: SealedLog = world.log,
): MadeEpoch {
  const committer = { device: device.id, signing: device.key, leaf: device.leafBytes }
  const made = orThrow(commitEpoch(world.primitives, log, committer, plan, time))
  world.keys.set(made.id, made.key)
  return made
}

/** The same epoch entry with other parts, signed by `device`. */
export function remakeEpoch(
  world: World,
  bytes: Uint8Array,
  device: TestDevice,
  body: Partial<EpochBody>,
  place: Partial<EntryPlace> = {},
): Uint8Array {
  const entry = epochEntry(bytes)
  const bodyBytes = encodeEpochBody({ ...entry.body, ...body })
  const header = encodeEpochHeader({ ...entry, ...place, bodyHash: world.primitives.sha256(bodyBytes) })
  return joinSealed(header, signEntry(world.primitives, device.key, header), bodyBytes)
}

export function epochEntry(bytes: Uint8Array): SealedEpoch {
  const entry = orThrow(decodeSealed(bytes))
  if (entry.kind !== 'epoch') throw new Defect('no epoch entry')
  return entry
}

/** Where the device's next entry goes. */
export function placeOf(world: World, device: DeviceId, changes: Partial<EntryPlace> = {}): EntryPlace {
  const { log } = world
  const chain = log.chains.get(device)
  if (log.epoch === undefined) throw new Defect('no epoch')
  return {
    conversation: log.conversation,
    epoch: log.epoch.n,
    epochId: log.epoch.id,
    device,
    counter: chain === undefined ? 0 : chain.counter + 1,
    prevOwn: chain?.entryId ?? noHash,
    seenSeq: log.seq,
    seenHead: log.head,
    time: someday,
    ...changes,
  }
}

export const somePayload: ContentPayload = {
  kind: 'content',
  segment: 0,
  counter: 0,
  update: Uint8Array.of(1, 2, 3),
  ownList: { version: 1, hash: noHash },
  peers: [],
}

export function makeContent(
  world: World,
  device: TestDevice,
  changes: Partial<EntryPlace> = {},
  payload: Payload = somePayload,
): Uint8Array {
  const place = placeOf(world, device.id, changes)
  const epochKey = world.keys.get(place.epochId) ?? concatBytes(noHash)
  const message = messageKey(world.primitives, epochKey, place.epochId, place.device)
  return orThrow(sealContent(world.primitives, { signing: device.key, message }, place, payload))
}

export const makeLeave = (world: World, device: TestDevice, changes: Partial<EntryPlace> = {}): Uint8Array =>
  sealLeave(world.primitives, device.key, placeOf(world, device.id, changes))

/** What the relay knows when it appends: every list and leaf of the world. */
export const appendFacts = (world: World): AppendFacts => ({
  isNewest: (user, version) => personOf(world, user).lists.length === version,
  isLeafGood: (device, generation) =>
    [...world.people.values()].some(({ devices }) =>
      devices.some(({ id, leaf }) => id === device && leaf.g === generation),
    ),
})

export function factsFor(world: World, entry: SealedEntry, append: AppendFacts | undefined): SealedFacts {
  return {
    verify: world.primitives.verify,
    seenHead: world.heads[entry.seenSeq],
    listOf: (user, version) => {
      const pin = world.people.get(user)?.lists[version - 1]
      return pin && listFact(pin.list, pin.hash)
    },
    append,
  }
}

/** What the relay says of an entry. */
export function atRelay(world: World, bytes: Uint8Array, log: SealedLog = world.log): Judgement {
  const entry = orThrow(decodeSealed(bytes))
  return judgeSealed(log, entry, factsFor(world, entry, appendFacts(world)))
}

/** What a client says of an entry that the relay has put at the end of the log. */
export function atClient(world: World, bytes: Uint8Array, log: SealedLog = world.log): Judgement {
  const entry = orThrow(decodeSealed(bytes))
  return judgeSealed(log, entry, factsFor(world, entry, undefined))
}

/** The relay appends the entry if it may. */
export function take(world: World, bytes: Uint8Array): Judgement {
  const judged = atRelay(world, bytes)
  if (judged.ok) put(world, bytes, judged.value)
  return judged
}

/** A lying relay appends the entry, whatever it is; clients pass over what does not count. */
export function force(world: World, bytes: Uint8Array): Judgement {
  const judged = atClient(world, bytes)
  put(world, bytes, judged.ok ? judged.value : passOver(world.log, orThrow(decodeSealed(bytes)).id))
  return judged
}

function put(world: World, bytes: Uint8Array, log: SealedLog): void {
  world.log = log
  world.taken.push(bytes)
  world.heads.push(log.head)
}
