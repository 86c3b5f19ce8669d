/** When own entries may leave the journal. Rule CR21 in SPEC.md. */
import { millis } from '../base/clock.ts'
import { type ReplicaCore, save } from './replica-core.ts'

/** How long a store that takes nothing is left alone, while the journal keeps what that should have taken over. */
const storeAgainMs = 5_000

/** What the store has not taken may not leave the journal: after a crash no other copy of it would be on this device. */
export async function storePlaces(core: ReplicaCore): Promise<void> {
  const { deps, queue, unsettled } = core
  const stored = await save(core, { durable: false })
  if (unsettled.size === 0) return
  if (stored.ok) {
    const counters = [...unsettled]
    unsettled.clear()
    await deps.outbox.settle(deps.id, counters)
    return
  }
  deps.outbox.placed(deps.id, [...unsettled])
  if (stored.failure.kind !== 'closed') {
    deps.clock.after(millis(storeAgainMs), () => void queue.run(() => storePlaces(core)))
  }
}
