/** A map with room for `limit` entries; the one that was set longest ago goes first. */
export interface Lru<Key, Value> {
  readonly get: (key: Key) => Value | undefined
  readonly set: (key: Key, value: Value) => void
  readonly delete: (key: Key) => void
  readonly clear: () => void
}

export function createLru<Key, Value>(limit: number): Lru<Key, Value> {
  const values = new Map<Key, Value>() // a Map keeps the order of insertion: the first is the oldest
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      values.delete(key)
      values.set(key, value)
      if (values.size <= limit) return
      const oldest = values.keys().next()
      if (!oldest.done) values.delete(oldest.value)
    },
    delete: (key) => void values.delete(key),
    clear: () => values.clear(),
  }
}
