/**
 * The relay's addresses for faces (PF*): one small square picture of a person or a workspace, and a workspace's colour.
 *
 *   PUT    /v1/me/picture                  {image} → {picture}
 *   DELETE /v1/me/picture                  → 204
 *   GET    /v1/users/<id>/picture          {image}, to who shares a workspace or a conversation with them
 *   PUT    /v1/workspaces/<id>/picture     the same for a workspace, by who leads it
 *   DELETE /v1/workspaces/<id>/picture
 *   GET    /v1/workspaces/<id>/picture     to its members
 *   PUT    /v1/workspaces/<id>/accent      {accent}
 *
 * `image` is the file as base64url without padding. `picture` is its SHA-256 in lowercase hex: the directory tells it with
 * the person or workspace, so that nobody asks for what they have, and whoever asked sees that it is what was told.
 */
import * as v from 'valibot'
import { type ImageHead, readImageHead } from '../base/image-head.ts'
import { bytesUpTo } from './byte-schemas.ts'

export const maxPictureBytes = 65_536
/** Pixels of each side. What is larger would unfold to any size in the memory of all who see it. */
export const maxPictureSide = 256

/** What a picture of a person or workspace may be: small, and standing still. Undefined for all else. */
export function readPicture(bytes: Uint8Array): ImageHead | undefined {
  if (bytes.length > maxPictureBytes) return undefined
  const head = readImageHead(bytes)
  if (head === undefined || head.moves) return undefined
  return head.width <= maxPictureSide && head.height <= maxPictureSide ? head : undefined
}

const pictureSchema = v.pipe(
  bytesUpTo(maxPictureBytes),
  v.check((bytes) => readPicture(bytes) !== undefined, 'no PNG, JPEG or WebP of up to 256 by 256 pixels'),
)
export const pictureHashSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'not a hash'))
/** A hue of OKLCH, in degrees. */
export const accentSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(359))

export const putPictureBody = v.strictObject({ image: pictureSchema })
export const putPictureAnswer = v.object({ picture: pictureHashSchema })
export const pictureAnswer = v.object({ image: bytesUpTo(maxPictureBytes) })
/** `null` leaves the colour to each person. */
export const accentBody = v.strictObject({ accent: v.nullable(accentSchema) })

export const picturePaths = {
  own: '/v1/me/picture',
  person: (user: string) => `/v1/users/${user}/picture`,
  workspace: (workspace: string) => `/v1/workspaces/${workspace}/picture`,
  accent: (workspace: string) => `/v1/workspaces/${workspace}/accent`,
} as const
