/** Locks when nobody has touched the machine for as long as the organisation says (PO19). */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Policy } from './policy.ts'

export interface LockWhenIdleDeps {
  readonly policy: Policy
  readonly clock: Clock
  readonly idleSeconds: () => number
  readonly lock: () => void
}

const lookEvery = millis(15_000)

/** Until the returned function is called. Locks once for each time that nobody is there: whoever unlocks has come back. */
export function lockWhenIdle({ policy, clock, idleSeconds, lock }: LockWhenIdleDeps): () => void {
  let isLocked = false
  let cancel = (): void => undefined
  const look = (): void => {
    const minutes = policy.value('LockAfterIdleMinutes')
    const isAway = minutes > 0 && idleSeconds() >= minutes * 60
    if (isAway && !isLocked) lock()
    isLocked = isAway
    cancel = clock.after(lookEvery, look)
  }
  look()
  return () => cancel()
}
