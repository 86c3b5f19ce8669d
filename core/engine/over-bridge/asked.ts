import { createCell, type Readable } from '../../base/readable.ts'
import { coalesce } from '../coalesce.ts'

interface AskedDeps<Value> {
  /** Until the first answer. */
  readonly initial: Value
  /** Undefined or a rejection: what is shown stays. */
  readonly ask: () => Promise<Value | undefined>
  /** Calls `changed` when the answer may be another; until the returned functions are called. */
  readonly listen: (changed: () => void) => ReadonlyArray<() => void>
}

/**
 * A value that somebody else has: asked for when somebody looks, and again when it may be another. One question at a time; what
 * changes meanwhile is asked once more. An answer that is the same keeps the reference.
 */
export function createAsked<Value>({ initial, ask, listen }: AskedDeps<Value>): Readable<Value> {
  const value = createCell(initial)
  let listeners = 0
  let stops: ReadonlyArray<() => void> = []
  let isAsking = false
  let isStale = false
  const answer = async (): Promise<void> => {
    isStale = true
    if (isAsking) return
    isAsking = true
    while (isStale) {
      isStale = false
      const told = await ask().catch(() => undefined)
      if (told !== undefined && JSON.stringify(told) !== JSON.stringify(value.read())) value.write(told)
    }
    isAsking = false
  }
  const refresh = coalesce(() => void answer())
  return {
    read: value.read,
    listen: (listener) => {
      const stop = value.listen(listener)
      listeners += 1
      if (listeners === 1) {
        stops = listen(refresh)
        refresh()
      }
      return () => {
        stop()
        listeners -= 1
        if (listeners === 0) for (const each of stops) each()
      }
    },
  }
}
