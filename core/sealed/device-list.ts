/**
 * The devices of a person, as the person's identity key U signed them. The chain of versions is in list-chain.ts.
 *
 *   list = body (canonical CBOR) • signature 64 = Sign("tidings/v1/list", body) by U
 *   body = {user 16, identity 32 (U.pk), version, prev 32 (hash of the list before, zeros for 1), reset: bool,
 *           devices: [{sign 32 (S.pk), role 'primary' | 'linked', name, added, proof 64, restored? true}…] by device id,
 *           revoked: [device 16…] ascending, backup 32 | null, issued, expires}
 *   proof = Sign("tidings/v1/device", user ‖ U.pk ‖ added as u48) by S: the device is there because it wants to
 *   hash = SHA-256 over all bytes of the list; device id = SHA-256(S.pk)[0..16]
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { encodeUtf8 } from 'lib0/string'
import * as v from 'valibot'
import { concatBytes } from '../base/bytes.ts'
import { type Millis, millis } from '../base/clock.ts'
import {
  deviceId,
  type DeviceId,
  idBytes,
  idFromBytes,
  idToBytes,
  type UserId,
  userId,
} from '../protocol/ids.ts'
import { signatureBytes } from '../protocol/sealed-layout.ts'
import { bytesOf, decodeCanonical, encodeCanonical, idOf, isAscending, time, uint } from './canonical.ts'
import { hashBytes } from './entry-place.ts'
import { createHeaderWriter } from './header-bytes.ts'
import { maxDeviceNameBytes, maxDevices, maxListBytes, maxListLifeMs, maxRevoked } from './limits.ts'
import { signedText, type Verifier } from './signed-text.ts'

export const publicKeyBytes = 32

export interface ListedDevice {
  /** S.pk. */
  readonly sign: Uint8Array
  /** A primary one holds the private part of U: it can change the list. */
  readonly role: 'primary' | 'linked'
  readonly name: string
  readonly added: Millis
  readonly proof: Uint8Array
  /** It came by a backup or with a recovery code and not by being linked, as it says itself. */
  readonly restored?: true
}

export interface DeviceList {
  readonly user: UserId
  /** U.pk. */
  readonly identity: Uint8Array
  /** 1 is the first. */
  readonly version: number
  readonly prev: Uint8Array
  /** A new identity, because the keys of the one before were lost: nothing of the old one vouches for it. */
  readonly reset: boolean
  readonly devices: ReadonlyArray<ListedDevice>
  readonly revoked: ReadonlyArray<DeviceId>
  /** SHA-256 of the recovery backup that goes with this list. */
  readonly backup: Uint8Array | null
  readonly issued: Millis
  readonly expires: Millis
}

const device = v.strictObject({
  sign: bytesOf(publicKeyBytes),
  role: v.picklist(['primary', 'linked']),
  name: v.pipe(
    v.string(),
    v.check((name) => encodeUtf8(name).length <= maxDeviceNameBytes),
  ),
  added: v.pipe(time, v.transform(millis)),
  proof: bytesOf(signatureBytes),
  restored: v.exactOptional(v.literal(true)),
})
const schema = v.strictObject({
  user: idOf(userId),
  identity: bytesOf(publicKeyBytes),
  version: v.pipe(uint, v.minValue(1)),
  prev: bytesOf(hashBytes),
  reset: v.boolean(),
  devices: v.pipe(
    v.array(device),
    v.minLength(1),
    v.maxLength(maxDevices),
    v.check((devices) => isAscending(devices.map(({ sign }) => deviceIdOf(sign)))),
  ),
  revoked: v.pipe(
    v.array(idOf(deviceId)),
    v.maxLength(maxRevoked),
    v.check((ids) => isAscending(ids)),
  ),
  backup: v.nullable(bytesOf(hashBytes)),
  issued: v.pipe(time, v.transform(millis)),
  expires: v.pipe(time, v.transform(millis)),
})

export const deviceIdOf = (sign: Uint8Array): DeviceId =>
  idFromBytes(deviceId, sha256(sign).subarray(0, idBytes))

export const listHash = (list: Uint8Array): Uint8Array => sha256(list)

/** What a device signs to be in the list of this identity. */
export function deviceProofText(user: UserId, identity: Uint8Array, added: Millis): Uint8Array<ArrayBuffer> {
  const writer = createHeaderWriter(idBytes + publicKeyBytes + 6)
  writer.bytes(idToBytes(user), idBytes)
  writer.bytes(identity, publicKeyBytes)
  writer.uint(added, 6)
  return signedText('device', writer.finish())
}

/** What U signs: `signedText('list', …)` of this. Throws nothing, whatever the fields: `readList` is the judge. */
export const encodeListBody = (list: DeviceList): Uint8Array<ArrayBuffer> =>
  encodeCanonical({ ...list, user: idToBytes(list.user), revoked: list.revoked.map(idToBytes) })

export const joinList = (body: Uint8Array, signature: Uint8Array): Uint8Array<ArrayBuffer> =>
  concatBytes(body, signature)

/**
 * Reads a list that holds by itself: the one encoding, sound keys, a signature by its identity, a proof by each device, at
 * least one primary device, none revoked, no longer fresh than 30 days. Undefined for any other. Never throws.
 */
export function readList(bytes: Uint8Array, { verify, isSound }: Verifier): DeviceList | undefined {
  const body = bytes.subarray(0, Math.max(0, bytes.length - signatureBytes))
  const list = decodeCanonical(schema, body, maxListBytes - signatureBytes)
  if (list === undefined || !holdsTogether(list)) return undefined
  if (!isSound(list.identity)) return undefined
  if (!verify(list.identity, signedText('list', body), bytes.subarray(body.length))) return undefined
  const proven = list.devices.every(
    ({ sign, added, proof }) =>
      isSound(sign) && verify(sign, deviceProofText(list.user, list.identity, added), proof),
  )
  return proven ? list : undefined
}

function holdsTogether({ devices, revoked, version, prev, reset, issued, expires }: DeviceList): boolean {
  const gone = new Set(revoked)
  return (
    devices.some(({ role }) => role === 'primary') &&
    devices.every(({ sign }) => !gone.has(deviceIdOf(sign))) &&
    (version === 1) === prev.every((byte) => byte === 0) &&
    !(version === 1 && reset) &&
    expires > issued &&
    expires - issued <= maxListLifeMs
  )
}
