/**
 * Opens a content entry that counts at its place (core/sealed/log-rules.ts). What does not open, or says inside something else
 * than outside, is skipped: every member sees the same bytes and has the same key, so all skip it alike.
 */
import { fail, ok, type Result } from '../base/result.ts'
import { claimSegment, contentAssociated, type SealedContent } from '../sealed/content-entry.ts'
import { unpad } from './padded-text.ts'
import { decodePayload, type Payload } from './payload.ts'
import type { Primitives } from './primitives.ts'

export type OpenFailure =
  /** The ciphertext is missing, and its author has not said so. */
  | { readonly kind: 'erased' }
  /** Sealed with another key, or for another header. */
  | { readonly kind: 'key' }
  | { readonly kind: 'padding' }
  | { readonly kind: 'payload' }
  /** The segment that the relay sorts by is not the one inside. */
  | { readonly kind: 'segment' }

/** `message` is MK of the entry's device in the entry's epoch. */
export function openContent(
  primitives: Primitives,
  message: Uint8Array,
  { header, nonce, ciphertext, segment }: SealedContent,
): Result<Payload, OpenFailure> {
  if (ciphertext === undefined) return fail({ kind: 'erased' })
  return openPadded(
    primitives,
    primitives.xOpen(message, nonce, ciphertext, contentAssociated(header)),
    segment,
  )
}

/** `plain` as it was decrypted, or undefined if it was not; it is wiped. */
export function openPadded(
  primitives: Primitives,
  plain: Uint8Array | undefined,
  segment: number,
): Result<Payload, OpenFailure> {
  if (plain === undefined) return fail({ kind: 'key' })
  const text = unpad(plain)
  if (text === undefined) return fail({ kind: 'padding' })
  const payload = decodePayload(text)
  primitives.wipe(plain)
  if (payload === undefined) return fail({ kind: 'payload' })
  const told = payload.kind === 'claim' ? claimSegment : payload.segment
  return told === segment ? ok(payload) : fail({ kind: 'segment' })
}
