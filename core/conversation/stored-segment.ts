import * as Y from 'yjs'

/**
 * How many ops the stored updates of a segment hold, erased ones included; undefined if they cannot be read or leave a
 * gap. The same answer as loading them gives, without making a document: for looking after what nobody has open.
 */
export function countStoredOps(updates: ReadonlyArray<Uint8Array>): number | undefined {
  const next = new Map<number, number>()
  try {
    for (const update of updates) {
      const { from, to } = Y.parseUpdateMeta(update)
      for (const [client, clock] of from) if (clock > (next.get(client) ?? 0)) return undefined
      for (const [client, clock] of to) next.set(client, Math.max(clock, next.get(client) ?? 0))
    }
  } catch {
    return undefined // Yjs reports unreadable bytes by throwing
  }
  let count = 0
  for (const clock of next.values()) count += clock
  return count
}
