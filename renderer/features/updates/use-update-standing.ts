import { useEffect, useState } from 'react'
import type { UpdateStanding } from '../../../core/bridge/updates-contract.ts'
import { usePage } from '../../engine/contexts.tsx'

/** How updates stand, as main tells it. Undefined until it has, and in a shell that is not installed. */
export function useUpdateStanding(): UpdateStanding | undefined {
  const { bridge } = usePage()
  const [standing, setStanding] = useState<UpdateStanding>()
  useEffect(() => {
    let isTold = false
    const stop = bridge.listen('updates.changed', (next) => {
      isTold = true
      setStanding(next)
    })
    // What main tells meanwhile is newer than its answer.
    void bridge.call('updates.standing', {}).then((now) => isTold || setStanding(now))
    return () => {
      isTold = true
      stop()
    }
  }, [bridge])
  return standing
}
