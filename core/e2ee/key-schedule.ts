/** What an epoch's key EK becomes: 32 random bytes of its writer, from which nothing but these is derived. */
import { concatBytes } from '../base/bytes.ts'
import { type ConversationId, type DeviceId, type EpochId, idToBytes } from '../protocol/ids.ts'
import { deriveKey } from './hkdf.ts'
import type { Primitives } from './primitives.ts'

type Hmac = Pick<Primitives, 'hmacSha256'>

/** MK: what one device seals with in one epoch. Of its own for each, so that no nonce of two writers can ever meet. */
export const messageKey = (
  primitives: Hmac,
  epochKey: Uint8Array,
  epoch: EpochId,
  device: DeviceId,
): Uint8Array =>
  deriveKey(primitives, epochKey, 'tidings/v1/msg', concatBytes(idToBytes(epoch), idToBytes(device)))

/** keyCommit: stands in the epoch entry for all to see, so that nobody can give different keys to different members. */
export function keyCommit(
  primitives: Hmac,
  epochKey: Uint8Array,
  conversation: ConversationId,
  epoch: number,
): Uint8Array {
  const number = new Uint8Array(4)
  new DataView(number.buffer).setUint32(0, epoch)
  return deriveKey(primitives, epochKey, 'tidings/v1/commit', concatBytes(idToBytes(conversation), number))
}

/** MK of an ephemeral (typing): apart from MK, because what it seals is never in the log. */
export const ephemeralKey = (
  primitives: Hmac,
  epochKey: Uint8Array,
  epoch: EpochId,
  device: DeviceId,
): Uint8Array =>
  deriveKey(primitives, epochKey, 'tidings/v1/ephemeral', concatBytes(idToBytes(epoch), idToBytes(device)))
