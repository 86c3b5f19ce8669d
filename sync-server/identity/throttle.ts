/** Token buckets by key: `burst` at once, `perMinute` in the long run. */
import { type Clock } from '../../core/base/clock.ts'
import { createLru } from '../relay/lru.ts'

export interface Throttle {
  /** Takes one token. `retryAfter`: whole seconds until there is one again, 0 if one was taken. */
  readonly take: (key: string) => { readonly retryAfter: number; readonly remaining: number }
  readonly perMinute: number
}

/** Keys that are forgotten have a full bucket again: enough of them that an attacker gains nothing by flooding. */
const maxKeys = 100_000

export function createThrottle(perMinute: number, clock: Clock, burst = perMinute): Throttle {
  const buckets = createLru<string, { readonly tokens: number; readonly at: number }>(maxKeys)
  const perMs = perMinute / 60_000
  return {
    perMinute,
    take: (key) => {
      const now = clock.now()
      const bucket = buckets.get(key) ?? { tokens: burst, at: now }
      const passed = Math.max(0, now - bucket.at) // the wall clock may jump back
      const tokens = Math.min(burst, bucket.tokens + passed * perMs)
      const left = tokens >= 1 ? tokens - 1 : tokens
      buckets.set(key, { tokens: left, at: now })
      const retryAfter = tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perMs / 1_000)
      return { retryAfter, remaining: Math.floor(left) }
    },
  }
}
