import { millis, type Clock } from '../../core/base/clock.ts'
import { createCell, type Readable } from '../../core/base/readable.ts'
import { startOfDay } from '../ui/times.ts'

const hour = 3_600_000

/** The last local midnight. Looked at on the hour at least: a sleeping machine's timers are late. */
export function createToday(clock: Clock): Readable<number> {
  const today = createCell(startOfDay(clock.now()))
  const look = (): void => {
    const now = clock.now()
    today.write(startOfDay(now))
    clock.after(millis(hour - (now % hour)), look)
  }
  look()
  return today
}
