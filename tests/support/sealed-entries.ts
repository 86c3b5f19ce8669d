/** Sealed entries of a test. Every part can be another than it should, with a signature that is right all the same. */
import { concatBytes } from '../../core/base/bytes.ts'
import { type Millis } from '../../core/base/clock.ts'
import { Defect, orThrow } from '../../core/base/defect.ts'
import { commitEpoch, type EpochPlan, type MadeEpoch } from '../../core/e2ee/commit-epoch.ts'
import { messageKey } from '../../core/e2ee/key-schedule.ts'
import { type ContentPayload, type Payload } from '../../core/e2ee/payload.ts'
import { sealContent, sealLeave, signEntry } from '../../core/e2ee/seal-content.ts'
import { type DeviceId, type UserId } from '../../core/protocol/ids.ts'
import { contentHeaderBytes, signatureBytes } from '../../core/protocol/sealed-layout.ts'
import { joinSealed } from '../../core/sealed/content-entry.ts'
import { type EntryPlace, noHash } from '../../core/sealed/entry-place.ts'
import { encodeEpochBody, type EpochBody } from '../../core/sealed/epoch-body.ts'
import { encodeEpochHeader, type SealedEpoch } from '../../core/sealed/epoch-entry.ts'
import { decodeSealed } from '../../core/sealed/sealed-entry.ts'
import { type SealedLog } from '../../core/sealed/sealed-log.ts'
import { someday, type TestDevice } from './sealed-people.ts'
import { type World } from './sealed-log-world.ts'

/** What a relay leaves of a content entry that drops its ciphertext of its own accord. */
export const emptied = (entry: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(entry.subarray(0, contentHeaderBytes + signatureBytes))

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
