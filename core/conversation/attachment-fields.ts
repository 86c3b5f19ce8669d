/** Reads and cleans what an op says of its attachments. */
import { BadField, bytes, type Fields, id, isText, list, natural } from './field-readers.ts'
import {
  maxAttachments,
  maxDuration,
  maxFileNameLength,
  maxFileSize,
  maxMediaTypeLength,
  maxPeaks,
  maxThumbnailBytes,
} from './limits.ts'
import type { Attachment, AttachmentSeal } from './op.ts'
import { attachmentId, idToBytes } from '../protocol/ids.ts'

const hashBytes = 32
/** Of libsodium's secretstream. */
const keyBytes = 32
const headerBytes = 24

/** Failures name the field `attachments`, whichever of them is wrong. */
export function readAttachments(fields: Fields): ReadonlyArray<Attachment> {
  try {
    const attachments = list(fields, 'attachments', maxAttachments).map(readAttachment)
    if (thumbnailBytes(attachments) > maxThumbnailBytes) throw new BadField('thumbnails')
    return attachments
  } catch (error) {
    if (error instanceof BadField) throw new BadField('attachments')
    throw error
  }
}

const thumbnailBytes = (attachments: ReadonlyArray<Attachment>): number =>
  attachments.reduce((sum, { thumbnail }) => sum + (thumbnail?.length ?? 0), 0)

function readAttachment(fields: unknown): Attachment {
  if (!(fields instanceof Map)) throw new BadField('attachment')
  const [name, type] = [fields.get('name'), fields.get('type')] as ReadonlyArray<unknown>
  if (!isFileName(name) || !isMediaType(type)) throw new BadField('name or type')
  return {
    id: id(fields, 'id', attachmentId),
    name,
    type,
    size: natural(fields, 'size', maxFileSize),
    sha256: bytes(fields, 'sha256', hashBytes),
    ...(fields.has('seal') && { seal: readSeal(fields.get('seal')) }),
    ...(fields.has('thumbnail') && { thumbnail: bytes(fields, 'thumbnail', 1, maxThumbnailBytes) }),
    ...(fields.has('duration') && { duration: natural(fields, 'duration', maxDuration) }),
    ...(fields.has('peaks') && { peaks: bytes(fields, 'peaks', 1, maxPeaks) }),
  }
}

function readSeal(fields: unknown): AttachmentSeal {
  if (!(fields instanceof Map)) throw new BadField('seal')
  return {
    key: bytes(fields, 'key', keyBytes),
    header: bytes(fields, 'header', headerBytes),
    size: natural(fields, 'size', maxFileSize),
  }
}

/** As fields for the encoder: absent ones are left out. */
export const attachmentFields = ({ id: of, seal, thumbnail, ...rest }: Attachment): Map<string, unknown> =>
  new Map<string, unknown>([
    ['id', idToBytes(of)],
    ...Object.entries(rest),
    ...(seal === undefined ? [] : [['seal', new Map(Object.entries(seal))] as const]),
    ...(thumbnail === undefined ? [] : [['thumbnail', thumbnail] as const]),
  ])

/**
 * What a file name must not hold: separators, for it is no path; controls; and marks that reorder or hide characters, with
 * which `exe.gpj` is made to look like a picture.
 */
const unfit = /[\p{Cc}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2069}\u{FEFF}/\\]/u
const unfitEverywhere = new RegExp(unfit.source, 'gu')

const isFileName = (value: unknown): value is string =>
  isText(value, maxFileNameLength) && !unfit.test(value) && value !== '.' && value !== '..'

const mediaType = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/

const isMediaType = (value: unknown): value is string =>
  isText(value, maxMediaTypeLength) && mediaType.test(value)

/** As others accept them: those whose pictures find no room any more have none. */
export function cleanAttachments(attachments: ReadonlyArray<Attachment>): ReadonlyArray<Attachment> {
  let room = maxThumbnailBytes
  return attachments.map((attachment) => {
    const { thumbnail, ...rest } = cleanAttachment(attachment)
    if (thumbnail === undefined || thumbnail.length > room) return rest
    room -= thumbnail.length
    return { ...rest, thumbnail }
  })
}

/** The attachment with a name and a media type that others accept; the name keeps its ending. */
function cleanAttachment(attachment: Attachment): Attachment {
  const type = attachment.type.toLowerCase()
  return {
    ...attachment,
    name: cleanFileName(attachment.name),
    type: isMediaType(type) ? type : 'application/octet-stream',
  }
}

/** As others accept it: a mere name, with its ending. */
export function cleanFileName(raw: string): string {
  const whole = raw.replace(/\p{Surrogate}/gu, '\uFFFD').replace(unfitEverywhere, '_')
  const name = whole.length <= maxFileNameLength ? whole : shortened(whole)
  return isFileName(name) ? name : 'file'
}

function shortened(name: string): string {
  const ending = name.slice(-16)
  const front = name.slice(0, maxFileNameLength - ending.length)
  return (front + ending).replace(/\p{Surrogate}/gu, '_')
}
