/**
 * A sealed content entry: a change of the conversation, or a claim of a clientID, that only members read.
 *
 *   header 198 = suite u8 (1) • type u8 (1) • segment u16 • place (entry-place.ts) • nonce 24 • ctHash 32
 *   entry = header • signature 64 over the header • ciphertext: XChaCha20-Poly1305 of the padded payload, tag at its end
 *   erased entry = header • signature • stand-in: nonce 24 • signature 64 over (entryId • nonce • H(ciphertext)) • ciphertext
 *
 * All of the header but ctHash is associated data of the ciphertext; of a stand-in it is the entry's id. What has the hash ctHash is the
 * ciphertext, anything else can only be a stand-in, by which the writer says that the ciphertext was given up, and what is left of
 * it. An entry with neither is one that somebody else has emptied. Id, signature and every chain verify in all three.
 */
import { sha256 as portableSha256 } from '@noble/hashes/sha2.js'
import { bytesEqual, concatBytes } from '../base/bytes.ts'
import { fail, ok } from '../base/result.ts'
import type { Sha256 } from '../base/sha256.ts'
import { type DeviceId, deviceId, idBytes, idFromBytes } from '../protocol/ids.ts'
import { contentHeaderBytes, sealedSuite, sealedTypes, signatureBytes } from '../protocol/sealed-layout.ts'
import {
  type Decoded,
  type EntryPlace,
  hashBytes,
  readPlace,
  type SealedParts,
  writePlace,
} from './entry-place.ts'
import { createHeaderReader, createHeaderWriter } from './header-bytes.ts'
import { maxSealedBytes } from './limits.ts'
import { isPaddedLength } from './padding.ts'
import { signedText, type Verifier } from './signed-text.ts'

export const nonceBytes = 24
export const tagBytes = 16
/** In place of a segment: the payload is a claim, which belongs to none. */
export const claimSegment = 0xffff
/** What the header and signature leave of an entry. */
export const maxCiphertextBytes = maxSealedBytes - contentHeaderBytes - signatureBytes

export interface ContentHeader extends EntryPlace {
  /** 0 is the first; `claimSegment` for a claim. */
  readonly segment: number
  readonly nonce: Uint8Array
  readonly ctHash: Uint8Array
}

export interface SealedContent extends ContentHeader, SealedParts {
  readonly kind: 'content'
  /** Undefined once it was given up. */
  readonly ciphertext: Uint8Array | undefined
  /** In place of a ciphertext that was given up; whether its writer has signed it is for `isErasedByWriter`. */
  readonly standIn: StandIn | undefined
}

/** What a writer leaves of an entry of theirs: the same payload, its ops as erased. */
export interface StandIn {
  readonly nonce: Uint8Array
  readonly signature: Uint8Array
  readonly ciphertext: Uint8Array
}

export function encodeContentHeader(header: ContentHeader): Uint8Array<ArrayBuffer> {
  const writer = createHeaderWriter(contentHeaderBytes)
  writer.uint(sealedSuite, 1)
  writer.uint(sealedTypes.content, 1)
  writer.uint(header.segment, 2)
  writePlace(writer, header)
  writer.bytes(header.nonce, nonceBytes)
  writer.bytes(header.ctHash, hashBytes)
  return writer.finish()
}

/** The associated data of the ciphertext: the header but for ctHash, which is not known before. */
export const contentAssociated = (header: Uint8Array): Uint8Array =>
  header.subarray(0, contentHeaderBytes - hashBytes)

/** The entry with a stand-in in place of its ciphertext: same id, same signature. */
export const joinErased = (
  { header, signature }: Pick<SealedContent, 'header' | 'signature'>,
  standIn: StandIn,
): Uint8Array<ArrayBuffer> =>
  concatBytes(header, signature, standIn.nonce, standIn.signature, standIn.ciphertext)

/** What the signature of a stand-in is over, before its tag. */
export const standInText = (
  id: Uint8Array,
  { nonce, ciphertext }: Pick<StandIn, 'nonce' | 'ciphertext'>,
  sha256: Sha256 = portableSha256,
): Uint8Array<ArrayBuffer> => concatBytes(id, nonce, sha256(ciphertext))

/** `sign` is S.pk of the entry's device. A claim is never given up: everything under its clientID stands on it. */
export function isErasedByWriter(
  { id, segment, standIn }: SealedContent,
  sign: Uint8Array,
  verify: Verifier['verify'],
  sha256?: Sha256,
): boolean {
  if (standIn === undefined || segment === claimSegment) return false
  return verify(sign, signedText('erased', standInText(id, standIn, sha256)), standIn.signature)
}

/** Of which device bytes call themselves a content entry, without reading the rest; undefined for anything else. */
export function contentDeviceOf(entry: Uint8Array): DeviceId | undefined {
  const isContent = entry[0] === sealedSuite && entry[1] === sealedTypes.content
  return isContent && entry.length >= contentHeaderBytes
    ? idFromBytes(deviceId, entry.subarray(deviceAt, deviceAt + idBytes))
    : undefined
}
/** The counter in a content entry. */
export const contentCounterOf = (entry: Uint8Array): number =>
  Number(new DataView(entry.buffer, entry.byteOffset).getBigUint64(deviceAt + idBytes))

/** Behind suite, type, segment, conversation, epoch and epochId. */
const deviceAt = 40

export function decodeContent(bytes: Uint8Array, sha256: Sha256 = portableSha256): Decoded<SealedContent> {
  if (bytes.length > maxSealedBytes) return fail({ kind: 'too-long', bytes: bytes.length })
  const named = contentHeaderBytes + signatureBytes
  if (bytes.length < named) return malformed('cut short')
  const header = bytes.subarray(0, contentHeaderBytes)
  const reader = createHeaderReader(header)
  try {
    if (reader.uint(1) !== sealedSuite || reader.uint(1) !== sealedTypes.content) return malformed('type')
    const segment = reader.uint(2)
    const place = readPlace(reader)
    const nonce = reader.bytes(nonceBytes)
    const ctHash = reader.bytes(hashBytes)
    const body = bytes.subarray(named)
    const isWhole = body.length > 0 && bytesEqual(sha256(body), ctHash)
    const standIn = isWhole || body.length === 0 ? undefined : readStandIn(body)
    if (isWhole && !isPaddedLength(body.length - tagBytes)) return malformed('padding')
    if (!isWhole && body.length > 0 && standIn === undefined)
      return malformed(isPaddedLength(body.length - tagBytes) ? 'ciphertext' : 'padding')
    return ok({
      kind: 'content',
      segment,
      ...place,
      nonce,
      ctHash,
      id: sha256(bytes.subarray(0, named)),
      header,
      signature: bytes.subarray(contentHeaderBytes, named),
      ciphertext: isWhole ? body : undefined,
      standIn,
    })
  } catch {
    return malformed('number')
  }
}

function readStandIn(body: Uint8Array): StandIn | undefined {
  const from = nonceBytes + signatureBytes
  if (!isPaddedLength(body.length - from - tagBytes)) return undefined
  return {
    nonce: body.subarray(0, nonceBytes),
    signature: body.subarray(nonceBytes, from),
    ciphertext: body.subarray(from),
  }
}

/** The entry as it travels. `header` as encoded and signed. */
export const joinSealed = (
  header: Uint8Array,
  signature: Uint8Array,
  body: Uint8Array,
): Uint8Array<ArrayBuffer> => concatBytes(header, signature, body)

const malformed = (what: string): Decoded<never> => fail({ kind: 'malformed', what })
