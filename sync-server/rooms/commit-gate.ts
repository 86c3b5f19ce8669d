/**
 * What leaves a document's room, in order: each thing after the commit of the update that it shows, and of all before
 * it. What gathers during one commit goes into the next.
 */
export interface CommitGate {
  /** `deliver` runs once `update`, if any, is stored. */
  readonly put: (update: Uint8Array | undefined, deliver: () => void) => void
  /** Bytes that wait for their commit. */
  readonly bytes: () => number
  /** Resolves when nothing waits. */
  readonly idle: () => Promise<void>
}

interface Outgoing {
  readonly update: Uint8Array | undefined
  readonly deliver: () => void
}

/** When `commit` fails, what waits is dropped and `failed` called; what it throws itself is a bug. */
export function createCommitGate(
  commit: (updates: ReadonlyArray<Uint8Array>) => Promise<void>,
  failed: (error: unknown) => void,
): CommitGate {
  let queue: Array<Outgoing> = []
  let bytes = 0
  let isFlushing = false
  let flushed = Promise.resolve()

  const flush = async (): Promise<void> => {
    try {
      while (queue.length > 0) {
        const batch = queue
        queue = []
        const updates = batch.flatMap(({ update }) => (update === undefined ? [] : [update]))
        if (updates.length > 0) await commit(updates)
        bytes -= updates.reduce((sum, { length }) => sum + length, 0)
        for (const { deliver } of batch) deliver()
      }
    } catch (error) {
      queue = []
      failed(error)
    } finally {
      isFlushing = false
    }
  }
  return {
    put: (update, deliver) => {
      queue.push({ update, deliver })
      bytes += update?.length ?? 0
      if (isFlushing) return
      isFlushing = true
      flushed = flush()
    },
    bytes: () => bytes,
    idle: () => flushed,
  }
}
