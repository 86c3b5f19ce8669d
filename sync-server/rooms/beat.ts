/** Signs of life of a socket: after two intervals without one in return it is dead (LV2). */
import { type Clock, millis } from '../../core/base/clock.ts'
import { pingIntervalMs } from '../../core/protocol/limits.ts'

export interface Beat {
  readonly heard: () => void
  readonly stop: () => void
}

export function createBeat(clock: Clock, beat: () => void, dead: () => void): Beat {
  let silent = 0
  const tick = (): void => {
    if (++silent > 1) return dead()
    cancel = clock.after(millis(pingIntervalMs), tick)
    beat()
  }
  let cancel = clock.after(millis(pingIntervalMs), tick)
  return { heard: () => void (silent = 0), stop: () => cancel() }
}
