/**
 * The keys of this person on this device: published when the account is new, kept fresh afterwards. Private parts stay in
 * the vault; here they are used and not kept. Rules OK1 to OK7 in core/e2ee/SPEC.md.
 */
import { bytesEqual } from '../../core/base/bytes.ts'
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import type { KeysState } from '../../core/bridge/people.ts'
import { Defect } from '../../core/base/defect.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { keyBytes, type Primitives, type SigningKey } from '../../core/e2ee/primitives.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import { hashBytes } from '../../core/sealed/entry-place.ts'
import {
  deviceIdOf,
  deviceProofText,
  type DeviceList,
  encodeListBody,
  joinList,
  type ListedDevice,
} from '../../core/sealed/device-list.ts'
import { maxDevices, maxListLifeMs } from '../../core/sealed/limits.ts'
import { signedText } from '../../core/sealed/signed-text.ts'
import type { Vault } from '../vault/held-vault.ts'
import {
  leafRecord,
  makeLeaf,
  type OwnFailure,
  newestLeaf,
  putLeafUp,
  signingKeyOf,
  untoldLeaf,
} from './own-leaves.ts'
import type { People } from './people-port.ts'
import type { AskKeys } from './relay-keys.ts'

export type ListChange = Partial<Pick<DeviceList, 'devices' | 'revoked' | 'backup' | 'identity' | 'reset'>>

export interface OwnKeys {
  readonly user: UserId
  readonly device: DeviceId
  readonly state: () => KeysState
  /** Only for a device whose id is that of its key. */
  readonly signingKey: () => SigningKey
  /** The private part of a leaf of this device that was not erased yet. */
  readonly leafSecret: (generation: number) => Uint8Array | undefined
  /** The newest leaf record, for others to wrap to. */
  readonly leaf: () => Uint8Array | undefined
  readonly isPrimary: () => boolean
  /** Publishes what is missing or old. Does nothing when all is well; quiet when the relay is away. */
  readonly tend: () => Promise<Result<void, OwnFailure>>
  /** The next version of one's own list; only on a primary device. */
  readonly changeList: (change: (list: DeviceList) => ListChange) => Promise<Result<DeviceList, OwnFailure>>
  /** The identity's private part, for another device of this person and for the backup; undefined unless primary. */
  readonly identitySeed: () => Uint8Array | undefined
  /**
   * Makes this device one of those of an identity: the known one, or a new one in its place (`reset`), which ends every other
   * device. The identity is in the vault before anybody hears of it, and is taken out again if the list was not taken. A device
   * that is restored and in the list already is not put into it again.
   */
  readonly enter: (seed: Uint8Array, how: Entrance) => Promise<Result<DeviceList, OwnFailure>>
  /** What this device signs to be listed under an identity. */
  readonly listed: (identity: Uint8Array, role: ListedDevice['role'], now: Millis) => ListedDevice
}

/** How a device gets into the list: under a new identity, by the one in a backup or under a recovery code, or let in by another one. */
export type Entrance = 'reset' | 'restored' | 'linked'

export interface OwnKeysDeps {
  readonly user: UserId
  readonly device: DeviceId
  readonly deviceName: string
  readonly vault: Vault
  readonly people: People
  readonly primitives: Primitives
  readonly clock: Pick<Clock, 'now'>
  readonly ask: AskKeys
  /** A backup has brought the identity, and waits to enter the list by it. */
  readonly isEntering: () => boolean
  readonly changed: () => void
}

const day = 86_400_000
/** A list is signed anew when it is fresh for less than this. */
const listTurnMs = 10 * day

export function createOwnKeys(deps: OwnKeysDeps): OwnKeys {
  const { user, device, vault } = deps
  let tending: Promise<Result<void, OwnFailure>> | undefined
  return {
    user,
    device,
    state: () => stateOf(deps),
    signingKey: () => signingKeyOf(deps),
    leafSecret: (wanted) => vault.leaves().find(({ generation }) => generation === wanted)?.secret,
    leaf: () => {
      const newest = newestLeaf(vault)
      return newest && leafRecord(deps, newest)
    },
    isPrimary: () => identityKey(deps) !== undefined,
    tend: () => {
      tending ??= tend(deps).finally(() => (tending = undefined))
      return tending
    },
    changeList: (change) => changeList(deps, change),
    identitySeed: () => (identityKey(deps) === undefined ? undefined : vault.identitySeed()),
    enter: (seed, how) => enter(deps, seed, how),
    listed: (identity, role, now) => listDevice(deps, identity, role, now),
  }
}

