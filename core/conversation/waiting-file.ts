/** A file that was attached and not sent yet, as it lies in the local store: what its message will say of it, and its place among the others. */
import { encode, rfc8949EncodeOptions } from 'cborg'
import { attachmentFields, cleanAttachments, readAttachments } from './attachment-fields.ts'
import { BadField, natural } from './field-readers.ts'
import type { Attachment } from './op.ts'
import { readMap } from './op-reader.ts'

export interface WaitingAttachment {
  readonly attachment: Attachment
  /** A natural number: the lower one comes first. */
  readonly order: number
}

export const encodeWaiting = ({ attachment, order }: WaitingAttachment): Uint8Array =>
  new Uint8Array(
    encode(
      { attachments: cleanAttachments([attachment]).map(attachmentFields), order },
      rfc8949EncodeOptions,
    ),
  )

/** Undefined for anything else: a disk may hold anything. */
export function decodeWaiting(bytes: Uint8Array): WaitingAttachment | undefined {
  const fields = readMap(bytes)?.fields
  if (fields === undefined) return undefined
  try {
    const [attachment] = readAttachments(fields)
    return attachment && { attachment, order: natural(fields, 'order', Number.MAX_SAFE_INTEGER) }
  } catch (error) {
    if (error instanceof BadField) return undefined
    throw error
  }
}
