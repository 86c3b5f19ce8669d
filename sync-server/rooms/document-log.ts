/** Group commit for documents, as ../relay/append-queue.ts is for conversations: what comes in while a commit is on its way goes into the next. */
import type { DocumentId } from '../../core/protocol/ids.ts'
import type { DocumentStore } from '../store/document-store.ts'

export interface DocumentLog {
  /** Resolves with the row of the last update once all are durable. Rejects with `StoreTrouble`. */
  readonly append: (document: DocumentId, updates: ReadonlyArray<Uint8Array>) => Promise<number>
}

interface Waiting {
  readonly document: DocumentId
  readonly updates: ReadonlyArray<Uint8Array>
  readonly resolve: (row: number) => void
  readonly reject: (reason: unknown) => void
}

export function createDocumentLog(
  store: Pick<DocumentStore, 'append'>,
  soon: (run: () => void) => void,
): DocumentLog {
  let waiting: Array<Waiting> = []
  let isRunning = false

  const flush = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    try {
      const rows = await store.append(
        batch.flatMap(({ document, updates }) => updates.map((update) => ({ document, update }))),
      )
      let next = 0
      for (const { updates, resolve } of batch) {
        next += updates.length
        resolve(rows[next - 1] ?? 0)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
    if (waiting.length > 0) return soon(() => void flush())
    isRunning = false
  }
  return {
    append: (document, updates) =>
      new Promise((resolve, reject) => {
        waiting.push({ document, updates, resolve, reject })
        if (isRunning) return
        isRunning = true
        soon(() => void flush())
      }),
  }
}
