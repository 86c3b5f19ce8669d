/** When what failed is tried again: ten times over about a day, then no more. */
import { type Millis, millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'

const firstMs = 5_000
const factor = 4
const longestMs = 8 * 3_600_000
const spread = 0.2
/** @internal */
export const maxAttempts = 10

/**
 * How long to wait once `failed` attempts have failed; undefined: it is given up. 5 s, 20 s and so on up to 8 hours, each up to a
 * fifth more or less, so that a receiver that comes back is not met by everybody at once. `asked` is what the receiver wants at least.
 */
export function retryDelay(failed: number, random: Random, asked = 0): Millis | undefined {
  if (failed >= maxAttempts) return undefined
  const planned = Math.min(longestMs, firstMs * factor ** (failed - 1))
  const [chance = 0] = random.bytes(1)
  const spreadOut = planned * (1 - spread + (2 * spread * chance) / 255)
  return millis(Math.max(spreadOut, Math.min(asked, longestMs)))
}
