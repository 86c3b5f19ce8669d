/** A value that changes over time. `read()` returns the same reference until the value changes. */
export interface Readable<Value> {
  readonly read: () => Value
  /** Calls `listener` after each change until the returned function is called. */
  readonly listen: (listener: () => void) => () => void
}

/** A `Readable` that its owner writes. */
export interface Cell<Value> extends Readable<Value> {
  /** Replaces the value; listeners hear of it in the same turn, unless it is the same reference. */
  readonly write: (value: Value) => void
}

export function createCell<Value>(initial: Value): Cell<Value> {
  let current = initial
  const listeners = new Set<() => void>()
  return {
    read: () => current,
    listen: (listener) => {
      const entry = (): void => listener() // own identity: the same listener may listen twice
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    write: (value) => {
      if (Object.is(value, current)) return
      current = value
      // oxlint-disable-next-line unicorn/no-useless-spread -- a copy: a listener may add or remove listeners
      for (const listener of [...listeners]) listener()
    },
  }
}
