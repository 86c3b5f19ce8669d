/** What the keyring holds of a sealed conversation, as bytes. */
import * as v from 'valibot'
import { type Millis, millis } from '../../core/base/clock.ts'
import {
  type ConversationId,
  type DeviceId,
  deviceId,
  type EpochId,
  idToBytes,
  type UserId,
  userId,
} from '../../core/protocol/ids.ts'
import {
  anyBytes,
  bytesOf,
  decodeCanonical,
  encodeCanonical,
  idOf,
  time as time48,
  uint,
} from '../../core/sealed/canonical.ts'
import { publicKeyBytes } from '../../core/sealed/device-list.ts'
import { type EpochMember, type EpochReason, epochReasons } from '../../core/sealed/epoch-body.ts'
import { emptySealedLog, type EpochDevice, type SealedLog } from '../../core/sealed/sealed-log.ts'
import { decodeSealedLog, encodeSealedLog } from '../../core/sealed/sealed-log-codec.ts'

export interface LogRecord {
  readonly log: SealedLog
  /** The counter of this device's next open entry, going by the log. */
  readonly nextCounter: number
  /** ClientIDs and whose they are, by the entries that could be opened. */
  readonly claims: ReadonlyMap<number, DeviceId>
  /** ClientIDs whose claim is in an entry that is closed to this device. */
  readonly silent: ReadonlySet<number>
  /** Devices that have written what is closed to this one. */
  readonly closedBy: ReadonlySet<DeviceId>
  /** By `segment/clientID`, of those devices: how far what could be opened goes, and the clocks in between that could not. */
  readonly ends: ReadonlyMap<string, number>
  readonly gaps: ReadonlyMap<string, ReadonlyArray<readonly [from: number, to: number]>>
  /** Places of entries that did not hold where they stood. */
  readonly wrong: ReadonlySet<number>
  /** The furthest place up to which another device has seen the same log, and the relay's time of it. */
  readonly checked: { readonly seq: number; readonly time: Millis } | undefined
  /** The newest place with something in it that another device wrote and nothing of this one vouches for, and since when there is one. */
  readonly owed: { readonly seq: number; readonly since: Millis } | undefined
  /** Segments in which this device has deleted something, whose ciphertexts the relay may still have. */
  readonly erasing: ReadonlySet<number>
  /** Counters of own entries that the relay has given up. */
  readonly erased: ReadonlySet<number>
  /** What this device cannot open though its person was in the conversation, oldest first. */
  readonly unopened: ReadonlyArray<Unopened>
}

/** Entries that follow each other and stay closed. */
export interface Unopened {
  /** Of the first of them, by its writer's clock. */
  readonly epoch: number
  readonly time: Millis
  /** Something that could be opened has come since. */
  readonly isOver: boolean
}

/** An epoch that this device has read of: its key, if it was given one, and who could write in it. */
export interface EpochRecord {
  readonly n: number
  readonly key: Uint8Array | undefined
  readonly devices: ReadonlyMap<DeviceId, EpochDevice>
  /** What it changed. Left out where only the key came, from another device or a backup, and the log was not read up to it. */
  readonly change?: EpochChange
}

export interface EpochChange {
  readonly reason: EpochReason
  readonly by: UserId
  /** By the clock of its writer. */
  readonly time: Millis
  readonly members: ReadonlyArray<Pick<EpochMember, 'user' | 'role' | 'since'>>
  /** Who left in the course of it. */
  readonly left: ReadonlyArray<{ readonly user: UserId; readonly time: Millis }>
}

const keyBytes = 32
const maxRecordBytes = 2 * 1_048_576
const time = v.pipe(time48, v.transform(millis))

