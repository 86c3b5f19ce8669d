/**
 * When the next commit is due. A commit costs nearly the same for one entry as for a few, so under load commits keep a
 * distance, in which entries gather. Whoever writes alone waits for nobody: where waiting has gathered nothing, the next
 * commits begin at once, and now and then one tries again.
 */
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'

export interface Pace {
  /** Runs `commit` when it is due, which answers with how many entries it took once they are on the disk. */
  readonly next: (commit: () => Promise<number>) => void
}

/** Between the beginnings of two commits, at most; a disk that takes longer sets the pace itself. @internal */
export const maxDistanceMs = 8
/** Commits begin so many times apart as one takes: what they cost others in time stays a fraction, whatever the disk. */
const distancePerCommit = 6
/** Entries a millisecond from which commits keep their distance. */
const busyRate = 0.3
/** Milliseconds over which the rate is taken. */
const memory = 100
/** Entries that commits which waited must have found, on average, for waiting to be worth it. */
const worthWaitingFor = 1.5
/** After so long it is tried again whether waiting gathers anything. @internal */
export const retryAfterMs = 100

export interface PaceDeps {
  readonly clock: Pick<Clock, 'now' | 'after'>
  /** Runs after the input that is ready now has been read. */
  readonly soon: (run: () => void) => void
}

export function createPace({ clock, soon }: PaceDeps): Pace {
  let rate = 0
  let taken = 0
  let began = clock.now()
  let duration = maxDistanceMs / distancePerCommit
  let gathered = worthWaitingFor
  let tried = began

  const isWorthIt = (): boolean => gathered >= worthWaitingFor
  /** The wall clock may jump, in both directions. */
  const since = (moment: Millis): number => Math.max(0, clock.now() - moment)
  const run = async (commit: () => Promise<number>, hasWaited: boolean): Promise<void> => {
    rate = (rate * memory + taken) / (memory + since(began))
    began = clock.now()
    taken = 0
    taken = await commit()
    duration = average(duration, Math.min(since(began), maxDistanceMs), 16)
    if (hasWaited) gathered = isWorthIt() ? average(gathered, taken, 8) : taken
  }
  const timeToWait = (): number => {
    if (rate < busyRate || (!isWorthIt() && since(tried) < retryAfterMs)) return 0
    return Math.min(maxDistanceMs, duration * distancePerCommit) - since(began)
  }
  return {
    next: (commit) => {
      const wait = timeToWait()
      if (wait < 1) return soon(() => void run(commit, false))
      tried = clock.now()
      clock.after(millis(wait), () => soon(() => void run(commit, true)))
    },
  }
}

/** Moves towards `value` as an average over the last `weight` of them does. */
const average = (before: number, value: number, weight: number): number => before + (value - before) / weight
