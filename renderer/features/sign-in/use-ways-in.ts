import { useEffect, useState } from 'react'
import type { WaysIn } from '../../../core/bridge/identity-contract.ts'
import { usePage } from '../../engine/contexts.tsx'

/** How one gets in at the relay. Undefined until it is known, and while the relay is away: then a password may still do. */
export function useWaysIn(): WaysIn | undefined {
  const { bridge } = usePage()
  const [ways, setWays] = useState<WaysIn>()
  useEffect(() => {
    let gone = false
    void bridge.call('session.methods', {}).then((answer) => {
      if (!gone && answer.ok) setWays(answer.value)
    })
    return () => {
      gone = true
    }
  }, [bridge])
  return ways
}
