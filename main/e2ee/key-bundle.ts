/**
 * All that another device of the same person needs to be one: the identity, the device lists that were verified and what is
 * thought of them, the keys of every epoch, and how far each log was verified. It goes from device to device (linking) and
 * into the recovery backup. Canonical CBOR, in no other form than sealed.
 *
 *   {format 1, user 16, identity 32 | null, people: [[list…, oldest first], record]…, recovery | null,
 *    logs: [[conversation 16, seq, head 32, epochs: [[id 16, n, key 32]…], devices: [[id 16, [[device, user, sign]…]]…]]…]}
 *
 * Who may write in an epoch is told of the newest few alone, for the first screen; of the others the log tells.
 */
import * as v from 'valibot'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  deviceId,
  type EpochId,
  epochId,
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
  uint,
} from '../../core/sealed/canonical.ts'
import { hashBytes } from '../../core/sealed/entry-place.ts'
import { publicKeyBytes } from '../../core/sealed/device-list.ts'
import type { EpochDevice } from '../../core/sealed/sealed-log.ts'

export interface CarriedPerson {
  /** The whole chain of lists, oldest first: epochs of long ago are judged by lists of long ago. */
  readonly lists: ReadonlyArray<Uint8Array>
  /** `person-record.ts`. */
  readonly record: Uint8Array
}
export interface CarriedEpoch {
  readonly id: EpochId
  readonly n: number
  readonly key: Uint8Array
}
export interface CarriedLog {
  readonly conversation: ConversationId
  readonly seq: number
  readonly head: Uint8Array
  readonly epochs: ReadonlyArray<CarriedEpoch>
  readonly writers: ReadonlyMap<EpochId, ReadonlyMap<DeviceId, EpochDevice>>
}
export interface KeyBundle {
  readonly user: UserId
  readonly identity: Uint8Array | undefined
  readonly people: ReadonlyArray<CarriedPerson>
  readonly logs: ReadonlyArray<CarriedLog>
  /** `recovery-record.ts`: so that each primary device keeps the backup up. */
  readonly recovery: Uint8Array | undefined
}

const keyBytes = 32
export const maxBundleBytes = 8 * 1_048_576

const writersSchema = v.pipe(
  v.array(v.strictTuple([idOf(deviceId), idOf(userId), bytesOf(publicKeyBytes)])),
  v.transform((rows) => new Map(rows.map(([device, user, sign]) => [device, { user, sign }]))),
)
const schema = v.strictObject({
  format: v.literal(1),
  user: idOf(userId),
  identity: v.nullable(bytesOf(keyBytes)),
  people: v.array(v.strictTuple([v.array(anyBytes), anyBytes])),
  logs: v.array(
    v.strictTuple([
      idOf(conversationId),
      uint,
      bytesOf(hashBytes),
      v.array(v.strictTuple([idOf(epochId), uint, bytesOf(keyBytes)])),
      v.array(v.strictTuple([idOf(epochId), writersSchema])),
    ]),
  ),
  recovery: v.nullable(anyBytes),
})

export const encodeBundle = ({ user, identity, people, logs, recovery }: KeyBundle): Uint8Array =>
  encodeCanonical({
    format: 1,
    user: idToBytes(user),
    identity: identity ?? null,
    people: people.map(({ lists, record }) => [lists, record]),
    logs: logs.map((log) => [
      idToBytes(log.conversation),
      log.seq,
      log.head,
      log.epochs.map(({ id, n, key }) => [idToBytes(id), n, key]),
      Array.from(log.writers, ([id, devices]) => [
        idToBytes(id),
        Array.from(devices, ([device, { user: of, sign }]) => [idToBytes(device), idToBytes(of), sign]),
      ]),
    ]),
    recovery: recovery ?? null,
  })

/** Undefined for what is no bundle. Never throws. */
export function decodeBundle(bytes: Uint8Array): KeyBundle | undefined {
  const read = decodeCanonical(schema, bytes, maxBundleBytes)
  return (
    read && {
      user: read.user,
      identity: read.identity ?? undefined,
      people: read.people.map(([lists, record]) => ({ lists, record })),
      logs: read.logs.map(([conversation, seq, head, epochs, writers]) => ({
        conversation,
        seq,
        head,
        epochs: epochs.map(([id, n, key]) => ({ id, n, key })),
        writers: new Map(writers),
      })),
      recovery: read.recovery ?? undefined,
    }
  )
}
