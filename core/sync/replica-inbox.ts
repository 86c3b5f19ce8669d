/** Entries on their way into a replica. Rule CR62 in SPEC.md. */
import type { LoggedEntry } from '../protocol/frame.ts'
import type { ReplicaCore } from './replica-core.ts'
import { receive } from './replica-log.ts'

/** Entries taken in one go; between two of them the screen may be drawn. */
const maxBatch = 250

export interface Inbox {
  readonly put: (entries: ReadonlyArray<LoggedEntry>) => Promise<void>
  /** What is put from now on comes after the tasks that are handed in until then. */
  readonly cut: () => void
}

/** Gathers what comes in while the replica is busy: one write for many entries. */
export function createInbox(core: ReplicaCore): Inbox {
  let batch: { readonly entries: Array<LoggedEntry>; readonly received: Promise<void> } | undefined
  const begin = (): NonNullable<typeof batch> => {
    const entries: Array<LoggedEntry> = []
    const received = core.queue.run(() => {
      if (batch?.entries === entries) batch = undefined
      return receive(core, entries)
    })
    return { entries, received }
  }
  return {
    put: async (entries) => {
      const batches = new Set<Promise<void>>()
      for (const entry of entries) {
        if (batch === undefined || batch.entries.length >= maxBatch) batch = begin()
        batch.entries.push(entry)
        batches.add(batch.received)
      }
      await Promise.all(batches)
    },
    cut: () => {
      batch = undefined
    },
  }
}
