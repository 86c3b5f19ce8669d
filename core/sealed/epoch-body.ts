/**
 * What an epoch entry says: who is in the conversation from here on, on which devices, and the epoch's key for each of them.
 * Canonical CBOR:
 *
 *   {kind 'dm' | 'group', workspace 16, salt 16, reason,
 *    members: [{user 16, version, list 32, role 'admin' | 'member', since, devices: [device 16…]}…] by user, devices ascending,
 *    marks: [[device 16, counter, entryId 32]…] by device,
 *    commit 32, leaf (the committer's leaf record),
 *    wraps: [[device 16, generation, enc 32, sealed 48]…] by device}
 */
import * as v from 'valibot'
import {
  deviceId,
  type DeviceId,
  idToBytes,
  type UserId,
  userId,
  workspaceId,
  type WorkspaceId,
} from '../protocol/ids.ts'
import { anyBytes, bytesOf, decodeCanonical, encodeCanonical, idOf, isAscending, uint } from './canonical.ts'
import { hashBytes } from './entry-place.ts'
import { maxDevices, maxLeafBytes, maxMembers, maxSealedBytes } from './limits.ts'

export const saltBytes = 16
const encBytes = 32
/** The epoch key and the tag of its sealing. */
const wrappedKeyBytes = 48

/** Why there is a new epoch. `leave`: somebody left; `device`: somebody's list moved on; `leaf`: fresh keys wanted. */
export const epochReasons = [
  'create',
  'add',
  'remove',
  'role',
  'leave',
  'device',
  'time',
  'count',
  'leaf',
] as const
export type EpochReason = (typeof epochReasons)[number]
export type SealedKind = 'dm' | 'group'
export type MemberRole = 'admin' | 'member'

export interface EpochMember {
  readonly user: UserId
  /** Version and hash of the device list that `devices` are from. */
  readonly version: number
  readonly list: Uint8Array
  readonly role: MemberRole
  /** The epoch that took this member in; who is longest here is who has the lowest. */
  readonly since: number
  /** Those that get the key, ascending. Not all of the list: one that has been away for too long has no leaf to wrap to. */
  readonly devices: ReadonlyArray<DeviceId>
}

/** The last entry of a device before the epoch entry. */
export interface ChainMark {
  readonly device: DeviceId
  readonly counter: number
  readonly entryId: Uint8Array
}

export interface Wrap {
  readonly device: DeviceId
  /** Of the leaf that it is wrapped to. */
  readonly generation: number
  readonly enc: Uint8Array
  readonly sealed: Uint8Array
}

export interface EpochBody {
  readonly kind: SealedKind
  readonly workspace: WorkspaceId
  /** Makes the id of a group; zeros in a dm, whose id its members make. */
  readonly salt: Uint8Array
  readonly reason: EpochReason
  readonly members: ReadonlyArray<EpochMember>
  /** Of every device of `members` that has written here before, ascending by device. */
  readonly marks: ReadonlyArray<ChainMark>
  /** What the epoch's key has to answer to. */
  readonly commit: Uint8Array
  readonly leaf: Uint8Array
  /** One for every device of `members`, ascending by device. */
  readonly wraps: ReadonlyArray<Wrap>
}

/** A member as in the body of an epoch entry. */
export const memberSchema = v.strictObject({
  user: idOf(userId),
  version: v.pipe(uint, v.minValue(1)),
  list: bytesOf(hashBytes),
  role: v.picklist(['admin', 'member']),
  since: uint,
  devices: v.pipe(
    v.array(idOf(deviceId)),
    v.maxLength(maxDevices),
    v.check((ids) => isAscending(ids)),
  ),
})
const mark = v.pipe(
  v.strictTuple([idOf(deviceId), uint, bytesOf(hashBytes)]),
  v.transform(([device, counter, entryId]): ChainMark => ({ device, counter, entryId })),
)
const wrap = v.pipe(
  v.strictTuple([idOf(deviceId), uint, bytesOf(encBytes), bytesOf(wrappedKeyBytes)]),
  v.transform(([device, generation, enc, sealed]): Wrap => ({ device, generation, enc, sealed })),
)
const byDevice = <Item extends { readonly device: DeviceId }>(items: ReadonlyArray<Item>): boolean =>
  isAscending(items.map(({ device }) => device))

const schema = v.strictObject({
  kind: v.picklist(['dm', 'group']),
  workspace: idOf(workspaceId),
  salt: bytesOf(saltBytes),
  reason: v.picklist(epochReasons),
  members: v.pipe(
    v.array(memberSchema),
    v.minLength(1),
    v.maxLength(maxMembers),
    v.check((members) => isAscending(members.map(({ user }) => user))),
  ),
  marks: v.pipe(
    v.array(mark),
    v.maxLength(maxMembers * maxDevices),
    v.check((items) => byDevice(items)),
  ),
  commit: bytesOf(hashBytes),
  leaf: v.pipe(
    anyBytes,
    v.check((bytes) => bytes.length <= maxLeafBytes),
  ),
  wraps: v.pipe(
    v.array(wrap),
    v.minLength(1),
    v.maxLength(maxMembers * maxDevices),
    v.check((items) => byDevice(items)),
  ),
})

export const encodeMember = (member: EpochMember): Readonly<Record<string, unknown>> => ({
  ...member,
  user: idToBytes(member.user),
  devices: member.devices.map(idToBytes),
})

export const encodeEpochBody = (body: EpochBody): Uint8Array<ArrayBuffer> =>
  encodeCanonical({
    ...body,
    workspace: idToBytes(body.workspace),
    members: body.members.map(encodeMember),
    marks: body.marks.map(({ device, counter, entryId }) => [idToBytes(device), counter, entryId]),
    wraps: body.wraps.map(({ device, generation, enc, sealed }) => [
      idToBytes(device),
      generation,
      enc,
      sealed,
    ]),
  })

/** Undefined for whatever is not the one encoding of a body. Never throws. */
export const decodeEpochBody = (bytes: Uint8Array): EpochBody | undefined =>
  decodeCanonical(schema, bytes, maxSealedBytes)
