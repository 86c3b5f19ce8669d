/** What a store reads in an entry: where its ops stand, and what is left of it once they are erased. */
import { concatBytes } from '../../core/base/bytes.ts'
import { eraseOps, spanOf, type UpdateSpan } from '../../core/conversation/erased-update.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'

const nowhere: UpdateSpan = { client: 0, clock: 0, ops: 0 }

/** For an entry that is in a log, so that it has passed the validator. Of a claim, the clientID that it claims. */
export function placeOf(bytes: Uint8Array): UpdateSpan {
  const entry = decodeEntry(bytes)
  if (!entry.ok) return nowhere
  if (entry.value.kind === 'claim') return { ...nowhere, client: entry.value.client }
  return spanOf(entry.value.update) ?? nowhere
}

/** The same entry with its ops as erased content (ER1); a claim as it is. */
export function eraseEntry(bytes: Uint8Array): Uint8Array {
  const entry = decodeEntry(bytes)
  if (!entry.ok || entry.value.kind === 'claim') return bytes
  const { update } = entry.value // the tail of the entry
  const left = eraseOps(update)
  return left === undefined ? bytes : concatBytes(bytes.subarray(0, bytes.length - update.length), left)
}
