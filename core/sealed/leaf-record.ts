/**
 * A device's key for being given epoch keys, replaced at least weekly so that what is stolen today opens nothing of next month.
 *
 *   leaf = body (canonical CBOR) • signature 64 = Sign("tidings/v1/leaf", body) by S
 *   body = {device 16, g, key 32 (E.pk), from, until}
 */
import * as v from 'valibot'
import { concatBytes } from '../base/bytes.ts'
import { type Millis, millis } from '../base/clock.ts'
import { deviceId, type DeviceId, idToBytes } from '../protocol/ids.ts'
import { signatureBytes } from '../protocol/sealed-layout.ts'
import { bytesOf, decodeCanonical, encodeCanonical, idOf, time, uint } from './canonical.ts'
import { deviceIdOf, publicKeyBytes } from './device-list.ts'
import { maxLeafBytes, maxLeafLifeMs } from './limits.ts'
import { signedText, type Verifier } from './signed-text.ts'

export interface LeafRecord {
  readonly device: DeviceId
  /** 0 is the device's first leaf; each next one is higher. */
  readonly g: number
  /** E.pk, X25519. */
  readonly key: Uint8Array
  readonly from: Millis
  /** From then on nothing is wrapped to it. */
  readonly until: Millis
}

const schema = v.strictObject({
  device: idOf(deviceId),
  g: uint,
  key: bytesOf(publicKeyBytes),
  from: v.pipe(time, v.transform(millis)),
  until: v.pipe(time, v.transform(millis)),
})

/** What S signs: `signedText('leaf', …)` of this. */
export const encodeLeafBody = (leaf: LeafRecord): Uint8Array<ArrayBuffer> =>
  encodeCanonical({ ...leaf, device: idToBytes(leaf.device) })

export const joinLeaf = (body: Uint8Array, signature: Uint8Array): Uint8Array<ArrayBuffer> =>
  concatBytes(body, signature)

/**
 * Reads a leaf of the device with signing key `sign`: the one encoding, its own id, its signature, good for no more than 30 days.
 * Undefined for any other. Never throws.
 */
export function readLeaf(
  bytes: Uint8Array,
  sign: Uint8Array,
  { verify }: Pick<Verifier, 'verify'>,
): LeafRecord | undefined {
  const body = bytes.subarray(0, Math.max(0, bytes.length - signatureBytes))
  const leaf = decodeCanonical(schema, body, maxLeafBytes - signatureBytes)
  if (leaf === undefined || leaf.device !== deviceIdOf(sign)) return undefined
  if (leaf.until <= leaf.from || leaf.until - leaf.from > maxLeafLifeMs) return undefined
  return verify(sign, signedText('leaf', body), bytes.subarray(body.length)) ? leaf : undefined
}

/** Whether a key may be wrapped to the leaf at this time. */
export const isLeafGood = ({ from, until }: LeafRecord, now: Millis): boolean => from <= now && now < until
