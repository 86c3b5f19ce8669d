/** When somebody has changed how long messages last, as lines between them. Rule EX4 of SPEC.md. */
import { compareHlc, type Hlc } from './hlc.ts'
import { compareText } from './message-list.ts'
import type { MetaOp } from './op.ts'
import type { Entry } from './op-set.ts'
import type { OpId, UserId } from '../protocol/ids.ts'

/** `seconds`: 0 for no end. */
export interface TimerLine {
  readonly id: OpId
  readonly at: Hlc
  readonly by: UserId
  readonly seconds: number
}

/** Each change shows, whichever has the last word. Undefined if the op says nothing of it. */
export const timerLineOf = ({ op, shownAt }: Entry<MetaOp>): TimerLine | undefined =>
  op.timer === undefined ? undefined : { id: op.id, at: shownAt, by: op.by, seconds: op.timer }

/** Oldest first. Said again for whoever came later, it is no change. */
export const joinTimers = (all: ReadonlyArray<TimerLine>): ReadonlyArray<TimerLine> =>
  all
    .toSorted(
      (left, right) =>
        compareHlc(left.at, right.at) || compareText(left.id, right.id) || compareText(left.by, right.by),
    )
    .filter((line, index, lines) => line.seconds !== lines[index - 1]?.seconds)
