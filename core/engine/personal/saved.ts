/**
 * Messages that a person has saved for later: `saved/<message>`, with enough of each to show it where the message is not on the device,
 * and with where it lies, for what is kept of it follows it (`keep-saved.ts`). Rules PS7 and PS22 in core/sync/SPEC.md.
 */
import * as v from 'valibot'
import { type Millis, millis } from '../../base/clock.ts'
import type { Message } from '../../conversation/message.ts'
import { conversationIdSchema, userIdSchema } from '../../protocol/id-schemas.ts'
import { type ConversationId, isIdText, type OpId, opId, type UserId } from '../../protocol/ids.ts'
import type { Change } from './arrangement.ts'

/** @internal */
export const maxSaved = 1_000
/** In code units. */
const maxExcerpt = 200

export interface SavedMessage extends Kept {
  readonly message: OpId
  readonly conversation: ConversationId
  readonly author: UserId
  readonly writtenAt: Millis
  readonly savedAt: Millis
  readonly isDone: boolean
}

/** What of a message may change after it was saved. */
export interface Kept {
  /** The segment that it lies in; left out by apps that did not say. */
  readonly segment?: number
  /** The beginning of what it says; empty for mere files, and for what is `gone` or disappears. */
  readonly excerpt: string
  /** How often its author is known to have edited it: of two devices the one that knows of more is right. */
  readonly edits?: number
  /** A moderator has put the text in the place of the author's, which no edit brings back. */
  readonly masked?: true
  /** When it disappears. */
  readonly expiresAt?: Millis
  /** It was taken back, or its time was over. */
  readonly gone?: 'deleted' | 'disappeared'
}

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const moment = v.pipe(natural, v.maxValue(8.64e15), v.transform(millis))
const shape = v.object({
  conversation: conversationIdSchema,
  author: userIdSchema,
  writtenAt: moment,
  savedAt: moment,
  isDone: v.boolean(),
  segment: v.exactOptional(natural),
  excerpt: v.pipe(v.string(), v.maxLength(maxExcerpt)),
  edits: v.exactOptional(natural),
  masked: v.exactOptional(v.literal(true)),
  expiresAt: v.exactOptional(moment),
  gone: v.exactOptional(v.picklist(['deleted', 'disappeared'])),
})

/** The one that was saved last comes first. */
export function readSaved(all: ReadonlyMap<string, string>): ReadonlyArray<SavedMessage> {
  const known = readBefore.get(all)
  if (known !== undefined) return known
  const saved = [...all]
    .flatMap(([key, value]) => readOne(key, value) ?? [])
    .toSorted((left, right) => right.savedAt - left.savedAt || (left.message < right.message ? -1 : 1))
  readBefore.set(all, saved)
  return saved
}

/** Asked for with each change of a conversation, and another one only when something is set. */
const readBefore = new WeakMap<ReadonlyMap<string, string>, ReadonlyArray<SavedMessage>>()

function readOne(key: string, value: string): SavedMessage | undefined {
  const [kind, message] = key.split('/')
  if (kind !== 'saved' || !isIdText(message)) return undefined
  try {
    const read = v.safeParse(shape, JSON.parse(value))
    return read.success ? { message: opId(message), ...read.output } : undefined
  } catch {
    return undefined
  }
}

export const savedKey = (message: OpId): string => `saved/${message}`

/** At the bound the oldest of those that are done makes room; if none is done, a person has to. */
export function save(
  all: ReadonlyMap<string, string>,
  message: Message,
  { conversation, savedAt }: Pick<SavedMessage, 'conversation' | 'savedAt'>,
): ReadonlyArray<Change> | { readonly kind: 'too-many'; readonly limit: number } {
  const known = readSaved(all)
  const { id, author, at } = message
  const about = { message: id, conversation, author, writtenAt: at.time, savedAt, isDone: false }
  const change = setSaved({ ...about, ...keptOf(message) })
  if (known.length < maxSaved || known.some((each) => each.message === id)) return [change]
  const oldest = known.findLast(({ isDone }) => isDone)
  if (oldest === undefined) return { kind: 'too-many', limit: maxSaved }
  return [unsaved(oldest.message), change]
}

export const setSaved = ({ message, ...rest }: SavedMessage): Change => [
  savedKey(message),
  JSON.stringify(rest),
]
export const unsaved = (message: OpId): Change => [savedKey(message), undefined]

/**
 * What is saved of a message as it is on this device; undefined if what is kept is as new. It only goes forward: a device that lacks
 * the last changes, or whose clock is slow, must not bring back what another one has taken away, nor set it in turn with that for ever.
 */
export function followed(saved: SavedMessage, message: Message): Change | undefined {
  const { segment: _, excerpt: __, edits: ___, masked: ____, expiresAt: _____, gone, ...about } = saved
  const kept = keptOf(message)
  const isNewer = kept.gone !== undefined || stageOf(kept) > stageOf(saved) || isLonger(saved, kept)
  if (gone !== undefined || !isNewer) return undefined
  return setSaved({ ...about, ...kept })
}

/** A setting that does not say how often the message was edited is one of an older app, and behind all others. */
const stageOf = ({ edits = -1, masked }: Kept): number => (masked ? Number.POSITIVE_INFINITY : edits)

/** It had waited for the relay when it was saved (EX5). Of two moments the later is right, if what is known of the rest is no less. */
const isLonger = (saved: Kept, kept: Kept): boolean =>
  stageOf(kept) === stageOf(saved) && saved.expiresAt !== undefined && (kept.expiresAt ?? 0) > saved.expiresAt

/** What disappears is nowhere but in its conversation, from which it goes by itself. */
const keptOf = ({ segment, text, earlier = [], masked, expiresAt, redacted, expired }: Message): Kept => ({
  segment,
  excerpt: expiresAt === undefined ? excerptOf(text) : '',
  edits: earlier.length,
  ...(masked && { masked }),
  ...(expiresAt !== undefined && { expiresAt }),
  ...(redacted && { gone: expired === true ? 'disappeared' : 'deleted' }),
})

/** One line, not cut within a character. */
function excerptOf(text: string): string {
  const line = text
    .slice(0, maxExcerpt * 4)
    .replace(/\s+/g, ' ')
    .trim()
  let excerpt = ''
  for (const each of line) {
    if (excerpt.length + each.length > maxExcerpt) break
    excerpt += each
  }
  return excerpt
}
