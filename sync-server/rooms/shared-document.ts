/**
 * Yjs with what a stranger's update needs: read as a whole before it touches the document, numbers that others can count
 * on with, and nothing kept for ever that waits for what never comes.
 */
import * as Y from 'yjs'
import { fail, ok, type Result } from '../../core/base/result.ts'

/** What may wait in a document for updates that are missing. */
const maxPendingBytes = 1_048_576
/** No document counts that far; beyond 2^53 a state vector is one that no client can read. */
const maxClock = 2 ** 48

export type ApplyFailure =
  /** Refused before it touched the document. */
  | { readonly kind: 'unreadable' }
  /** It could be read and not be merged: the document is not to be used any more. */
  | { readonly kind: 'broken' }

/** Applies an update and answers with what of it is new, as one update or none. */
export function applyTo(doc: Y.Doc, update: Uint8Array): Result<ReadonlyArray<Uint8Array>, ApplyFailure> {
  if (readStrange(update) === undefined) return fail({ kind: 'unreadable' })
  const news: Array<Uint8Array> = []
  const gather = (made: Uint8Array): void => void news.push(made)
  doc.on('update', gather)
  try {
    Y.applyUpdate(doc, update)
  } catch {
    return fail({ kind: 'broken' }) // Yjs reports by throwing, wherever it is
  }
  doc.off('update', gather)
  dropWhatWaitsTooLong(doc)
  return ok(news)
}

function dropWhatWaitsTooLong({ store }: Y.Doc): void {
  const pending = (store.pendingStructs?.update.length ?? 0) + (store.pendingDs?.length ?? 0)
  if (pending <= maxPendingBytes) return
  store.pendingStructs = null
  store.pendingDs = null
}

function readStrange(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> | undefined {
  try {
    const read = Y.decodeUpdate(update)
    const ranges = [...read.ds.clients.values()].flat()
    const isCountable =
      read.structs.every(({ id, length }) => id.clock + length <= maxClock) &&
      ranges.every(({ clock, len }) => clock + len <= maxClock)
    return isCountable ? read : undefined
  } catch {
    return undefined // Yjs reports unreadable bytes by throwing
  }
}

/** Deleting makes a document smaller, be it as full as it may. */
export const isDeletionOnly = (update: Uint8Array): boolean => readStrange(update)?.structs.length === 0

/**
 * Whether the document would be at most `limit` bytes long with the update: what it deletes makes room for what it adds.
 * Works on a copy of the whole, so it is for documents that are nearly full.
 */
export function fitsWith(doc: Y.Doc, update: Uint8Array, limit: number): boolean {
  if (readStrange(update)?.ds.clients.size === 0) return false
  const copy = new Y.Doc()
  Y.applyUpdate(copy, missingIn(doc, undefined))
  return applyTo(copy, update).ok && Y.encodeStateAsUpdate(copy).length <= limit
}

/** What is missing at `vector` (as Yjs encodes it; everything if undefined), without what waits and was never stored. */
export function missingIn(doc: Y.Doc, vector: Uint8Array | undefined): Uint8Array {
  const { store } = doc
  const { pendingStructs, pendingDs } = store
  store.pendingStructs = null
  store.pendingDs = null
  const update = Y.encodeStateAsUpdate(doc, vector)
  store.pendingStructs = pendingStructs
  store.pendingDs = pendingDs
  return update
}