function stateOf({ people, user, device, isEntering }: OwnKeysDeps): KeysState {
  if (people.person(user) === undefined) return 'unknown'
  if (people.device(user, device) !== undefined) return 'ready'
  return isEntering() ? 'entering' : 'unlinked'
}

/** Undefined unless it is the identity of the newest list: after a reset elsewhere the old one signs nothing any more. */
function identityKey({ vault, primitives, people, user }: OwnKeysDeps): SigningKey | undefined {
  const seed = vault.identitySeed()
  if (seed === undefined) return undefined
  const key = primitives.signingKey(seed)
  const known = people.person(user)?.list.identity
  return known === undefined || bytesEqual(known, key.publicKey) ? key : undefined
}

function listDevice(
  deps: OwnKeysDeps,
  identity: Uint8Array,
  role: ListedDevice['role'],
  now: Millis,
): ListedDevice {
  const key = signingKeyOf(deps)
  const proof = deps.primitives.sign(key, deviceProofText(deps.user, identity, now))
  return { sign: key.publicKey, role, name: deps.deviceName, added: now, proof }
}

/** One after the other: leaves first, so that whoever sees the device in the list can wrap to it. */
async function tend(deps: OwnKeysDeps): Promise<Result<void, OwnFailure>> {
  const { vault, people, user, clock } = deps
  if (vault.signSeed() === undefined) return fail({ kind: 'unlinked' })
  if (people.person(user) === undefined) {
    const refreshed = await people.refresh([user])
    if (!refreshed.ok) return fail({ kind: 'unreachable' })
  }
  if (people.person(user) === undefined) {
    const begun = await beginList(deps)
    if (!begun.ok) return begun
  }
  if (stateOf(deps) !== 'ready') return fail({ kind: 'unlinked' })
  const turned = await putLeafUp(deps)
  if (!turned.ok) return turned
  const expires = people.person(user)?.list.expires ?? 0
  if (expires - clock.now() > listTurnMs || identityKey(deps) === undefined) return ok(undefined)
  const renewed = await changeList(deps, () => ({}))
  return renewed.ok ? ok(undefined) : renewed
}

/** The first list of an account. The identity is in the vault before anybody hears of it. */
async function beginList(deps: OwnKeysDeps): Promise<Result<void, OwnFailure>> {
  const { vault, primitives, clock, user } = deps
  if (vault.identitySeed() === undefined) {
    const kept = await vault.setIdentity(primitives.random(keyBytes))
    if (!kept.ok) return fail({ kind: 'failed', detail: kept.failure.kind })
  }
  const seed = vault.identitySeed()
  if (seed === undefined) throw new Defect('the vault has lost what it has just kept')
  const { publicKey: identity } = primitives.signingKey(seed)
  const made = await makeLeaf(deps)
  if (!made.ok) return made
  const now = clock.now()
  const first = {
    user,
    identity,
    version: 1,
    prev: new Uint8Array(hashBytes),
    reset: false,
    devices: [listDevice(deps, identity, 'primary', now)],
    revoked: [],
    backup: null,
  }
  const published = await publish(deps, first, seed)
  if (published.ok) return ok(undefined)
  // Another device of this account was first: the identity is that one's.
  if (published.failure.kind === 'moved') await vault.setIdentity(undefined)
  return published
}

async function changeList(
  deps: OwnKeysDeps,
  change: (list: DeviceList) => ListChange,
): Promise<Result<DeviceList, OwnFailure>> {
  const { people, user, vault } = deps
  const before = people.person(user)
  const seed = vault.identitySeed()
  if (before === undefined) return fail({ kind: 'unlinked' })
  const changed = change(before.list)
  if (seed === undefined) return fail({ kind: 'not-primary' })
  if (changed.reset !== true && identityKey(deps) === undefined) return fail({ kind: 'not-primary' })
  const { version, hash } = before
  const next = { ...before.list, reset: false, ...changed, version: version + 1, prev: hash }
  return publish(deps, next, seed)
}

