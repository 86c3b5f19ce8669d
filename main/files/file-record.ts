/**
 * What must be known of a file that is to go to the relay, sealed under the account's key for files. The file's own key is not
 * in it: the message has that, and whoever holds the record alone can open nothing.
 */
import * as v from 'valibot'

import type { Random } from '../../core/base/random.ts'
import { conversationIdSchema } from '../../core/protocol/id-schemas.ts'
import { type AttachmentId, idToBytes } from '../../core/protocol/ids.ts'
import { seal, unseal } from '../sealing/sealing.ts'

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const recordSchema = v.variant('goal', [
  /** To be put on the relay. */
  v.strictObject({
    goal: v.literal('up'),
    conversation: conversationIdSchema,
    /** Of the sealed file. */
    size: natural,
    /** Of the sealed file, lowercase hex. */
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  /** Given up, and to be taken from it. */
  v.object({ goal: v.literal('away') }),
])
export type FileRecord = v.InferOutput<typeof recordSchema>
export type FileToPut = Extract<FileRecord, { readonly goal: 'up' }>

export function encodeFileRecord(
  key: Uint8Array,
  id: AttachmentId,
  record: FileRecord,
  random: Random,
): Uint8Array {
  return seal(key, new TextEncoder().encode(JSON.stringify(record)), idToBytes(id), random)
}

/** Undefined for what is damaged, or of another account or file. */
export function decodeFileRecord(
  key: Uint8Array,
  id: AttachmentId,
  bytes: Uint8Array,
): FileRecord | undefined {
  const plain = unseal(key, bytes, idToBytes(id))
  if (plain === undefined) return undefined
  try {
    const read = v.safeParse(recordSchema, JSON.parse(new TextDecoder().decode(plain)))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
