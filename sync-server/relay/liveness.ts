import { type Clock, millis } from '../../core/base/clock.ts'
import { pingIntervalMs } from '../../core/protocol/limits.ts'

export interface Liveness {
  readonly heard: () => void
  readonly stop: () => void
}

/** Half the interval: one slow timer a socket, not one for each frame, and still no more than this late. */
const tickMs = millis(pingIntervalMs / 2)

/** Pings after `pingIntervalMs` of silence and gives the connection up after twice that (LV2). */
export function createLiveness(clock: Clock, ping: () => void, dead: () => void): Liveness {
  let ticks = 0 // since something was heard; the last `ticks - 1` of them were silent from end to end
  const tick = (): void => {
    ticks++
    if (ticks > 4) return dead()
    if (ticks === 3) ping()
    cancel = clock.after(tickMs, tick)
  }
  let cancel = clock.after(tickMs, tick)
  return {
    heard: () => {
      ticks = 0
    },
    stop: () => cancel(),
  }
}
