/**
 * Messages that a person has saved for later: `saved/<message>`, with enough of each to show it where the message is not on the device.
 * Rule PS7 in core/sync/SPEC.md.
 */
import * as v from 'valibot'
import { type Millis, millis } from '../../base/clock.ts'
import { conversationIdSchema, userIdSchema } from '../../protocol/id-schemas.ts'
import { type ConversationId, isIdText, type OpId, opId, type UserId } from '../../protocol/ids.ts'
import type { Change } from './arrangement.ts'

/** @internal */
export const maxSaved = 1_000
/** In code units. */
const maxExcerpt = 200

export interface SavedMessage {
  readonly message: OpId
  readonly conversation: ConversationId
  readonly author: UserId
  /** The beginning of what it said when it was saved; empty for mere files. */
  readonly excerpt: string
  readonly writtenAt: Millis
  readonly savedAt: Millis
  readonly isDone: boolean
}

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15), v.transform(millis))
const shape = v.object({
  conversation: conversationIdSchema,
  author: userIdSchema,
  excerpt: v.pipe(v.string(), v.maxLength(maxExcerpt)),
  writtenAt: moment,
  savedAt: moment,
  isDone: v.boolean(),
})

/** The one that was saved last comes first. */
export const readSaved = (all: ReadonlyMap<string, string>): ReadonlyArray<SavedMessage> =>
  [...all]
    .flatMap(([key, value]) => readOne(key, value) ?? [])
    .toSorted((left, right) => right.savedAt - left.savedAt || (left.message < right.message ? -1 : 1))

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
  saved: SavedMessage,
): ReadonlyArray<Change> | { readonly kind: 'too-many'; readonly limit: number } {
  const known = readSaved(all)
  const change = setSaved({ ...saved, excerpt: excerptOf(saved.excerpt) })
  if (known.length < maxSaved || known.some(({ message }) => message === saved.message)) return [change]
  const oldest = known.findLast(({ isDone }) => isDone)
  if (oldest === undefined) return { kind: 'too-many', limit: maxSaved }
  return [unsaved(oldest.message), change]
}

export const setSaved = ({ message, ...rest }: SavedMessage): Change => [
  savedKey(message),
  JSON.stringify(rest),
]
export const unsaved = (message: OpId): Change => [savedKey(message), undefined]

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
