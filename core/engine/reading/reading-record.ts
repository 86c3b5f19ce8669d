/** What this device keeps of a person's reading: how far they are in each conversation, and the threads that concern them. */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import * as v from 'valibot'
import { millis } from '../../base/clock.ts'
import type { ReadMark } from '../../conversation/about.ts'
import { conversationIdSchema, opIdSchema, userIdSchema } from '../../protocol/id-schemas.ts'
import type { ConversationId, OpId } from '../../protocol/ids.ts'
import type { FollowedThread } from '../threads-contract.ts'
import { compareThreads } from './followed-thread.ts'
import type { ThreadMark } from './thread-mark.ts'

/** Of one conversation. */
export interface ReadingOf {
  /** This device has met it: `since` is what it was to be then. */
  isMet: boolean
  /** What was there before this device knew of it had been read, as far as anybody could tell. */
  since: ReadMark | undefined
  /** The newest message that was seen in the channel. */
  channel: ReadMark | undefined
  /** The person wants it to be unread. */
  isMarked: boolean
  /** How often the person has said so, or has seen it after that. */
  turn: number
  readonly marks: Map<OpId, ThreadMark>
  readonly threads: Map<OpId, FollowedThread>
}

export const nothingRead = (): ReadingOf => ({
  isMet: false,
  since: undefined,
  channel: undefined,
  isMarked: false,
  turn: 0,
  marks: new Map(),
  threads: new Map(),
})

/** Threads that are kept, of all conversations together: those that are unread or were written in last. */
const maxThreads = 500

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const moment = v.pipe(
  v.strictObject({ time: count, counter: count }),
  v.transform(({ time, counter }) => ({ time: millis(time), counter })),
)
const mark = v.strictObject({ id: opIdSchema, at: moment })
const excerpt = {
  text: v.string(),
  /** Left out by apps that did not say. */
  blank: v.exactOptional(v.picklist(['deleted', 'disappears', 'files'])),
  masked: v.exactOptional(v.literal(true)),
}
const thread = v.strictObject({
  root: opIdSchema,
  by: v.nullable(userIdSchema),
  ...excerpt,
  replies: count,
  people: v.array(userIdSchema),
  last: v.strictObject({ id: opIdSchema, by: userIdSchema, at: moment, ...excerpt }),
  unread: count,
  /** Left out by apps that did not count them. */
  mentions: v.optional(count, 0),
})
const storedReading = v.array(
  v.strictObject({
    id: conversationIdSchema,
    since: v.nullable(mark),
    channel: v.nullable(mark),
    isMarked: v.boolean(),
    turn: v.optional(count, 0),
    marks: v.array(v.strictObject({ root: opIdSchema, mark, turn: v.optional(count, 0) })),
    threads: v.array(thread),
  }),
)

export function encodeReading(all: ReadonlyMap<ConversationId, ReadingOf>): Uint8Array {
  const kept = new Set(
    [...all.values()]
      .flatMap(({ threads }) => [...threads.values()])
      .toSorted(compareThreads)
      .slice(0, maxThreads),
  )
  // Of what this device has not met, all that is known is what other devices have said.
  const met = [...all].filter(([, { isMet }]) => isMet)
  const value = met.map(([id, { since = null, channel = null, isMarked, turn, marks, threads }]) => ({
    id,
    since: since && markOf(since),
    channel: channel && markOf(channel),
    isMarked,
    turn,
    marks: Array.from(marks, ([root, each]) => ({ root, mark: markOf(each), turn: each.turn })).filter(
      ({ root }) => threads.has(root),
    ),
    threads: [...threads.values()]
      .filter((each) => kept.has(each))
      .map(({ conversation: _, by = null, last, ...rest }) => ({
        ...rest,
        by,
        last: { ...last, at: { time: last.at.time, counter: last.at.counter } },
      })),
  }))
  return new Uint8Array(encode(value, rfc8949EncodeOptions))
}

/** A message is a mark too, of which no more is kept. */
const markOf = ({ id, at }: ReadMark): ReadMark => ({ id, at: { time: at.time, counter: at.counter } })

/** Undefined for what is nothing of the kind: a disk may hold anything. */
export function decodeReading(bytes: Uint8Array): Map<ConversationId, ReadingOf> | undefined {
  const read = v.safeParse(storedReading, decoded(bytes))
  if (!read.success) return undefined
  return new Map(
    read.output.map(({ id, since, channel, isMarked, turn, marks, threads }) => [
      id,
      {
        isMet: true,
        since: since ?? undefined,
        channel: channel ?? undefined,
        isMarked,
        turn,
        marks: new Map(marks.map((each) => [each.root, { ...each.mark, turn: each.turn }])),
        threads: new Map(
          threads.map(({ by, ...each }) => [each.root, { ...each, conversation: id, by: by ?? undefined }]),
        ),
      },
    ]),
  )
}

function decoded(bytes: Uint8Array): unknown {
  try {
    return decode(bytes)
  } catch {
    return undefined // cborg reports bad input by throwing
  }
}