async function enter(
  deps: OwnKeysDeps,
  seed: Uint8Array,
  how: Entrance,
): Promise<Result<DeviceList, OwnFailure>> {
  const { vault, people, user, device, primitives, clock } = deps
  const refreshed = await people.refresh([user])
  const known = people.person(user)
  if (known === undefined) return fail(refreshed.ok ? { kind: 'unlinked' } : { kind: 'unreachable' })
  const { publicKey: identity } = primitives.signingKey(seed)
  if (how !== 'reset' && !bytesEqual(identity, known.list.identity)) return fail({ kind: 'not-primary' })
  const others = known.list.devices.filter(({ sign }) => deviceIdOf(sign) !== device)
  if (how !== 'reset' && others.length >= maxDevices) {
    return fail({ kind: 'failed', detail: `there are ${maxDevices} devices`, why: 'full' })
  }
  const made = await makeLeaf(deps)
  if (!made.ok) return made
  const before = vault.identitySeed()?.slice()
  const kept = await vault.setIdentity(seed)
  if (!kept.ok) return fail({ kind: 'failed', detail: kept.failure.kind })
  // The relay took it when it was tried before, and that was not heard or not kept here.
  if (how === 'restored' && people.device(user, device) !== undefined) return ok(known.list)
  const listed = listDevice(deps, identity, 'primary', clock.now())
  const self = how === 'restored' ? { ...listed, restored: true as const } : listed
  const isSelf = ({ sign }: ListedDevice): boolean => bytesEqual(sign, self.sign)
  const changed = await changeList(deps, ({ devices, revoked }) => {
    const others = devices.filter((each) => !isSelf(each))
    if (how !== 'reset') return { devices: [...others, self] }
    const gone = others.map(({ sign }) => deviceIdOf(sign))
    return { identity, reset: true, devices: [self], revoked: [...revoked, ...gone].toSorted(), backup: null }
  })
  if (!changed.ok && !mayStand(changed.failure)) await vault.setIdentity(before)
  if (before !== undefined) primitives.wipe(before)
  return changed
}

/** Where no answer came the relay may have taken the list, where it was not kept here it has: its identity is not thrown away then. */
const mayStand = (failure: OwnFailure): boolean =>
  failure.kind === 'unreachable' || (failure.kind === 'failed' && failure.why === 'not-kept')

async function publish(
  deps: OwnKeysDeps,
  list: Omit<DeviceList, 'issued' | 'expires'>,
  identitySeed: Uint8Array,
): Promise<Result<DeviceList, OwnFailure>> {
  const { primitives, people, user, device, clock, ask } = deps
  // Not before the list that it follows: another device's clock may be ahead.
  const issued = millis(Math.max(clock.now(), people.person(user)?.list.issued ?? 0))
  const devices = list.devices.toSorted((left, right) =>
    deviceIdOf(left.sign) < deviceIdOf(right.sign) ? -1 : 1,
  )
  const dated = { ...list, devices, issued, expires: millis(issued + maxListLifeMs) }
  const body = encodeListBody(dated)
  const bytes = joinList(body, primitives.sign(primitives.signingKey(identitySeed), signedText('list', body)))
  const leaf = list.devices.some(({ sign }) => deviceIdOf(sign) === device) ? untoldLeaf(deps) : undefined
  const put = await ask((keys, token) => keys.putList(token, bytes, leaf))
  if (!put.ok) {
    const isMoved = put.failure.kind === 'refused' && put.failure.code === 'list-moved'
    if (isMoved) await people.refresh([user])
    if (isMoved) return fail({ kind: 'moved' })
    if (put.failure.kind !== 'refused') return fail({ kind: 'unreachable' })
    const { code } = put.failure
    return fail({ kind: 'failed', detail: code, ...(code === 'keys-refused' && { why: 'refused' }) })
  }
  const taken = await people.take(user, [bytes], leaf === undefined ? [] : [leaf])
  if (!taken.ok) return fail({ kind: 'failed', detail: taken.failure.kind, why: 'not-kept' })
  deps.changed()
  return ok(dated)
}
