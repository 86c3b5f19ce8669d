import { createCell, type Readable } from '../../core/base/readable.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { PolicyState } from '../../core/policy/resolve.ts'
import { unmanaged } from '../../core/policy/settled.ts'

/** What the organisation has set, as main tells it. Until main has answered, and where nobody manages the device, as usual. */
export function createPagePolicy(bridge: PageBridge): Readable<PolicyState> {
  const state = createCell(unmanaged())
  let isTold = false
  bridge.listen('policy.changed', (next) => {
    isTold = true
    state.write(next)
  })
  void bridge.call('policy.read', {}).then(
    (first) => isTold || state.write(first),
    () => undefined, // main is gone; nothing can be done then that a policy is about
  )
  return state
}

/** How long what is written here lasts in sealed conversations at most, in seconds; 0 where nobody bounds it (PO25). */
export const longestSealed = ({ read, listen }: Readable<PolicyState>): Readable<number> => ({
  read: () => read().entries.SealedRetentionDays.value * 86_400,
  listen,
})
