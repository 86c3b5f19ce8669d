/**
 * A sealed log's state as bytes, for who keeps it: canonical CBOR, trusted no further than its reader's schema. Of the devices'
 * keys it holds copies, so that no list has to be read again.
 */
import * as v from 'valibot'
import { millis } from '../base/clock.ts'
import { conversationId, deviceId, epochId, idToBytes, userId, workspaceId } from '../protocol/ids.ts'
import { bytesOf, decodeCanonical, encodeCanonical, idOf, time, uint } from './canonical.ts'
import { publicKeyBytes } from './device-list.ts'
import { hashBytes } from './entry-place.ts'
import { encodeMember, memberSchema, saltBytes } from './epoch-body.ts'
import type { CurrentEpoch, SealedLog } from './sealed-log.ts'

/** Devices that ever wrote stay in it: a few thousand at most. */
const maxLogBytes = 1_048_576

const epochSchema = v.strictObject({
  n: uint,
  id: idOf(epochId),
  kind: v.picklist(['dm', 'group']),
  workspace: idOf(workspaceId),
  salt: bytesOf(saltBytes),
  commit: bytesOf(hashBytes),
  members: v.array(memberSchema),
  devices: v.pipe(
    v.array(v.strictTuple([idOf(deviceId), idOf(userId), bytesOf(publicKeyBytes)])),
    v.transform((rows) => new Map(rows.map(([device, user, sign]) => [device, { user, sign }]))),
  ),
  seq: uint,
  time: v.pipe(time, v.transform(millis)),
  entries: uint,
  left: v.array(idOf(userId)),
})
const schema = v.strictObject({
  conversation: idOf(conversationId),
  seq: uint,
  head: bytesOf(hashBytes),
  epoch: v.nullable(epochSchema),
  chains: v.pipe(
    v.array(v.strictTuple([idOf(deviceId), uint, bytesOf(hashBytes), uint])),
    v.transform(
      (rows) =>
        new Map(rows.map(([device, counter, entryId, seenSeq]) => [device, { counter, entryId, seenSeq }])),
    ),
  ),
  whole: v.boolean(),
})

export const encodeSealedLog = (log: SealedLog): Uint8Array<ArrayBuffer> =>
  encodeCanonical({
    ...log,
    conversation: idToBytes(log.conversation),
    epoch: log.epoch === undefined ? null : epochFields(log.epoch),
    chains: [...log.chains].map(([device, { counter, entryId, seenSeq }]) => [
      idToBytes(device),
      counter,
      entryId,
      seenSeq,
    ]),
  })

const epochFields = (epoch: CurrentEpoch): Readonly<Record<string, unknown>> => ({
  ...epoch,
  id: idToBytes(epoch.id),
  workspace: idToBytes(epoch.workspace),
  members: epoch.members.map(encodeMember),
  devices: [...epoch.devices].map(([device, { user, sign }]) => [idToBytes(device), idToBytes(user), sign]),
  left: epoch.left.map(idToBytes),
})

/** Undefined for what is no such state. Never throws. */
export function decodeSealedLog(bytes: Uint8Array): SealedLog | undefined {
  const log = decodeCanonical(schema, bytes, maxLogBytes)
  return log && { ...log, epoch: log.epoch ?? undefined }
}
