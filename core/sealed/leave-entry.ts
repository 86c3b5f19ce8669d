/**
 * A leave entry: the user of its device leaves the conversation. From here on nothing of theirs counts, and nothing but an
 * epoch entry may follow.
 *
 *   header 140 = suite u8 (1) • type u8 (3) • place (entry-place.ts)
 *   entry = header • signature 64 over the header
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { fail, ok } from '../base/result.ts'
import { leaveHeaderBytes, sealedSuite, sealedTypes, signatureBytes } from '../protocol/sealed-layout.ts'
import { type Decoded, type EntryPlace, readPlace, type SealedParts, writePlace } from './entry-place.ts'
import { createHeaderReader, createHeaderWriter } from './header-bytes.ts'

export type LeaveHeader = EntryPlace

export interface SealedLeave extends LeaveHeader, SealedParts {
  readonly kind: 'leave'
}

export function encodeLeaveHeader(header: LeaveHeader): Uint8Array<ArrayBuffer> {
  const writer = createHeaderWriter(leaveHeaderBytes)
  writer.uint(sealedSuite, 1)
  writer.uint(sealedTypes.leave, 1)
  writePlace(writer, header)
  return writer.finish()
}

export function decodeLeave(bytes: Uint8Array): Decoded<SealedLeave> {
  if (bytes.length !== leaveHeaderBytes + signatureBytes) return malformed('length')
  const header = bytes.subarray(0, leaveHeaderBytes)
  const reader = createHeaderReader(header)
  try {
    if (reader.uint(1) !== sealedSuite || reader.uint(1) !== sealedTypes.leave) return malformed('type')
    const place = readPlace(reader)
    return ok({
      kind: 'leave',
      ...place,
      id: sha256(bytes),
      header,
      signature: bytes.subarray(leaveHeaderBytes),
    })
  } catch {
    return malformed('number')
  }
}

const malformed = (what: string): Decoded<never> => fail({ kind: 'malformed', what })
