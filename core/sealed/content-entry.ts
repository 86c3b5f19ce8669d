/**
 * A sealed content entry: a change of the conversation, or a claim of a clientID, that only members read.
 *
 *   header 198 = suite u8 (1) • type u8 (1) • segment u16 • place (entry-place.ts) • nonce 24 • ctHash 32
 *   entry = header • signature 64 over the header • ciphertext: XChaCha20-Poly1305 of the padded payload, tag at its end
 *
 * All of the header but ctHash is associated data of the ciphertext. An entry without ciphertext is one that was given up:
 * ctHash stands in for it, so that id, signature and every chain still verify.
 */
import { sha256 as portableSha256 } from '@noble/hashes/sha2.js'
import { bytesEqual, concatBytes } from '../base/bytes.ts'
import { fail, ok } from '../base/result.ts'
import type { Sha256 } from '../base/sha256.ts'
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

/**
 * What stays of a content entry whose ciphertext is given up: same id, same signature. No relay does that on anybody's word yet
 * (docs/decisions/0069-bodies-stay.md); tests stand in for one that does it of its own accord. @internal
 */
export const eraseSealedContent = (entry: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(entry.subarray(0, contentHeaderBytes + signatureBytes))

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
    const ciphertext = bytes.subarray(named)
    if (ciphertext.length > 0 && !isPaddedLength(ciphertext.length - tagBytes)) return malformed('padding')
    if (ciphertext.length > 0 && !bytesEqual(sha256(ciphertext), ctHash)) return malformed('ciphertext')
    return ok({
      kind: 'content',
      segment,
      ...place,
      nonce,
      ctHash,
      id: sha256(bytes.subarray(0, named)),
      header,
      signature: bytes.subarray(contentHeaderBytes, named),
      ciphertext: ciphertext.length === 0 ? undefined : ciphertext,
    })
  } catch {
    return malformed('number')
  }
}

/** The entry as it travels. `header` as encoded and signed. */
export const joinSealed = (
  header: Uint8Array,
  signature: Uint8Array,
  body: Uint8Array,
): Uint8Array<ArrayBuffer> => concatBytes(header, signature, body)

const malformed = (what: string): Decoded<never> => fail({ kind: 'malformed', what })
