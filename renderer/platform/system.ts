import { millis, type Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'

export const systemClock: Clock = {
  now: () => millis(Date.now()),
  after: (delay, run) => {
    const timer = setTimeout(run, delay)
    return () => clearTimeout(timer)
  },
}

export const systemRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
}
