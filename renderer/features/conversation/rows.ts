/**
 * Messages as rows of the list: each knows whether a day or a group begins with it. Rows are reused as long as nothing
 * about them changes, so that a list of 200,000 costs a walk over references for each change and renders one row.
 */
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { OpId } from '../../../core/protocol/ids.ts'
import { startOfDay } from '../../ui/times.ts'

export interface Row {
  readonly message: ShownMessage
  /** Local midnight before the message, in milliseconds since 1970. */
  readonly day: number
  readonly startsDay: boolean
  /** Shows author and time: another author than before, a pause, a new day, or an answer to something else. */
  readonly startsGroup: boolean
  /** What it answers, as far as that is shown here. */
  readonly answers: OpId | undefined
  /** Shows what it answers: the message before does not answer the same. */
  readonly startsAnswer: boolean
}

/** Milliseconds after which a message by the same author shows its author again. @internal */
export const groupPause = 5 * 60_000

/** Unique in a conversation. Two authors may have used one message id, by malice at least. */
export const keyOf = ({ id, author }: Pick<ShownMessage, 'id' | 'author'>): string => id + author

/** `previous` must have come from this function; only what lies between the equal ends is made anew. */
export function updateRows(
  previous: ReadonlyArray<Row>,
  messages: ReadonlyArray<ShownMessage>,
  answers: (message: ShownMessage) => OpId | undefined = answeredBy,
): ReadonlyArray<Row> {
  const shorter = Math.min(previous.length, messages.length)
  let head = 0
  while (head < shorter && previous[head]?.message === messages[head]) head++
  if (head === previous.length && head === messages.length) return previous
  let tail = 0
  while (tail < shorter - head && previous.at(-1 - tail)?.message === messages.at(-1 - tail)) tail++

  // The first row after the change may begin a group or no longer do so: it is made anew with the rest.
  const end = Math.min(messages.length, messages.length - tail + 1)
  const grown = messages.length - previous.length
  const rows = previous.slice(0, head)
  for (let index = head; index < end; index++) {
    const message = messages[index]
    if (message !== undefined)
      rows.push(reuse(previous[index - grown], toRow(message, messages[index - 1], answers)))
  }
  for (let index = end - grown; index < previous.length; index++) {
    const row = previous[index]
    if (row !== undefined) rows.push(row)
  }
  return rows
}

const reuse = (old: Row | undefined, row: Row): Row =>
  old !== undefined &&
  old.message === row.message &&
  old.startsDay === row.startsDay &&
  old.startsGroup === row.startsGroup &&
  old.answers === row.answers &&
  old.startsAnswer === row.startsAnswer
    ? old
    : row

/** What a message in the channel answers: another one, or the root of its thread. */
export const answeredBy = ({ replyTo, thread, redacted }: ShownMessage): OpId | undefined =>
  redacted ? undefined : (replyTo ?? thread)

/** In a thread it is plain what all of it is about. */
export const answersInThread = ({ replyTo, redacted }: ShownMessage): OpId | undefined =>
  redacted ? undefined : replyTo

function toRow(
  message: ShownMessage,
  before: ShownMessage | undefined,
  answersOf: (message: ShownMessage) => OpId | undefined,
): Row {
  const answers = answersOf(message)
  const day = startOfDay(message.at.time)
  const startsDay = before === undefined || startOfDay(before.at.time) !== day
  const answersElse = before === undefined || answersOf(before) !== answers
  const startsGroup =
    startsDay ||
    answersElse ||
    before.author !== message.author ||
    before.redacted ||
    message.at.time - before.at.time > groupPause
  const startsAnswer = answers !== undefined && (startsDay || answersElse)
  return { message, day, startsDay, startsGroup, answers, startsAnswer }
}

/**
 * What of `next` to show after `shown`. The list keeps its place while rows are added at one end at a time, so when both
 * ends have grown, the older ones come first and the newer ones with the step after.
 */
export function stepTowards(
  shown: ReadonlyArray<Row>,
  next: ReadonlyArray<Row>,
): { readonly rows: ReadonlyArray<Row>; readonly prepends: boolean; readonly done: boolean } {
  const first = shown[0]
  const last = shown.at(-1)
  const prepends =
    first !== undefined && next[0] !== undefined && keyOf(next[0].message) !== keyOf(first.message)
  const newest = next.at(-1)
  if (
    !prepends ||
    last === undefined ||
    newest === undefined ||
    keyOf(newest.message) === keyOf(last.message)
  ) {
    return { rows: next, prepends, done: true }
  }
  const lastKey = keyOf(last.message)
  const end = next.findLastIndex((row) => keyOf(row.message) === lastKey)
  return end === -1
    ? { rows: next, prepends: false, done: true }
    : { rows: next.slice(0, end + 1), prepends, done: false }
}