const logSchema = v.strictObject({
  log: anyBytes,
  next: uint,
  claims: v.array(v.strictTuple([uint, idOf(deviceId)])),
  silent: v.array(uint),
  closedBy: v.array(idOf(deviceId)),
  ends: v.array(v.strictTuple([v.string(), uint])),
  gaps: v.array(v.strictTuple([v.string(), v.array(v.strictTuple([uint, uint]))])),
  wrong: v.array(uint),
  checked: v.nullable(v.strictObject({ seq: uint, time })),
  owed: v.exactOptional(v.strictObject({ seq: uint, since: time })),
  erasing: v.exactOptional(v.array(uint)),
  erased: v.exactOptional(v.array(uint)),
  unopened: v.exactOptional(v.array(v.strictObject({ epoch: uint, time, isOver: v.boolean() }))),
})
const changeSchema = v.strictObject({
  reason: v.picklist(epochReasons),
  by: idOf(userId),
  time,
  members: v.array(
    v.strictObject({ user: idOf(userId), role: v.picklist(['admin', 'member']), since: uint }),
  ),
  left: v.array(v.strictObject({ user: idOf(userId), time })),
})
const epochSchema = v.strictObject({
  n: uint,
  key: v.nullable(bytesOf(keyBytes)),
  devices: v.array(v.strictTuple([idOf(deviceId), idOf(userId), bytesOf(publicKeyBytes)])),
  change: v.exactOptional(changeSchema),
})

export const encodeLogRecord = ({ log, nextCounter, ...record }: LogRecord): Uint8Array =>
  encodeCanonical({
    log: encodeSealedLog(log),
    next: nextCounter,
    claims: Array.from(record.claims, ([client, device]) => [client, idToBytes(device)]),
    silent: [...record.silent],
    closedBy: Array.from(record.closedBy, idToBytes),
    ends: [...record.ends],
    gaps: [...record.gaps],
    wrong: [...record.wrong],
    checked: record.checked ?? null,
    ...(record.owed !== undefined && { owed: record.owed }),
    ...(record.erasing.size > 0 && { erasing: [...record.erasing] }),
    ...(record.erased.size > 0 && { erased: [...record.erased] }),
    ...(record.unopened.length > 0 && { unopened: record.unopened.map((each) => ({ ...each })) }),
  })

export function decodeLogRecord(bytes: Uint8Array): LogRecord | undefined {
  const read = decodeCanonical(logSchema, bytes, maxRecordBytes)
  const log = read && decodeSealedLog(read.log)
  if (read === undefined || log === undefined) return undefined
  return {
    log,
    nextCounter: read.next,
    claims: new Map(read.claims),
    silent: new Set(read.silent),
    closedBy: new Set(read.closedBy),
    ends: new Map(read.ends),
    gaps: new Map(read.gaps),
    wrong: new Set(read.wrong),
    checked: read.checked ?? undefined,
    owed: read.owed,
    erasing: new Set(read.erasing),
    erased: new Set(read.erased),
    unopened: read.unopened ?? [],
  }
}

export const emptyRecord = (conversation: ConversationId): LogRecord => ({
  log: emptySealedLog(conversation),
  nextCounter: 0,
  claims: new Map(),
  silent: new Set(),
  closedBy: new Set(),
  ends: new Map(),
  gaps: new Map(),
  wrong: new Set(),
  checked: undefined,
  owed: undefined,
  erasing: new Set(),
  erased: new Set(),
  unopened: [],
})

export const encodeEpochRecord = ({ n, key, devices, change }: EpochRecord): Uint8Array =>
  encodeCanonical({
    n,
    key: key ?? null,
    devices: Array.from(devices, ([device, { user, sign }]) => [idToBytes(device), idToBytes(user), sign]),
    ...(change !== undefined && { change: encodeChange(change) }),
  })

const encodeChange = ({ members, left, by, ...change }: EpochChange) => ({
  ...change,
  by: idToBytes(by),
  members: members.map(({ user, ...member }) => ({ ...member, user: idToBytes(user) })),
  left: left.map(({ user, time: at }) => ({ user: idToBytes(user), time: at })),
})

export function decodeEpochRecord(bytes: Uint8Array): EpochRecord | undefined {
  const read = decodeCanonical(epochSchema, bytes, maxRecordBytes)
  if (read === undefined) return undefined
  const devices = read.devices.map(([device, user, sign]) => [device, { user, sign }] as const)
  const { n, key, change } = read
  return { n, key: key ?? undefined, devices: new Map(devices), ...(change !== undefined && { change }) }
}

export const logKeys = 'log/'
export const logKey = (conversation: ConversationId): string => `${logKeys}${conversation}`
export const epochKeys = (conversation: ConversationId): string => `epoch/${conversation}/`
export const epochKey = (conversation: ConversationId, epoch: EpochId): string =>
  `${epochKeys(conversation)}${epoch}`
export const headsKey = (conversation: ConversationId, block: number): string =>
  `heads/${conversation}/${block}`
