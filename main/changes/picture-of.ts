import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { putPictureBody } from '../../core/protocol/pictures-api.ts'

/** The picture that a change holds as text, with the hash by which the directory will tell of it. */
export function pictureOf(text: string): {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly hash: string
} {
  const bytes = v.parse(putPictureBody.entries.image, text)
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}
