/**
 * An epoch entry: a new key for the conversation, and who has it. The first one makes the conversation.
 *
 *   header 172 = suite u8 (1) • type u8 (2) • place (entry-place.ts) • bodyHash 32
 *   entry = header • signature 64 over the header • body (epoch-body.ts)
 *
 * In its place `epoch` is the number of the new epoch and `epochId` names the one before (zeros for 0). `seen` is the very end
 * of the log that it is appended to: compare and append, so that `marks` can be exact.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesEqual, concatBytes } from '../base/bytes.ts'
import { fail, ok } from '../base/result.ts'
import { type EpochId, epochId, idBytes, idFromBytes } from '../protocol/ids.ts'
import { epochHeaderBytes, sealedSuite, sealedTypes, signatureBytes } from '../protocol/sealed-layout.ts'
import {
  type Decoded,
  type EntryPlace,
  hashBytes,
  readPlace,
  type SealedParts,
  writePlace,
} from './entry-place.ts'
import { decodeEpochBody, type EpochBody } from './epoch-body.ts'
import { createHeaderReader, createHeaderWriter } from './header-bytes.ts'
import { maxSealedBytes } from './limits.ts'
import { tagBytes } from './signed-text.ts'

/** In place of the epoch before the first. */
export const noEpoch: EpochId = idFromBytes(epochId, new Uint8Array(idBytes))

export interface EpochHeader extends EntryPlace {
  readonly bodyHash: Uint8Array
}

export interface SealedEpoch extends EpochHeader, SealedParts {
  readonly kind: 'epoch'
  readonly body: EpochBody
}

export function encodeEpochHeader(header: EpochHeader): Uint8Array<ArrayBuffer> {
  const writer = createHeaderWriter(epochHeaderBytes)
  writer.uint(sealedSuite, 1)
  writer.uint(sealedTypes.epoch, 1)
  writePlace(writer, header)
  writer.bytes(header.bodyHash, hashBytes)
  return writer.finish()
}

export function decodeEpoch(bytes: Uint8Array): Decoded<SealedEpoch> {
  if (bytes.length > maxSealedBytes) return fail({ kind: 'too-long', bytes: bytes.length })
  const named = epochHeaderBytes + signatureBytes
  if (bytes.length < named) return malformed('cut short')
  const header = bytes.subarray(0, epochHeaderBytes)
  const reader = createHeaderReader(header)
  try {
    if (reader.uint(1) !== sealedSuite || reader.uint(1) !== sealedTypes.epoch) return malformed('type')
    const place = readPlace(reader)
    const bodyHash = reader.bytes(hashBytes)
    const bodyBytes = bytes.subarray(named)
    if (!bytesEqual(sha256(bodyBytes), bodyHash)) return malformed('body')
    const body = decodeEpochBody(bodyBytes)
    if (body === undefined) return malformed('body')
    const signature = bytes.subarray(epochHeaderBytes, named)
    const id = sha256(bytes.subarray(0, named))
    return ok({ kind: 'epoch', ...place, bodyHash, id, header, signature, body })
  } catch {
    return malformed('number')
  }
}

const epochTag = tagBytes('tidings/v1/epoch')

/** The id of the epoch that an epoch entry with this id begins. */
export const epochIdOf = (entryId: Uint8Array): EpochId =>
  idFromBytes(epochId, sha256(concatBytes(epochTag, entryId)).subarray(0, idBytes))

const malformed = (what: string): Decoded<never> => fail({ kind: 'malformed', what })
