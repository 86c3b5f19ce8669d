import { type RefObject, useLayoutEffect, useRef } from 'react'

export interface Hold {
  /** Something was measured. */
  readonly keep: () => void
  /** The list has heard where it stands. */
  readonly drop: () => void
}

/**
 * Keeps the place while rows that came before the first one (`prepends`) are measured. From the very top the list (virtua 0.54) goes
 * back there at each measure, by where it last heard that it stood.
 */
export function useHold(log: RefObject<HTMLElement | null>, rows: unknown, prepends: boolean): Hold {
  /** CSS pixels from the top of the window to the end of the list. */
  const fromEnd = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (prepends && log.current !== null) fromEnd.current = log.current.scrollHeight - log.current.scrollTop
  }, [log, rows, prepends])
  return {
    keep: () => {
      if (log.current === null || fromEnd.current === undefined) return
      log.current.scrollTo({ top: log.current.scrollHeight - fromEnd.current, behavior: 'instant' })
    },
    drop: () => {
      fromEnd.current = undefined
    },
  }
}
