/** A map with room for `limit` entries; the one that was used longest ago goes first. */
export interface Lru<Key, Value> {
  readonly get: (key: Key) => Value | undefined
  readonly set: (key: Key, value: Value) => void
  readonly clear: () => void
}

export function createLru<Key, Value>(limit: number): Lru<Key, Value> {
  const values = new Map<Key, Value>() // a Map keeps the order of insertion: the first is the oldest
  const set = (key: Key, value: Value): void => {
    values.delete(key)
    values.set(key, value)
    if (values.size <= limit) return
    const oldest = values.keys().next()
    if (!oldest.done) values.delete(oldest.value)
  }
  return {
    get: (key) => {
      const value = values.get(key)
      if (value !== undefined) set(key, value)
      return value
    },
    set,
    clear: () => values.clear(),
  }
}
