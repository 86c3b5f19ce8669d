/** What the keyring holds of a sealed conversation, as bytes. */
import * as v from 'valibot'
import {
  type ConversationId,
  type DeviceId,
  deviceId,
  type EpochId,
  idToBytes,
  userId,
} from '../../core/protocol/ids.ts'
import {
  anyBytes,
  bytesOf,
  decodeCanonical,
  encodeCanonical,
  idOf,
  uint,
} from '../../core/sealed/canonical.ts'
import { hashBytes } from '../../core/sealed/entry-place.ts'
import { publicKeyBytes } from '../../core/sealed/device-list.ts'
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
  /** Places of entries that did not hold where they stood. */
  readonly wrong: ReadonlySet<number>
}

/** An epoch that this device has read of: its key, if it was given one, and who could write in it. */
export interface EpochRecord {
  readonly n: number
  readonly key: Uint8Array | undefined
  readonly devices: ReadonlyMap<DeviceId, EpochDevice>
}

/** A place of a log, and the head there. */
export interface LogFloor {
  readonly seq: number
  readonly head: Uint8Array
}

export const emptyLogRecord = (conversation: ConversationId): LogRecord => ({
  log: emptySealedLog(conversation),
  nextCounter: 0,
  claims: new Map(),
  silent: new Set(),
  wrong: new Set(),
})

const keyBytes = 32
const maxRecordBytes = 2 * 1_048_576

const logSchema = v.strictObject({
  log: anyBytes,
  next: uint,
  claims: v.array(v.strictTuple([uint, idOf(deviceId)])),
  silent: v.array(uint),
  wrong: v.array(uint),
})
const floorSchema = v.strictObject({ seq: uint, head: bytesOf(hashBytes) })
const epochSchema = v.strictObject({
  n: uint,
  key: v.nullable(bytesOf(keyBytes)),
  devices: v.array(v.strictTuple([idOf(deviceId), idOf(userId), bytesOf(publicKeyBytes)])),
})

export const encodeLogRecord = ({ log, nextCounter, claims, silent, wrong }: LogRecord): Uint8Array =>
  encodeCanonical({
    log: encodeSealedLog(log),
    next: nextCounter,
    claims: Array.from(claims, ([client, device]) => [client, idToBytes(device)]),
    silent: [...silent],
    wrong: [...wrong],
  })

export function decodeLogRecord(bytes: Uint8Array): LogRecord | undefined {
  const read = decodeCanonical(logSchema, bytes, maxRecordBytes)
  const log = read && decodeSealedLog(read.log)
  if (read === undefined || log === undefined) return undefined
  const { next: nextCounter, claims, silent, wrong } = read
  return { log, nextCounter, claims: new Map(claims), silent: new Set(silent), wrong: new Set(wrong) }
}

export const encodeEpochRecord = ({ n, key, devices }: EpochRecord): Uint8Array =>
  encodeCanonical({
    n,
    key: key ?? null,
    devices: Array.from(devices, ([device, { user, sign }]) => [idToBytes(device), idToBytes(user), sign]),
  })

export function decodeEpochRecord(bytes: Uint8Array): EpochRecord | undefined {
  const read = decodeCanonical(epochSchema, bytes, maxRecordBytes)
  if (read === undefined) return undefined
  const devices = read.devices.map(([device, user, sign]) => [device, { user, sign }] as const)
  return { n: read.n, key: read.key ?? undefined, devices: new Map(devices) }
}

export const encodeLogFloor = ({ seq, head }: LogFloor): Uint8Array => encodeCanonical({ seq, head })
export const decodeLogFloor = (bytes: Uint8Array): LogFloor | undefined =>
  decodeCanonical(floorSchema, bytes, maxRecordBytes)

export const floorKey = (conversation: ConversationId): string => `floor/${conversation}`
export const logKeys = 'log/'
export const logKey = (conversation: ConversationId): string => `${logKeys}${conversation}`
export const epochKeys = (conversation: ConversationId): string => `epoch/${conversation}/`
export const epochKey = (conversation: ConversationId, epoch: EpochId): string =>
  `${epochKeys(conversation)}${epoch}`
export const headsKey = (conversation: ConversationId, block: number): string =>
  `heads/${conversation}/${block}`
