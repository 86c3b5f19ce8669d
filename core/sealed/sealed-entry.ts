/** A sealed entry of any type: content-entry.ts, epoch-entry.ts, leave-entry.ts. */
import { fail } from '../base/result.ts'
import type { Sha256 } from '../base/sha256.ts'
import { sealedSuite, sealedTypes } from '../protocol/sealed-layout.ts'
import { decodeContent, type SealedContent } from './content-entry.ts'
import type { Decoded } from './entry-place.ts'
import { decodeEpoch, type SealedEpoch } from './epoch-entry.ts'
import { decodeLeave, type SealedLeave } from './leave-entry.ts'

export type SealedEntry = SealedContent | SealedEpoch | SealedLeave

/** Whether the bytes call themselves sealed; `decodeSealed` says whether they are. */
export const isSealed = (entry: Uint8Array): boolean => entry[0] === sealedSuite

/**
 * Reads an entry of suite 1. What is read is bound by its id: the header by the signature that the id covers, the body by its
 * hash in the header. Whether the signature is good, and the place right, is for log-rules.ts. Never throws.
 */
export function decodeSealed(bytes: Uint8Array, sha256?: Sha256): Decoded<SealedEntry> {
  if (bytes[0] !== sealedSuite) return fail({ kind: 'malformed', what: 'suite' })
  switch (bytes[1]) {
    case sealedTypes.content:
      return decodeContent(bytes, sha256)
    case sealedTypes.epoch:
      return decodeEpoch(bytes)
    case sealedTypes.leave:
      return decodeLeave(bytes)
    default:
      return fail({ kind: 'malformed', what: 'type' })
  }
}
