import { millis, type Clock, type Millis } from '../../core/base/clock.ts'

interface Timer {
  readonly due: number
  readonly run: () => void
}

/** Time that stands still until the test moves it. */
export interface VirtualClock extends Clock {
  /** Lets `by` milliseconds pass: timers run in order of their due time, those set meanwhile included. */
  readonly advance: (by: number) => void
  /** Moves the wall clock to `moment`, back or forth, as a person or NTP would: no timer runs sooner or later for it. */
  readonly setWallTime: (moment: number) => void
  /** Timers waiting to run. */
  readonly pending: () => number
}

/** Starts at `start`, by default 2026-11-02 09:00 UTC: a round moment far from any edge. */
export function createVirtualClock(start: number = Date.UTC(2026, 10, 2, 9)): VirtualClock {
  const timers = new Set<Timer>()
  let elapsed = 0 // monotonic, so that a jump of the wall clock leaves timers alone
  let wallOffset = start

  const next = (until: number): Timer | undefined => {
    let first: Timer | undefined
    // Insertion order breaks ties, as in a real event loop.
    for (const timer of timers) if (timer.due <= until && (!first || timer.due < first.due)) first = timer
    return first
  }

  return {
    now: () => millis(wallOffset + elapsed),
    after: (delay: Millis, run) => {
      const timer: Timer = { due: elapsed + Math.max(0, delay), run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance: (by) => {
      const until = elapsed + by
      for (let timer = next(until); timer; timer = next(until)) {
        timers.delete(timer)
        elapsed = timer.due
        timer.run()
      }
      elapsed = until
    },
    setWallTime: (moment) => {
      wallOffset = moment - elapsed
    },
    pending: () => timers.size,
  }
}
