/** What came in late: it was written before what the person has read by then, out of reach or by a clock that is behind. */
import { compareMarks, type ReadMark } from '../conversation/about.ts'
import { type Message, threadAlone } from '../conversation/message.ts'
import type { OpId } from '../protocol/ids.ts'
import type { UnreadPost } from '../sync/unread-posts.ts'
import { sameItems } from './keep-same.ts'

export const noneLate: ReadonlyArray<OpId> = []

export interface LateIn {
  readonly messages: ReadonlyArray<Message>
  /** What the log has that nobody of this person has seen. */
  readonly unread: ReadonlyArray<UnreadPost>
  readonly readTo: ReadMark | undefined
}

/** In the order of the screen; `before` where it is the same. Of threads it says nothing. */
export function lateOf(
  { messages, unread, readTo }: LateIn,
  before: ReadonlyArray<OpId>,
): ReadonlyArray<OpId> {
  if (readTo === undefined || unread.length === 0) return noneLate
  const unseen = new Set(unread.map(({ message }) => message))
  const late = messages.filter(
    (message) =>
      unseen.has(message.id) && threadAlone(message) === undefined && compareMarks(message, readTo) < 0,
  )
  const ids = late.map(({ id }) => id)
  return ids.length === 0 ? noneLate : sameItems(before, ids) ? before : ids
}
