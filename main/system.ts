/** The real world, as the composition roots hand it in. */
import { randomBytes } from 'node:crypto'
import { type Clock, millis } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'

export const systemClock: Clock = {
  now: () => millis(Date.now()),
  after: (delay, run) => {
    const timer = setTimeout(run, delay)
    return () => clearTimeout(timer)
  },
}

export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) }
