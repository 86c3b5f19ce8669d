/**
 * A document's copy on this device: read when the document is opened, and added to with every change, the person's and
 * others', so that it opens and is edited without a network. One write at a time; what gathers meanwhile goes into the next.
 */
import * as Y from 'yjs'
import { type Clock, millis } from '../../../core/base/clock.ts'
import { type Cell, createCell, type Readable } from '../../../core/base/readable.ts'
import type { DocumentId } from '../../../core/protocol/ids.ts'
import type { DocumentCopies } from '../../../core/storage/document-copies.ts'
import type { StoreFailure } from '../../../core/storage/local-store.ts'

export interface LocalCopyState {
  /** What lies here is in the document. */
  readonly isRead: boolean
  /** Something of it lies here: it was opened on this device before, or has come from the relay since. */
  readonly isHeld: boolean
  /** All that the document has is stored here; what was typed in the last instant may not be. */
  readonly isWritten: boolean
  /** Parts of it could not be read, and were taken out. */
  readonly isDamaged: boolean
  /** Why it cannot be stored just now; tried again until it can. */
  readonly trouble: StoreFailure | undefined
}

export interface LocalCopy {
  readonly state: Readable<LocalCopyState>
  /** The document is whole, as the relay has it: an empty one is held from now on too. */
  readonly hold: () => void
  /** Stores what is not stored yet, as far as it can be, and ends. */
  readonly close: () => Promise<void>
}

export interface LocalCopyDeps {
  readonly doc: Y.Doc
  readonly document: DocumentId
  readonly copies: DocumentCopies
  readonly clock: Clock
}

/** Rows that make a copy slow to read; they become one. */
const manyRows = 64
/** Rows added before those that lie there become one again. */
const tidyAfter = 500
const retryMs = 5_000
/** The origin of what is read from the disk, which need not be written there. */
const fromDisk = Symbol('local copy')

export function createLocalCopy(deps: LocalCopyDeps): LocalCopy {
  const { doc, copies } = deps
  const state = createCell<LocalCopyState>({
    isRead: false,
    isHeld: false,
    isWritten: true,
    isDamaged: false,
    trouble: undefined,
  })
  const writer = createWriter(deps, state)
  const keep = (update: Uint8Array, origin: unknown): void => {
    if (origin !== fromDisk) writer.put(update)
  }
  doc.on('update', keep)
  copies.whenLost(() => writer.put(Y.encodeStateAsUpdate(doc)))
  // Nothing is written before all is read: a copy in many pieces is then made one.
  const opened = read(deps, state).then(writer.begin)
  return {
    state,
    hold: () => {
      if (!state.read().isHeld) writer.put(Y.encodeStateAsUpdate(doc))
    },
    close: async () => {
      doc.off('update', keep)
      await opened
      await writer.end()
      await copies.close()
    },
  }
}

/** Takes in what lies here, other windows' part too, and makes it one row if it is many. */
async function read({ doc, document, copies }: LocalCopyDeps, state: Cell<LocalCopyState>): Promise<void> {
  const copy = await copies.read(document)
  if (!copy.ok) return state.write({ ...state.read(), isRead: true, trouble: copy.failure })
  const { updates, upTo, damaged } = copy.value
  for (const update of updates) take(doc, update)
  const { isHeld, isDamaged } = state.read()
  state.write({
    ...state.read(),
    isRead: true,
    isHeld: isHeld || updates.length > 0,
    isDamaged: isDamaged || damaged > 0,
  })
  if (upTo === undefined || (updates.length < manyRows && damaged === 0)) return
  await copies.compact(document, upTo, Y.encodeStateAsUpdate(doc)) // if it fails, the rows are as they were
}

interface Writer {
  /** Kept until it can be written. */
  readonly put: (update: Uint8Array) => void
  readonly begin: () => void
  /** Tries once more what is not written yet. */
  readonly end: () => Promise<void>
}

function createWriter(deps: LocalCopyDeps, state: Cell<LocalCopyState>): Writer {
  const { document, copies, clock } = deps
  let waiting: Array<Uint8Array> = []
  let added = 0
  let writing: Promise<void> | undefined
  let hasBegun = false
  let cancelRetry = (): void => undefined

  const drain = async (): Promise<void> => {
    cancelRetry()
    while (waiting.length > 0) {
      const update = Y.mergeUpdates(waiting)
      waiting = []
      const stored = await copies.append(document, update)
      const { trouble, isHeld } = state.read()
      if (!stored.ok) {
        waiting = [update, ...waiting]
        state.write({ ...state.read(), trouble: stored.failure })
        cancelRetry = clock.after(millis(retryMs), write)
        break
      }
      if (!isHeld || trouble !== undefined) {
        state.write({ ...state.read(), isHeld: true, trouble: undefined })
      }
      if (++added % tidyAfter === 0) await read(deps, state)
    }
    writing = undefined // in the same turn that found nothing left
    if (waiting.length === 0) state.write({ ...state.read(), isWritten: true })
  }
  const write = (): void => {
    if (waiting.length > 0) writing ??= drain()
  }
  return {
    put: (update) => {
      waiting.push(update)
      if (state.read().isWritten) state.write({ ...state.read(), isWritten: false })
      if (hasBegun) write()
    },
    begin: () => {
      hasBegun = true
      write()
    },
    end: async () => {
      write()
      await writing
      cancelRetry()
    },
  }
}

/** The cipher vouches for what lies here; should Yjs not take it all the same, the relay has what it was. */
function take(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update, fromDisk)
  } catch {
    // Yjs reports by throwing.
  }
}
