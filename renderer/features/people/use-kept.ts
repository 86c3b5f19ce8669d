import { useCallback, useRef, useState } from 'react'

export interface Kept<Value> {
  /** As it was drawn. */
  readonly value: Value
  readonly set: (value: Value) => void
  /** As it is now: what waited for something sees what came meanwhile. */
  readonly now: () => Value
}

/** What a person has written or picked and not saved: they may go on while what there was is being saved. */
export function useKept<Value>(first: Value): Kept<Value> {
  const latest = useRef(first)
  const [value, draw] = useState(first)
  const set = useCallback((next: Value): void => {
    latest.current = next
    draw(next)
  }, [])
  const now = useCallback(() => latest.current, [])
  return { value, set, now }
}
