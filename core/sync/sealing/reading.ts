/** How far this person has read a sealed conversation, on one connection: what is to be said of it, and what has been. */
import type { UserId } from '../../protocol/ids.ts'
import type { Opened, ReadUpTo } from '../../bridge/sealing.ts'

/** In places of the log. */
export interface Reading {
  to: number
  /** As far as the log is known to say. */
  kept: number
  /** As far as entries say that were sent and not answered. */
  underWay: number
  /** It is to be said in the log though nobody has written. */
  isDue: boolean
  cancelSaying: (() => void) | undefined
  cancelKeeping: (() => void) | undefined
}

export const nothingRead = (): Reading => ({
  to: 0,
  kept: 0,
  underWay: 0,
  isDue: false,
  cancelSaying: undefined,
  cancelKeeping: undefined,
})

/** How far this person has read, if nothing in the log or on its way there says so. */
export const unsaid = ({ to, kept, underWay }: Reading): number | undefined =>
  to > Math.max(kept, underWay) ? to : undefined

/** What entries of the log say of people's reading, one of each. */
export function marksIn(opened: ReadonlyArray<Opened>): ReadonlyArray<ReadUpTo> {
  const marks = new Map<UserId, number>()
  for (const { read } of opened)
    if (read !== undefined) marks.set(read.user, Math.max(marks.get(read.user) ?? 0, read.seq))
  return Array.from(marks, ([user, seq]) => ({ user, seq }))
}

/** The connection is gone: the replica says it again on the next one, unless the log has it by then. */
export function stopReading({ cancelSaying, cancelKeeping }: Reading): void {
  cancelSaying?.()
  cancelKeeping?.()
}
