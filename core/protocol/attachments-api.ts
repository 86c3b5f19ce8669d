/** Files of messages in JSON, at every door that tells or takes them. Bytes are base64url. */
import * as v from 'valibot'
import { bytesOf, bytesToText } from './byte-schemas.ts'
import { attachmentIdSchema } from './id-schemas.ts'
import type { AttachmentId } from './ids.ts'

export const attachmentAnswer = v.object({
  id: v.string(),
  name: v.string(),
  type: v.string(),
  size: v.number(),
  /** Of the bytes on the relay. */
  sha256: v.string(),
  /** What opens them (FI*); there if they are sealed. */
  seal: v.optional(v.object({ key: v.string(), header: v.string(), size: v.number() })),
})
export type AttachmentAnswer = v.InferOutput<typeof attachmentAnswer>

const wholeNumber = (least: number) =>
  v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(least, `no less than ${least}`))

/** The same of a file that was put up, sealed and finished. */
export const attachmentBody = v.strictObject({
  id: attachmentIdSchema,
  name: v.pipe(
    v.string(),
    v.minLength(1, 'at least one character'),
    v.maxLength(255, 'at most 255 characters'),
  ),
  type: v.pipe(v.string(), v.maxLength(127, 'at most 127 characters')),
  size: wholeNumber(0),
  sha256: bytesOf(32),
  seal: v.strictObject({ key: bytesOf(32), header: bytesOf(24), size: wholeNumber(1) }),
})

/** What a message brings along. */
export const broughtAlong = {
  /** Of files that whoever sends it has put up in the same conversation. */
  attachments: v.optional(v.pipe(v.array(attachmentBody), v.maxLength(10, 'at most 10 files'))),
  /** Seconds after which it disappears, for everybody: up to a year. */
  expiresAfter: v.optional(v.pipe(wholeNumber(1), v.maxValue(31_536_000, 'at most 31536000'))),
}

interface FileOfMessage extends Pick<AttachmentAnswer, 'name' | 'type' | 'size'> {
  readonly id: AttachmentId
  readonly sha256: Uint8Array
  readonly seal?: { readonly key: Uint8Array; readonly header: Uint8Array; readonly size: number }
}

export const attachmentToAnswer = ({
  id,
  name,
  type,
  size,
  sha256,
  seal,
}: FileOfMessage): AttachmentAnswer => ({
  id,
  name,
  type,
  size,
  sha256: bytesToText(sha256),
  ...(seal && { seal: { key: bytesToText(seal.key), header: bytesToText(seal.header), size: seal.size } }),
})
