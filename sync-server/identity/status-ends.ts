/** Ends status texts on time (SX6). */
import type { Clock } from '../../core/base/clock.ts'
import type { UserId } from '../../core/protocol/ids.ts'
import { type Chore, createChore } from '../chore.ts'
import type { Logger } from '../logger.ts'
import type { AccountStore } from '../store/account-store.ts'

export interface StatusEndsDeps {
  readonly store: Pick<AccountStore, 'endStatuses'>
  readonly seenOtherwise: (user: UserId) => Promise<void>
  readonly clock: Clock
  readonly log: Logger
}

const retryMs = 5_000
/** A timer holds no more than 25 days. */
const longestWaitMs = 86_400_000

/** Begins with what ended while the relay was down. To be asked when somebody has set one. */
export const createStatusEnds = ({ store, seenOtherwise, clock, log }: StatusEndsDeps): Chore =>
  createChore({
    clock,
    log,
    trouble: 'no status text can be ended: the store is in trouble',
    soonMs: 0,
    retryMs,
    run: async () => {
      const { ended, next } = await store.endStatuses(clock.now())
      for (const user of ended) await seenOtherwise(user)
      return next === undefined ? undefined : Math.min(longestWaitMs, Math.max(0, next - clock.now()))
    },
  })
