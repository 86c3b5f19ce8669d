/** What a window asks to be posted, as the host reads it. */
import * as v from 'valibot'
import { maxAttachments, maxMentions } from '../../conversation/limits.ts'
import type { Attachment, LinkPreview } from '../../conversation/op.ts'
import { opIdSchema, userIdSchema } from '../../protocol/id-schemas.ts'
import { isRefuseCode } from '../../protocol/codes.ts'
import { isIdText } from '../../protocol/ids.ts'
import type { BlockedChange } from '../blocked-change.ts'

/** An object that looks like one; what it is made of is believed. */
export const shaped = <Value>(
  looksRight: (value: Readonly<Record<string, unknown>>) => boolean,
): v.GenericSchema<Value> =>
  v.custom<Value>((value) => typeof value === 'object' && value !== null && looksRight({ ...value }))

const attachment = shaped<Attachment>(
  ({ id, name, type, size, sha256 }) =>
    isIdText(id) &&
    typeof name === 'string' &&
    typeof type === 'string' &&
    typeof size === 'number' &&
    sha256 instanceof Uint8Array,
)
export const mentions = v.pipe(v.array(userIdSchema), v.maxLength(maxMentions), v.readonly())
/** `PostDetails`. */
export const about = v.strictObject({
  thread: v.exactOptional(opIdSchema),
  alsoInChannel: v.exactOptional(v.literal(true)),
  replyTo: v.exactOptional(opIdSchema),
  attachments: v.exactOptional(v.pipe(v.array(attachment), v.maxLength(maxAttachments), v.readonly())),
  mentions: v.exactOptional(mentions),
  preview: v.exactOptional(
    shaped<LinkPreview>(({ url, title }) => typeof url === 'string' && typeof title === 'string'),
  ),
  id: v.exactOptional(opIdSchema),
  expiresAfter: v.exactOptional(v.number()),
})

export const blockedShape = shaped<BlockedChange>(
  ({ code, op, does, message }) =>
    typeof code === 'string' &&
    isRefuseCode(code) &&
    (op === undefined || isIdText(op)) &&
    (does === undefined || typeof does === 'string') &&
    (message === undefined || isIdText(message)),
)
