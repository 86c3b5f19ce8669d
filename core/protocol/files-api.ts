/**
 * The relay's addresses for files (FI*): sealed bytes, which it carries for those who may read the conversation and cannot
 * open. Main puts a file up in pieces:
 *
 *   PUT   /v1/files/<id>          {conversation, size} → {offset, finished}; the same again tells where to go on
 *   PATCH /v1/files/<id>          the bytes from `upload-offset` on, as application/octet-stream → {offset}
 *   POST  /v1/files/<id>/finish   {sha256} → 204; from then on others may read it
 *   DELETE /v1/files/<id>         by who put it up → 204
 *   GET   /v1/files/<id>          with or without `range: bytes=…`
 *
 * `size` and `sha256` are of the sealed bytes. What is wrong with an offset or a size is told in the problem.
 */
import * as v from 'valibot'
import { attachmentIdSchema, conversationIdSchema } from './id-schemas.ts'

/** Bytes of one PATCH: a slow line gets them through before a request is given up. */
export const maxPieceBytes = 524_288
/** The largest file that an app sends, in bytes as the person has it. A relay may take less, and says so. */
export const largestFile = 100 * 1_048_576
export const offsetHeader = 'upload-offset'

const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const filePlace = v.object({ file: attachmentIdSchema })
export const startFileBody = v.strictObject({
  conversation: conversationIdSchema,
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
})
export const startedFileAnswer = v.object({
  /** How many bytes are there. */
  offset: bytes,
  finished: v.boolean(),
})
export const pieceAnswer = v.object({ offset: bytes })
export const finishFileBody = v.strictObject({
  /** Lowercase hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'not a hash')),
})

export const filePaths = {
  file: (id: string) => `/v1/files/${id}`,
  finish: (id: string) => `/v1/files/${id}/finish`,
} as const
