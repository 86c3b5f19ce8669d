import type { Clock, Millis } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import type { DocumentId } from '../protocol/ids.ts'
import type { DocumentCopies } from './document-copies.ts'
import type { StoreFailure } from './local-store.ts'

interface Row {
  readonly n: number
  readonly document: DocumentId
  readonly update: Uint8Array
  readonly at: Millis | undefined
}

/** Copies that live as long as the process, for tests. They have one opening, which hears of its own changes. */
export function createMemoryDocumentCopies(clock?: Pick<Clock, 'now'>): DocumentCopies {
  let rows: ReadonlyArray<Row> = []
  let next = 1
  let isClosed = false
  const listeners: Array<(document: DocumentId) => void> = []
  const answer = async <Value>(run: () => Value): Promise<Result<Value, StoreFailure>> =>
    isClosed ? fail({ kind: 'closed' }) : ok(run())
  return {
    read: (document) =>
      answer(() => {
        const found = rows.filter((row) => row.document === document)
        const last = found.at(-1)
        const updates = found.map(({ update }) => update.slice())
        return { updates, upTo: last?.n, damaged: 0, changedAt: last?.at }
      }),
    held: () => answer(() => [...new Map(rows.map(({ document, n }) => [document, n]))].map(toHeld)),
    append: (document, update) =>
      answer(() => {
        const n = next++
        rows = [...rows, { n, document, update: update.slice(), at: clock?.now() }]
        for (const listener of listeners) listener(document)
        return n
      }),
    compact: (document, upTo, update) =>
      answer(() => {
        const at = rows.find(({ n }) => n === upTo)?.at
        const others = rows.filter((row) => row.document !== document || row.n > upTo)
        rows = [...others, { n: upTo, document, update: update.slice(), at }].toSorted(
          (left, right) => left.n - right.n,
        )
      }),
    whenChanged: (listener) => void listeners.push(listener),
    whenLost: () => undefined, // memory does not go
    close: async () => {
      isClosed = true
    },
  }
}

const toHeld = ([document, upTo]: readonly [DocumentId, number]) => ({ document, upTo })
