import { bytesEqual } from '../base/bytes.ts'
import type { LogPosition } from '../protocol/frame.ts'
import { nextHead } from '../protocol/log.ts'

/**
 * How a place in the log stands to what a reader knows: `next` continues it, `known` lies before, `ahead` leaves a gap,
 * `mismatch` has a head that the chain does not lead to.
 */
export type Placement = 'next' | 'known' | 'ahead' | 'mismatch'

/** `entryId` is the id of the entry that is said to stand at `place`. */
export function placeAfter(cursor: LogPosition, place: LogPosition, entryId: Uint8Array): Placement {
  if (place.seq <= cursor.seq) return 'known'
  if (place.seq > cursor.seq + 1) return 'ahead'
  return bytesEqual(nextHead(cursor.head, place.seq, entryId), place.head) ? 'next' : 'mismatch'
}
