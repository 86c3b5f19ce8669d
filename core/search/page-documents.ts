/** The text of a document as the index knows it: an entry a block, read from the copy on this device. Rules SE6x of SPEC.md. */
import * as Y from 'yjs'
import { millis } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { maxHlcCounter } from '../conversation/hlc.ts'
import { userId } from '../protocol/ids.ts'
import type { DocumentCopies } from '../storage/document-copies.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import { documentOfPage, pageRef, pieceId, type SearchDocument, type SegmentRef } from './document.ts'
import { blocksOf, pageOf } from './page-blocks.ts'

/** Where the index reads documents, and hears of changes. */
export type PageSource = Pick<DocumentCopies, 'read' | 'held' | 'whenChanged' | 'whenLost'>

/** A text is many people's. */
const nobody = userId('0'.repeat(32))

/** Code units of an entry: a block may be a whole log that was pasted. */
const pieceLength = 8_000
/** What two pieces have in common, so that nothing that is looked for (SE13) lies between them. */
const overlap = 1_000

export interface ReadSegment {
  readonly ref: SegmentRef
  readonly documents: ReadonlyArray<SearchDocument>
}

/** The text as it lies there now, with the ref that tells so. `damaged` if nothing does. */
export async function readPage(
  copies: Pick<PageSource, 'read'>,
  { conversation }: SegmentRef,
): Promise<Result<ReadSegment, StoreFailure>> {
  const document = documentOfPage(conversation)
  const copy = await copies.read(document)
  if (!copy.ok) return copy
  const { updates, upTo, changedAt } = copy.value
  if (upTo === undefined) return fail({ kind: 'damaged', where: 'document' })
  const ref = pageRef(document, upTo)
  const doc = new Y.Doc()
  for (const update of updates) take(doc, update)
  const pieces = blocksOf(pageOf(doc)).flatMap(({ id, text }) =>
    piecesOf(text).map((piece, index) => ({ id: pieceId(id, index), text: piece })),
  )
  doc.destroy()
  return ok({
    ref,
    documents: pieces.map(({ id, text }, index): SearchDocument => ({
      ...ref,
      id,
      author: nobody,
      // What stands first comes first among those of one moment.
      at: { time: changedAt ?? millis(0), counter: Math.max(0, maxHlcCounter - index) },
      text,
      files: [],
      traits: ['document'],
      redactors: [],
      masks: [],
      expiresAt: undefined,
    })),
  })
}

export function piecesOf(text: string): ReadonlyArray<string> {
  if (text.trim() === '') return []
  const pieces = [text.slice(0, pieceLength)]
  for (let end = pieceLength; end < text.length; end += pieceLength - overlap)
    pieces.push(text.slice(end - overlap, end - overlap + pieceLength))
  return pieces
}

/** The cipher vouches for what lies here; should Yjs not take it all the same, the rest is read. */
function take(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update)
  } catch {
    // Yjs reports by throwing.
  }
}
