import { useCallback, useRef, useState } from 'react'
import type { Result } from '../../core/base/result.ts'

export interface Action<Failure> {
  readonly busy: boolean
  readonly failure: Failure | undefined
  /** Runs `ask` unless it is still running. Resolves to whether it went well. */
  readonly run: (ask: () => Promise<Result<unknown, Failure>>) => Promise<boolean>
  /** The person has seen the failure, and is about to do it otherwise. */
  readonly forget: () => void
}

/** Something that a person sets off and waits for: a form sent, a workspace joined. */
export function useAction<Failure>(): Action<Failure> {
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const run = useCallback(async (ask: () => Promise<Result<unknown, Failure>>): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setFailure(undefined)
    try {
      const result = await ask()
      if (!result.ok) setFailure(result.failure)
      return result.ok
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  const forget = useCallback(() => setFailure(undefined), [])
  return { busy, failure, run, forget }
}
