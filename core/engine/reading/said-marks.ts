/**
 * What a person's devices tell each other of how far threads were read, and of what is to be unread: a setting for each conversation.
 *
 *   marks/<conversation>   {"own":[turn] or [turn,time,counter,message],"threads":[[root,turn,time,counter,message],...]}
 *
 * Marks only go forward, whichever device says which first; a turn is a word of the person that goes before all that was said in
 * earlier turns: that something is unread again. So all devices come to the same. Rule PS23 in core/sync/SPEC.md.
 */
import * as v from 'valibot'
import { millis } from '../../base/clock.ts'
import { compareMarks, type ReadMark } from '../../conversation/about.ts'
import { opIdSchema } from '../../protocol/id-schemas.ts'
import type { ConversationId, OpId } from '../../protocol/ids.ts'
import { laterMark, type ThreadMark } from './thread-mark.ts'

/** Of one conversation. */
export interface SaidMarks {
  /** How often it was marked as unread, or seen after that; `mark`: it is unread, from behind there. */
  readonly own: { readonly turn: number; readonly mark?: ReadMark }
  readonly threads: ReadonlyMap<OpId, ThreadMark>
}

/** Threads that are said in a workspace, and of those in one conversation: the ones that were read furthest in time, before them those of later turns. @internal */
export const maxSaid = 500
const maxSaidInOne = 50

const prefix = 'marks/'
export const marksKey = (conversation: ConversationId): string => prefix + conversation
/** As text, not yet checked. */
export const marksIn = (key: string): string | undefined =>
  key.startsWith(prefix) ? key.slice(prefix.length) : undefined

export const nothingSaid: SaidMarks = { own: { turn: 0 }, threads: new Map() }

export function joinMarks(left: SaidMarks, right: SaidMarks): SaidMarks {
  const threads = new Map(left.threads)
  for (const [root, mark] of right.threads) threads.set(root, laterMark(threads.get(root), mark))
  return { own: laterOwn(left.own, right.own), threads }
}

export function laterOwn(left: SaidMarks['own'], right: SaidMarks['own']): SaidMarks['own'] {
  if (left.turn !== right.turn) return left.turn < right.turn ? right : left
  if (left.mark === undefined || right.mark === undefined) return left.mark === undefined ? right : left
  return compareMarks(left.mark, right.mark) < 0 ? right : left
}

/** What is to be said of each, given all that is known of a workspace: the newest of it. */
export function boundMarks(
  all: ReadonlyMap<ConversationId, SaidMarks>,
): ReadonlyMap<ConversationId, SaidMarks> {
  const newest = Array.from(all)
    .flatMap(([conversation, { threads }]) =>
      newestFirst(threads)
        .slice(0, maxSaidInOne)
        .map((each) => ({ conversation, each })),
    )
    .toSorted((left, right) => compareEntries(left.each, right.each))
    .slice(0, maxSaid)
  const kept = new Map(
    Array.from(all, ([conversation, { own }]) => [
      conversation,
      { own, threads: new Map<OpId, ThreadMark>() },
    ]),
  )
  for (const { conversation, each } of newest) kept.get(conversation)?.threads.set(...each)
  return kept
}

type Entry = readonly [OpId, ThreadMark]
/** As marks go forward: what one device cuts off no other puts back. */
const compareEntries = (left: Entry, right: Entry): number =>
  right[1].turn - left[1].turn || compareMarks(right[1], left[1]) || (left[0] < right[0] ? -1 : 1)
const newestFirst = (threads: ReadonlyMap<OpId, ThreadMark>): ReadonlyArray<Entry> =>
  [...threads].toSorted(compareEntries)

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const saidShape = v.strictObject({
  own: v.union([v.strictTuple([count]), v.strictTuple([count, count, count, opIdSchema])]),
  threads: v.array(v.strictTuple([opIdSchema, count, count, count, opIdSchema])),
})

/** The same for the same marks; undefined if there is nothing to say. */
export function encodeMarks({ own, threads }: SaidMarks): string | undefined {
  if (own.turn === 0 && threads.size === 0) return undefined
  const { turn, mark } = own
  return JSON.stringify({
    own: mark === undefined ? [turn] : [turn, mark.at.time, mark.at.counter, mark.id],
    threads: newestFirst(threads).map(([root, { turn: each, at, id }]) => [
      root,
      each,
      at.time,
      at.counter,
      id,
    ]),
  })
}

/** Undefined for what is none. */
export function decodeMarks(text: string): SaidMarks | undefined {
  const read = v.safeParse(saidShape, parsed(text))
  if (!read.success) return undefined
  const { own, threads } = read.output
  return {
    own: ownOf(own),
    threads: new Map(
      threads.map(([root, each, at, tick, message]) => [
        root,
        { turn: each, id: message, at: { time: millis(at), counter: tick } },
      ]),
    ),
  }
}

function ownOf(own: v.InferOutput<typeof saidShape>['own']): SaidMarks['own'] {
  if (own.length === 1) return { turn: own[0] }
  const [turn, time, counter, id] = own
  return { turn, mark: { id, at: { time: millis(time), counter } } }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // JSON reports bad input by throwing
  }
}
