import { type Clock, millis, type Millis } from '../../core/base/clock.ts'

/** Node's timers hold 31 bits. */
const longestTimerMs = 2 ** 31 - 1

/** Runs once that moment has come, however far off it is. */
export function runAt(clock: Clock, moment: Millis, run: () => void): () => void {
  let cancel = (): void => {}
  const wait = (): void => {
    const left = moment - clock.now()
    if (left <= 0) return run()
    cancel = clock.after(millis(Math.min(left, longestTimerMs)), wait)
  }
  wait()
  return () => cancel()
}
