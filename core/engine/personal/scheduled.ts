/**
 * Messages that a person has written and wants sent later: `later/<message>`, on all their devices. The message is posted under the
 * very id in the key, so that two devices that send it at once send one message. Rules PS13 to PS16 in core/sync/SPEC.md.
 */
import * as v from 'valibot'
import { type Millis, millis } from '../../base/clock.ts'
import { maxMentions, maxTextLength } from '../../conversation/limits.ts'
import { conversationIdSchema, opIdSchema, userIdSchema } from '../../protocol/id-schemas.ts'
import { type ConversationId, isIdText, type OpId, opId, type UserId } from '../../protocol/ids.ts'
import type { Change } from './arrangement.ts'

/** @internal */
export const maxScheduled = 100
/** What no device could send within this time is not sent unasked any more. */
const latestMs = 24 * 3_600_000

export interface ScheduledMessage {
  readonly message: OpId
  readonly conversation: ConversationId
  readonly text: string
  readonly mentions: ReadonlyArray<UserId>
  /** The root of the thread that it is a reply in. */
  readonly thread: OpId | undefined
  readonly alsoInChannel: boolean
  readonly replyTo: OpId | undefined
  readonly at: Millis
}

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15), v.transform(millis))
const shape = v.object({
  conversation: conversationIdSchema,
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(maxTextLength)),
  mentions: v.optional(v.pipe(v.array(userIdSchema), v.maxLength(maxMentions)), []),
  thread: v.optional(opIdSchema),
  alsoInChannel: v.optional(v.boolean(), false),
  replyTo: v.optional(opIdSchema),
  at: moment,
})

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
    const { thread, replyTo, ...rest } = read.output
    return { message: opId(message), thread, replyTo, ...rest }
  } catch {
    return undefined
  }
}

export const scheduledKey = (message: OpId): string => `later/${message}`

/** Of `too-many` some have to go first. What is there already may be changed. */
export function schedule(
  all: ReadonlyMap<string, string>,
  scheduled: ScheduledMessage,
): ReadonlyArray<Change> | { readonly kind: 'too-many'; readonly limit: number } {
  const key = scheduledKey(scheduled.message)
  if (!all.has(key) && readScheduled(all).length >= maxScheduled)
    return { kind: 'too-many', limit: maxScheduled }
  return [[key, valueOf(scheduled)]]
}

const valueOf = ({ message: _, mentions, alsoInChannel, ...rest }: ScheduledMessage): string =>
  JSON.stringify({
    ...rest,
    ...(mentions.length > 0 && { mentions }),
    ...(alsoInChannel && { alsoInChannel }),
  })

export const unscheduled = (message: OpId): Change => [scheduledKey(message), undefined]

/** No device was on in time: the person says what becomes of it. */
export const isMissed = ({ at }: ScheduledMessage, now: Millis): boolean => now - at > latestMs
