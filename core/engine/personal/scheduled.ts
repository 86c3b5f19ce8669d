/**
 * Messages that a person has written and wants sent later: `later/<message>`, on all their devices. The message is posted under the
 * very id in the key, so that two devices that send it at once send one message. Rules PS13 to PS16, PS18, PS26 and PS27 in core/sync/SPEC.md.
 */
import * as v from 'valibot'
import { type Millis, millis } from '../../base/clock.ts'
import {
  maxAttachments,
  maxFileNameLength,
  maxFileSize,
  maxMentions,
  maxPreviewPicture,
  maxSettingLength,
  maxTextLength,
} from '../../conversation/limits.ts'
import type { Attachment, LinkPreview } from '../../conversation/op.ts'
import { cleanPreview } from '../../conversation/preview-fields.ts'
import { bytesToText, bytesUpTo } from '../../protocol/byte-schemas.ts'
import {
  attachmentIdSchema,
  conversationIdSchema,
  deviceIdSchema,
  opIdSchema,
  userIdSchema,
} from '../../protocol/id-schemas.ts'
import {
  type ConversationId,
  type DeviceId,
  isIdText,
  type OpId,
  opId,
  type UserId,
} from '../../protocol/ids.ts'
import type { Change } from './arrangement.ts'

/** @internal */
export const maxScheduled = 100
/** What no device could send within this time is not sent unasked any more. */
const latestMs = 24 * 3_600_000

/** What all devices know of a file of it: the file, and what opens it, lie on one. `size` in bytes. */
export type ScheduledFile = Pick<Attachment, 'id' | 'name' | 'type' | 'size'>

export interface ScheduledMessage {
  readonly message: OpId
  readonly conversation: ConversationId
  readonly text: string
  readonly mentions: ReadonlyArray<UserId>
  /** The root of the thread that it is a reply in. */
  readonly thread: OpId | undefined
  readonly alsoInChannel: boolean
  readonly replyTo: OpId | undefined
  readonly preview: LinkPreview | undefined
  /** One at least. With them the text may be empty. */
  readonly files?: ReadonlyArray<ScheduledFile>
  /** Which has the files, for the others to name it; left out by older apps. */
  readonly device?: DeviceId
  readonly at: Millis
}

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15), v.transform(millis))
const previewShape = v.object({
  url: v.string(),
  title: v.string(),
  description: v.exactOptional(v.string()),
  picture: v.exactOptional(bytesUpTo(maxPreviewPicture)),
})
const fileShape = v.object({
  id: attachmentIdSchema,
  name: v.pipe(v.string(), v.maxLength(maxFileNameLength)),
  type: v.string(),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(maxFileSize)),
})
const common = {
  conversation: conversationIdSchema,
  mentions: v.optional(v.pipe(v.array(userIdSchema), v.maxLength(maxMentions)), []),
  thread: v.optional(opIdSchema),
  alsoInChannel: v.optional(v.boolean(), false),
  replyTo: v.optional(opIdSchema),
  preview: v.optional(v.unknown()),
  at: moment,
}
const text = v.pipe(v.string(), v.maxLength(maxTextLength))
/** With files the text has another name: what knows nothing of files takes it for none, and sends nothing without them. */
const shape = v.union([
  v.object({ ...common, text: v.pipe(text, v.minLength(1)) }),
  v.pipe(
    v.object({
      ...common,
      caption: text,
      files: v.pipe(v.array(fileShape), v.minLength(1), v.maxLength(maxAttachments)),
      device: v.exactOptional(deviceIdSchema),
    }),
    v.transform(({ caption, ...rest }) => ({ ...rest, text: caption })),
  ),
])

/** The one that is due first comes first. One that cannot be read counts as none. */
export function readScheduled(all: ReadonlyMap<string, string>): ReadonlyArray<ScheduledMessage> {
  const known = readBefore.get(all)
  if (known !== undefined) return known
  const scheduled = [...all]
    .flatMap(([key, value]) => readOne(key, value) ?? [])
    .toSorted((left, right) => left.at - right.at || (left.message < right.message ? -1 : 1))
  readBefore.set(all, scheduled)
  return scheduled
}

/** Asked for with each frame from the relay, and another one only when something is set. */
const readBefore = new WeakMap<ReadonlyMap<string, string>, ReadonlyArray<ScheduledMessage>>()

function readOne(key: string, value: string): ScheduledMessage | undefined {
  const [kind, message] = key.split('/')
  if (kind !== 'later' || !isIdText(message)) return undefined
  try {
    const read = v.safeParse(shape, JSON.parse(value))
    if (!read.success) return undefined
    const { thread, replyTo, preview, ...rest } = read.output
    return { message: opId(message), thread, replyTo, preview: readPreview(preview), ...rest }
  } catch {
    return undefined
  }
}

function readPreview(value: unknown): LinkPreview | undefined {
  try {
    const read = v.safeParse(previewShape, value)
    return read.success ? cleanPreview(read.output) : undefined
  } catch {
    return undefined // its bytes are none
  }
}

export const scheduledKey = (message: OpId): string => `later/${message}`

/** Of `too-many` some have to go first. What is there already may be changed. Of a preview goes along what fits (PS18). */
export function schedule(
  all: ReadonlyMap<string, string>,
  scheduled: ScheduledMessage,
): ReadonlyArray<Change> | { readonly kind: 'too-many'; readonly limit: number } {
  const key = scheduledKey(scheduled.message)
  if (!all.has(key) && readScheduled(all).length >= maxScheduled)
    return { kind: 'too-many', limit: maxScheduled }
  return [[key, valueOf(fitted(scheduled))]]
}

/** The setting has no room for its preview, not even without the picture. */
export const losesPreview = (scheduled: ScheduledMessage): boolean =>
  scheduled.preview !== undefined && fitted(scheduled).preview === undefined

function fitted(scheduled: ScheduledMessage): ScheduledMessage {
  const { preview } = scheduled
  if (preview === undefined || fits(scheduled)) return scheduled
  const { picture: _, ...said } = preview
  const plain = { ...scheduled, preview: said }
  return fits(plain) ? plain : { ...scheduled, preview: undefined }
}

const fits = (scheduled: ScheduledMessage): boolean => valueOf(scheduled).length <= maxSettingLength

const valueOf = (scheduled: ScheduledMessage): string => {
  const { message: _, text: said, mentions, alsoInChannel, preview, files, ...rest } = scheduled
  return JSON.stringify({
    ...rest,
    ...(files === undefined ? { text: said } : { caption: said, files }),
    ...(mentions.length > 0 && { mentions }),
    ...(alsoInChannel && { alsoInChannel }),
    ...(preview && { preview: { ...preview, picture: preview.picture && bytesToText(preview.picture) } }),
  })
}

export const unscheduled = (message: OpId): Change => [scheduledKey(message), undefined]

/** No device was on in time: the person says what becomes of it. */
export const isMissed = ({ at }: ScheduledMessage, now: Millis): boolean => now - at > latestMs
