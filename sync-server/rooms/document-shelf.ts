/** What is stored of one document: read once, added to, and made one again when it lies in too many pieces. */
import type * as Y from 'yjs'
import type { DocumentId } from '../../core/protocol/ids.ts'
import type { DocumentStore } from '../store/document-store.ts'
import { StoreTrouble } from '../store/store.ts'
import type { DocumentLog } from './document-log.ts'
import { applyTo, missingIn } from './shared-document.ts'

export interface DocumentShelfDeps {
  readonly documents: Pick<DocumentStore, 'updates' | 'compact'>
  readonly documentLog: DocumentLog
}

export interface DocumentShelf {
  /** Reads what is stored into the document. */
  readonly read: () => Promise<void>
  /** Resolves once the updates, which the document has already, are durable. */
  readonly append: (updates: ReadonlyArray<Uint8Array>) => Promise<void>
  /** Makes one of the stored updates, when they have become many. */
  readonly compact: () => Promise<void>
  /** What is stored, deleted content included. */
  readonly bytes: () => number
}

/** Stored updates after which they become one. */
const maxTailRows = 200
const maxTailBytes = 512 * 1024

export function createDocumentShelf(
  { documents, documentLog }: DocumentShelfDeps,
  document: DocumentId,
  doc: Y.Doc,
): DocumentShelf {
  /** Bytes of the first row, which was compacted, and of those behind it. */
  let base = 0
  let tail = 0
  let rows = 0
  let last = 0
  return {
    read: async () => {
      const updates = await documents.updates(document)
      if (!updates.every(({ update }) => applyTo(doc, update).ok)) {
        throw new StoreTrouble('damaged', new Error(`document ${document} cannot be read`))
      }
      base = updates[0]?.update.length ?? 0
      tail = updates.slice(1).reduce((sum, { update }) => sum + update.length, 0)
      rows = updates.length
      last = updates.at(-1)?.row ?? 0
    },
    append: async (updates) => {
      last = await documentLog.append(document, updates)
      for (const { length } of updates) tail += length
      rows += updates.length
    },
    compact: async () => {
      if (rows <= maxTailRows && tail <= Math.max(maxTailBytes, base)) return
      const whole = missingIn(doc, undefined)
      await documents.compact(document, last, whole)
      base = whole.length
      tail = 0
      rows = 1
    },
    bytes: () => base + tail,
  }
}
