/** Makes sealed entries that carry no new keys: content and leave. At upload, not when they are written: places change. */
import { fail, ok, type Result } from '../base/result.ts'
import { contentHeaderBytes } from '../protocol/sealed-layout.ts'
import {
  claimSegment,
  contentAssociated,
  encodeContentHeader,
  joinSealed,
  maxCiphertextBytes,
  nonceBytes,
  tagBytes,
} from '../sealed/content-entry.ts'
import { type EntryPlace, hashBytes, noHash } from '../sealed/entry-place.ts'
import { encodeLeaveHeader } from '../sealed/leave-entry.ts'
import { signedText } from '../sealed/signed-text.ts'
import { pad, paddedSize } from './padded-text.ts'
import { encodePayload, type Payload } from './payload.ts'
import type { Primitives, SigningKey } from './primitives.ts'

export interface SealingKeys {
  /** S of the device. */
  readonly signing: SigningKey
  /** MK of the device in the epoch of the entry. */
  readonly message: Uint8Array
}

/** The entry as it travels; `too-long` if sealed it would not fit into one. */
export function sealContent(
  primitives: Primitives,
  keys: SealingKeys,
  place: EntryPlace,
  payload: Payload,
): Result<Uint8Array, { readonly kind: 'too-long'; readonly bytes: number }> {
  const text = encodePayload(payload)
  if (paddedSize(text) + tagBytes > maxCiphertextBytes) return fail({ kind: 'too-long', bytes: text.length })
  const segment = payload.kind === 'claim' ? claimSegment : payload.segment
  const header = encodeContentHeader({
    ...place,
    segment,
    nonce: primitives.random(nonceBytes),
    ctHash: noHash,
  })
  const nonce = header.slice(contentHeaderBytes - hashBytes - nonceBytes, contentHeaderBytes - hashBytes)
  const plain = pad(text)
  const ciphertext = primitives.xSeal(keys.message, nonce, plain, contentAssociated(header))
  for (const spent of [text, plain]) primitives.wipe(spent)
  header.set(primitives.sha256(ciphertext), contentHeaderBytes - hashBytes)
  return ok(joinSealed(header, signEntry(primitives, keys.signing, header), ciphertext))
}

export function sealLeave(primitives: Primitives, signing: SigningKey, place: EntryPlace): Uint8Array {
  const header = encodeLeaveHeader(place)
  return joinSealed(header, signEntry(primitives, signing, header), new Uint8Array())
}

/** The signature of an entry of any type over its header. */
export const signEntry = (primitives: Primitives, signing: SigningKey, header: Uint8Array): Uint8Array =>
  primitives.sign(signing, signedText('entry', header))
