import { fail, ok, type Result } from '../base/result.ts'
import type { DocumentId } from '../protocol/ids.ts'
import type { DocumentCopies } from './document-copies.ts'
import type { StoreFailure } from './local-store.ts'

interface Row {
  readonly n: number
  readonly document: DocumentId
  readonly update: Uint8Array
}

/** Copies that live as long as the process: for headless clients and tests. */
export function createMemoryDocumentCopies(): DocumentCopies {
  let rows: ReadonlyArray<Row> = []
  let next = 1
  let isClosed = false
  const answer = async <Value>(run: () => Value): Promise<Result<Value, StoreFailure>> =>
    isClosed ? fail({ kind: 'closed' }) : ok(run())
  return {
    read: (document) =>
      answer(() => {
        const found = rows.filter((row) => row.document === document)
        return { updates: found.map(({ update }) => update.slice()), upTo: found.at(-1)?.n, damaged: 0 }
      }),
    append: (document, update) =>
      answer(() => {
        const n = next++
        rows = [...rows, { n, document, update: update.slice() }]
        return n
      }),
    compact: (document, upTo, update) =>
      answer(() => {
        const others = rows.filter((row) => row.document !== document || row.n > upTo)
        rows = [...others, { n: upTo, document, update: update.slice() }].toSorted(
          (left, right) => left.n - right.n,
        )
      }),
    whenLost: () => undefined, // memory does not go
    close: async () => {
      isClosed = true
    },
  }
}
