/** One task after the other for each key, as they were handed in; keys do not wait for each other. */
export interface Turns<Key> {
  /** Resolves or rejects as `task` does. */
  readonly run: <Value>(key: Key, task: () => Promise<Value>) => Promise<Value>
  /** Resolves once all that was handed in so far has ended. */
  readonly idle: () => Promise<void>
}

export function createTurns<Key>(): Turns<Key> {
  const lines = new Map<Key, Promise<unknown>>()
  return {
    run: (key, task) => {
      const ended = (lines.get(key) ?? Promise.resolve()).then(task)
      const quiet = ended
        .catch(() => undefined) // the caller hears of it
        .then(() => {
          if (lines.get(key) === quiet) lines.delete(key)
        })
      lines.set(key, quiet)
      return ended
    },
    idle: async () => {
      await Promise.all(lines.values())
    },
  }
}
