import { useEffect, useState } from 'react'
import type { Throttled } from '../../../core/bridge/contract.ts'

/** `failure` as long as it stands: one that asks to wait is over when the wait is. */
export function useWhileThrottled<Failure extends { readonly kind: string }>(
  failure: Failure | Throttled | undefined,
): Failure | Throttled | undefined {
  const [over, setOver] = useState<Failure | Throttled>()
  useEffect(() => {
    if (failure === undefined || !isThrottled(failure)) return undefined
    const timer = setTimeout(() => setOver(failure), failure.retryAfterSeconds * 1_000)
    return () => clearTimeout(timer)
  }, [failure])
  return failure === over ? undefined : failure
}

const isThrottled = (failure: { readonly kind: string }): failure is Throttled => failure.kind === 'throttled'
