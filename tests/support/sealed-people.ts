/** People with identities, devices, lists and leaves, for tests of sealed conversations. Chance is seeded. */
import { type Millis, millis } from '../../core/base/clock.ts'
import type { Primitives, SigningKey } from '../../core/e2ee/primitives.ts'
import { type DeviceId, type UserId, userId } from '../../core/protocol/ids.ts'
import {
  type DeviceList,
  deviceIdOf,
  deviceProofText,
  encodeListBody,
  joinList,
  listHash,
  type ListedDevice,
} from '../../core/sealed/device-list.ts'
import { noHash } from '../../core/sealed/entry-place.ts'
import { encodeLeafBody, joinLeaf, type LeafRecord } from '../../core/sealed/leaf-record.ts'
import { maxLeafLifeMs, maxListLifeMs } from '../../core/sealed/limits.ts'
import { signedText } from '../../core/sealed/signed-text.ts'
import { createPrimitives, primitivesReady } from '../../main/e2ee/primitives.ts'
import { createSeededRandom } from './seeded-random.ts'

await primitivesReady

/** When everything here begins. */
export const someday: Millis = millis(1_800_000_000_000)

/** The product's primitives with a seeded generator. */
export function seededPrimitives(seed: number): Primitives {
  const random = createSeededRandom(seed)
  return createPrimitives((length) => new Uint8Array(random.bytes(length)))
}

export interface TestDevice {
  readonly id: DeviceId
  readonly key: SigningKey
  /** Private part of the leaf. */
  readonly leafSecret: Uint8Array
  readonly leaf: LeafRecord
  readonly leafBytes: Uint8Array
}

export interface TestPerson {
  readonly user: UserId
  readonly identity: SigningKey
}

export function makePerson(primitives: Primitives, name: number): TestPerson {
  return {
    user: userId(name.toString(16).padStart(2, '0').repeat(16)),
    identity: primitives.signingKey(primitives.random(32)),
  }
}

export function makeDevice(primitives: Primitives, from: Millis = someday): TestDevice {
  const key = primitives.signingKey(primitives.random(32))
  const leafSecret = primitives.random(32)
  const leaf: LeafRecord = {
    device: deviceIdOf(key.publicKey),
    g: 0,
    key: primitives.dhPublicKey(leafSecret),
    from,
    until: millis(from + maxLeafLifeMs),
  }
  return { id: leaf.device, key, leafSecret, leaf, leafBytes: signLeaf(primitives, key, leaf) }
}

export function signLeaf(primitives: Primitives, key: SigningKey, leaf: LeafRecord): Uint8Array {
  const body = encodeLeafBody(leaf)
  return joinLeaf(body, primitives.sign(key, signedText('leaf', body)))
}

export function listDevice(
  primitives: Primitives,
  { user, identity }: TestPerson,
  { key }: Pick<TestDevice, 'key'>,
  role: ListedDevice['role'] = 'primary',
): ListedDevice {
  const proof = primitives.sign(key, deviceProofText(user, identity.publicKey, someday))
  return { sign: key.publicKey, role, name: 'Laptop', added: someday, proof }
}

/** The fields of a list of these devices; change what a test is about, then `signList`. */
export function listOf(
  primitives: Primitives,
  person: TestPerson,
  devices: ReadonlyArray<Pick<TestDevice, 'key'>>,
): DeviceList {
  return {
    user: person.user,
    identity: person.identity.publicKey,
    version: 1,
    prev: noHash,
    reset: false,
    devices: sortDevices(devices.map((device) => listDevice(primitives, person, device))),
    revoked: [],
    backup: null,
    issued: someday,
    expires: millis(someday + maxListLifeMs),
  }
}

export const sortDevices = (devices: ReadonlyArray<ListedDevice>): ReadonlyArray<ListedDevice> =>
  devices.toSorted((left, right) => (deviceIdOf(left.sign) < deviceIdOf(right.sign) ? -1 : 1))

export function signList(primitives: Primitives, identity: SigningKey, list: DeviceList): Uint8Array {
  const body = encodeListBody(list)
  return joinList(body, primitives.sign(identity, signedText('list', body)))
}

/** The version after `bytes`, with `changes`. */
export function nextList(before: DeviceList, bytes: Uint8Array, changes: Partial<DeviceList>): DeviceList {
  return { ...before, version: before.version + 1, prev: listHash(bytes), reset: false, ...changes }
}
