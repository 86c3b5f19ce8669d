/** Messages that disappear, and have waited for so long that it counts: which they are. Rule CR98 in SPEC.md. */
import type { Millis } from '../base/clock.ts'
import type { OpId } from '../protocol/ids.ts'
import type { Lane, QueuedEntry } from './outbox-lane.ts'

/** A tenth of what a message lasts may have gone by, but never more than this. */
const maxGraceMs = 3_600_000

/** It waits for so long, and nothing behind it says the same with a time that begins later. */
export const isLate = (lane: Lane, { counter, timed }: QueuedEntry, now: Millis): boolean =>
  !lane.asTheyAre.has(counter) &&
  timed.some(
    ({ message, from, lastsMs }) =>
      now - from > Math.min(lastsMs / 10, maxGraceMs) && !isWrittenAnew(lane, message, counter),
  )

const isWrittenAnew = ({ byTopic }: Lane, message: OpId, counter: number): boolean =>
  [...(byTopic.get(message) ?? [])].some((other) => other.counter > counter && other.posts.includes(message))

export const lateIn = (lane: Lane | undefined, now: Millis): ReadonlyArray<QueuedEntry> =>
  lane?.entries.filter((entry) => !lane.acked.has(entry.counter) && isLate(lane, entry, now)) ?? []
