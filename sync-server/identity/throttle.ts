/** Token buckets by key: `burst` at once, `perMinute` in the long run. */
import { type Clock } from '../../core/base/clock.ts'
import { createLru } from '../relay/lru.ts'

/** What came of taking tokens; times are whole seconds. */
export interface Taken {
  /** Until there are enough again; 0 if they were taken. */
  readonly retryAfter: number
  readonly remaining: number
  /** Until the bucket is full. */
  readonly reset: number
}

export interface Throttle {
  /** Takes `cost` tokens, 1 if it is left out; of more than there may ever be nobody gets any. */
  readonly take: (key: string, cost?: number) => Taken
  readonly perMinute: number
}

/** Keys that are forgotten have a full bucket again: enough of them that an attacker gains nothing by flooding. */
const maxKeys = 100_000

export function createThrottle(perMinute: number, clock: Clock, burst = perMinute): Throttle {
  const buckets = createLru<string, { readonly tokens: number; readonly at: number }>(maxKeys)
  const perMs = perMinute / 60_000
  return {
    perMinute,
    take: (key, cost = 1) => {
      const now = clock.now()
      const bucket = buckets.get(key) ?? { tokens: burst, at: now }
      const passed = Math.max(0, now - bucket.at) // the wall clock may jump back
      const tokens = Math.min(burst, bucket.tokens + passed * perMs)
      const left = tokens >= cost ? tokens - cost : tokens
      buckets.set(key, { tokens: left, at: now })
      const retryAfter = tokens >= cost ? 0 : Math.ceil((cost - tokens) / perMs / 1_000)
      return { retryAfter, remaining: Math.floor(left), reset: Math.ceil((burst - left) / perMs / 1_000) }
    },
  }
}

/** Takes one of each key and answers with the scarcest; `limit` is a minute. */
export function takeAll(
  throttle: Throttle,
  ...keys: ReadonlyArray<string>
): Taken & { readonly limit: number } {
  const taken = keys.map((key) => throttle.take(key))
  return {
    limit: throttle.perMinute,
    retryAfter: Math.max(...taken.map(({ retryAfter }) => retryAfter)),
    remaining: Math.min(...taken.map(({ remaining }) => remaining)),
    reset: Math.max(...taken.map(({ reset }) => reset)),
  }
}

/** As an answer in HTTP tells it. */
export const rateHeaders = ({
  limit,
  remaining,
  reset,
}: Omit<ReturnType<typeof takeAll>, 'retryAfter'>): Readonly<Record<string, string>> => ({
  'ratelimit-limit': String(limit),
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(reset),
})
