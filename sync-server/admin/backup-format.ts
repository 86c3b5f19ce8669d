/**
 * A backup: a tar archive with people's files as they lie in the data folder, then `relay.db`, then `manifest.json`: one without that
 * last file was cut off. It holds what the disk holds: bodies sealed under keys that the master key wraps. The master key is not in it (TA2).
 */
import * as v from 'valibot'
import { blobPath } from '../blobs/filesystem.ts'
import { type AttachmentId, attachmentId } from '../../core/protocol/ids.ts'

export const manifestName = 'manifest.json'
export const databaseName = 'relay.db'
const hexHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

export const manifestSchema = v.object({
  format: v.literal('tidings backup 1'),
  created: v.string(),
  database: v.object({ bytes: v.number(), sha256: hexHash }),
  files: v.number(),
})
export type Manifest = v.InferOutput<typeof manifestSchema>

export const fileName = (id: AttachmentId): string => `files/${blobPath(id).join('/')}`

const named = /^files\/[0-9a-f]{2}\/[0-9a-f]{2}\/([0-9a-f]{32})$/

/** Undefined unless this is exactly what `fileName` gives for an id: no archive names another place. */
export function fileNamed(name: string): AttachmentId | undefined {
  const [, hex] = named.exec(name) ?? []
  if (hex === undefined) return undefined
  const id = attachmentId(hex)
  return fileName(id) === name ? id : undefined
}
