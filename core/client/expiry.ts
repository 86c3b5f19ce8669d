import { type Clock, millis } from '../base/clock.ts'

/** No timer of a platform can be trusted with more. */
const longestMs = 86_400_000

export interface Expiry {
  /** When the next message ends, in milliseconds since 1970; undefined: none does. */
  readonly plan: (next: number | undefined) => void
  readonly stop: () => void
}

/** Calls `look` once something may have ended. */
export function createExpiry(clock: Clock, look: () => void): Expiry {
  let cancel: (() => void) | undefined
  const stop = (): void => {
    cancel?.()
    cancel = undefined
  }
  return {
    stop,
    plan: (next) => {
      stop()
      if (next === undefined) return
      const wait = Math.min(longestMs, Math.max(0, next - clock.now()))
      cancel = clock.after(millis(wait), () => {
        cancel = undefined
        look()
      })
    },
  }
}
