/**
 * What a device keeps of the documents that were opened on it: Yjs updates, in the order in which they came. Several
 * windows write at once, each what it made and heard itself. Adapters encrypt every update and bind it to its document.
 * Every adapter passes tests/contracts/document-copies-contract.ts.
 */
import type { Millis } from '../base/clock.ts'
import type { Result } from '../base/result.ts'
import type { DocumentId } from '../protocol/ids.ts'
import type { StoreFailure } from './local-store.ts'

export interface DocumentCopy {
  readonly updates: ReadonlyArray<Uint8Array>
  /** Names the last row that was read; undefined if none was. */
  readonly upTo: number | undefined
  /** Rows that do not open: damaged, or written under another key. */
  readonly damaged: number
  /** When the last row was appended, by the clock of the time; undefined if none was, or nobody noted it. */
  readonly changedAt: Millis | undefined
}

export interface HeldCopy {
  readonly document: DocumentId
  /** As in `DocumentCopy`: the same as long as nothing is appended. */
  readonly upTo: number
}

export interface DocumentCopies {
  readonly read: (document: DocumentId) => Promise<Result<DocumentCopy, StoreFailure>>
  /** What was ever opened on this device, in no order. */
  readonly held: () => Promise<Result<ReadonlyArray<HeldCopy>, StoreFailure>>
  /** Resolves with its row once it would survive a power cut. */
  readonly append: (document: DocumentId, update: Uint8Array) => Promise<Result<number, StoreFailure>>
  /** Puts `update`, which contains them, in the place of all rows of the document up to `upTo`. All or nothing. */
  readonly compact: (
    document: DocumentId,
    upTo: number,
    update: Uint8Array,
  ) => Promise<Result<void, StoreFailure>>
  /** Calls `listener` after each `append` to another opening of these copies, in whichever window. */
  readonly whenChanged: (listener: (document: DocumentId) => void) => void
  /** Calls `listener` each time that what was stored may be gone, and an empty store have taken its place. */
  readonly whenLost: (listener: () => void) => void
  readonly close: () => Promise<void>
}
