/** Work that must not overlap, by key: each runs after those of its key that came before, whatever became of them. */
export type Lines = <Value>(key: string, run: () => Promise<Value>) => Promise<Value>

export function createLines(): Lines {
  const last = new Map<string, Promise<unknown>>()
  return async (key, run) => {
    const before = last.get(key) ?? Promise.resolve()
    const done = before.then(run, run)
    last.set(key, done)
    try {
      return await done
    } finally {
      if (last.get(key) === done) last.delete(key)
    }
  }
}
