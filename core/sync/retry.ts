import { millis, type Millis } from '../base/clock.ts'
import { Defect } from '../base/defect.ts'
import { fraction, type Random } from '../base/random.ts'

export interface RetryPolicy {
  readonly first: Millis
  readonly longest: Millis
}

export const reconnectPolicy: RetryPolicy = { first: millis(1_000), longest: millis(60_000) }

/**
 * How long to wait before attempt `attempt` (0 is the first retry), in whole milliseconds.
 *
 * Uniform in [0, min(`longest`, `first` · 2^attempt)): the spread keeps the clients of a restarted relay from all
 * knocking at once ("full jitter", M. Brooker, AWS Architecture Blog, 2015). There is no attempt limit; being offline is
 * a state here, not a failure.
 */
export function retryDelay(attempt: number, policy: RetryPolicy, random: Random): Millis {
  if (!Number.isInteger(attempt) || attempt < 0) throw new Defect(`not an attempt number: ${attempt}`)
  return millis(fraction(random) * Math.min(policy.longest, policy.first * 2 ** attempt))
}
