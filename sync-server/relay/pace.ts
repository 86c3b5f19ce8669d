/**
 * When the next commit is due. A sync to the disk costs the same for one entry as for ten, so under load commits keep a
 * distance, in which entries gather. Whoever writes alone waits for nobody.
 */
import { type Clock, millis } from '../../core/base/clock.ts'

export interface Pace {
  /** Runs `commit` when it is due, which answers with how many entries it took. */
  readonly next: (commit: () => number) => void
}

/** @internal */
export const commitDistanceMs = 8
/** Entries a millisecond from which commits keep their distance. */
const busyRate = 0.3
/** Milliseconds over which the rate is taken. */
const memory = 100

export interface PaceDeps {
  readonly clock: Pick<Clock, 'now' | 'after'>
  /** Runs after the input that is ready now has been read. */
  readonly soon: (run: () => void) => void
}

export function createPace({ clock, soon }: PaceDeps): Pace {
  let rate = 0
  let taken = 0
  let last = clock.now()
  return {
    next: (commit) => {
      const start = (): void => {
        const now = clock.now()
        rate = (rate * memory + taken) / (memory + Math.max(0, now - last))
        last = now
        taken = commit()
      }
      const wait = rate < busyRate ? 0 : commitDistanceMs - (clock.now() - last)
      if (wait <= 0) soon(start)
      else clock.after(millis(wait), () => soon(start))
    },
  }
}
