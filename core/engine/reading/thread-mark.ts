/** How far a person has read a thread, so that their devices can agree on it. Rule PS23 in core/sync/SPEC.md. */
import { compareMarks, type ReadMark } from '../../conversation/about.ts'

export interface ThreadMark extends ReadMark {
  /** How often the person has marked it as unread. */
  readonly turn: number
}

/** The one that counts: of the later turn, then the one that is further. */
export function laterMark(left: ThreadMark | undefined, right: ThreadMark): ThreadMark {
  if (left === undefined) return right
  return (left.turn - right.turn || compareMarks(left, right)) < 0 ? right : left
}
