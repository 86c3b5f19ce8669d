/**
 * How far this person has read a sealed conversation, and how far this device has it, on one connection: what is to be said of that, and
 * what has been.
 */
import type { UserId } from '../../protocol/ids.ts'
import type { Opened, ReadUpTo } from '../../bridge/sealing.ts'

/** In places of the log. */
export interface Reading {
  to: number
  /** As far as those who are there were told. */
  said: number
  /** As far as the log is known to say. */
  kept: number
  /** As far as entries say that were sent and not answered. */
  underWay: number
  /** It is to be said in the log though nobody has written. */
  isDue: boolean
  cancelSaying: (() => void) | undefined
  cancelKeeping: (() => void) | undefined
  readonly arrival: Arrival
}

/** What others wrote has come to this device. */
interface Arrival {
  to: number
  /** Who wrote it, as far as nobody there was told. */
  readonly by: Set<UserId>
  /** As far as the log says, or everybody who wrote it was told. */
  told: number
  underWay: number
}

export const nothingRead = (): Reading => ({
  to: 0,
  said: 0,
  kept: 0,
  underWay: 0,
  isDue: false,
  cancelSaying: undefined,
  cancelKeeping: undefined,
  arrival: { to: 0, by: new Set(), told: 0, underWay: 0 },
})

/** How far this person has read, if nothing in the log or on its way there says so. */
const unsaid = ({ to, kept, underWay }: Reading): number | undefined =>
  to > Math.max(kept, underWay) ? to : undefined

/** Somebody who wrote something that is here does not know of that, and nothing is on its way to tell. */
export const isArrivalUntold = ({ arrival: { to, told, underWay } }: Reading): boolean =>
  to > Math.max(told, underWay)

/**
 * What an entry is to say of reading. Whatever it says, its header says how far its writer has the log: where only that is news, it says of
 * reading what is known, or nothing.
 */
export const toSay = (reading: Reading): number | undefined =>
  unsaid(reading) ?? (isArrivalUntold(reading) ? Math.max(reading.to, reading.kept) : undefined)

/** What entries of the log say of people's reading, one of each. */
export function marksIn(opened: ReadonlyArray<Opened>): ReadonlyArray<ReadUpTo> {
  const marks = new Map<UserId, ReadUpTo>()
  for (const { read } of opened) {
    if (read === undefined) continue
    const { user, seq, has = 0 } = read
    const before = marks.get(user)
    const most = { seq: Math.max(before?.seq ?? 0, seq), has: Math.max(before?.has ?? 0, has) }
    marks.set(user, { user, ...most })
  }
  return [...marks.values()]
}

/** The connection is gone: the replica says it again on the next one, unless the log has it by then. */
export function stopReading({ cancelSaying, cancelKeeping }: Reading): void {
  cancelSaying?.()
  cancelKeeping?.()
}
