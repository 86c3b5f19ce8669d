/**
 * What must be known of a file that waits to be sent or is to go to the relay, sealed under the account's key for files. The
 * file's own key is not in it: the message has that, or the draft of one, and whoever holds the record alone can open nothing.
 */
import * as v from 'valibot'

import type { Random } from '../../core/base/random.ts'
import { conversationIdSchema } from '../../core/protocol/id-schemas.ts'
import { type AttachmentId, idToBytes } from '../../core/protocol/ids.ts'
import { seal, unseal } from '../sealing/sealing.ts'

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const file = {
  conversation: conversationIdSchema,
  /** Of the sealed file. */
  size: natural,
  /** Of the sealed file, lowercase hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
}
const recordSchema = v.variant('goal', [
  /** Here, and not sent yet. */
  v.strictObject({ goal: v.literal('held'), ...file }),
  /** To be put on the relay. */
  v.strictObject({ goal: v.literal('up'), ...file }),
  /** Given up, and to be taken from it. */
  v.object({ goal: v.literal('away') }),
])
type AnyRecord = v.InferOutput<typeof recordSchema>
export type HeldRecord = Extract<AnyRecord, { readonly goal: 'held' }>
export type FileToPut = Extract<AnyRecord, { readonly goal: 'up' }>
/** Of one that has something to do with the relay. */
export type FileRecord = Exclude<AnyRecord, HeldRecord>

export function encodeFileRecord(
  key: Uint8Array,
  id: AttachmentId,
  record: AnyRecord,
  random: Random,
): Uint8Array {
  return seal(key, new TextEncoder().encode(JSON.stringify(record)), idToBytes(id), random)
}

/** Undefined for what is damaged, or of another account or file. */
export function decodeFileRecord(
  key: Uint8Array,
  id: AttachmentId,
  bytes: Uint8Array,
): AnyRecord | undefined {
  const plain = unseal(key, bytes, idToBytes(id))
  if (plain === undefined) return undefined
  try {
    const read = v.safeParse(recordSchema, JSON.parse(new TextDecoder().decode(plain)))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
