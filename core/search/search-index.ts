/**
 * The port to the search index of one account: what the engine tells it, and what it answers. Adapters: in this thread
 * (`create-search-index.ts`), and in a worker of the page. The SE rules of SPEC.md.
 */
import type { Readable } from '../base/readable.ts'
import type { DocumentId } from '../protocol/ids.ts'
import type { StoreFailure } from '../storage/local-store.ts'
import type { SegmentRef } from './document.ts'
import type { FindOutcome, IndexQuery } from './query.ts'

/** A segment as it was after so many changes, which the engine counts. */
export interface SegmentState extends SegmentRef {
  readonly generation: number
}

export interface IndexProgress {
  /** Segments of this device that are in the index, as they are or as they were before a change that is being read. */
  readonly indexed: number
  /** Segments that are on this device. */
  readonly held: number
  /** The documents whose text lies on this device; each counts as a segment above. */
  readonly pages: ReadonlyArray<DocumentId>
  /** Files with text in them that messages in the index name and that do not lie on this device: what stands in them is not found. */
  readonly filesElsewhere: number
  /** Those that lie here, and of which not all is found: not read yet, too much, or not to be read. */
  readonly filesInPart: number
  /** How many segments it has read so far: when it has read another, the same question may have another answer. */
  readonly read: number
  /** How many stand in line to be read, for the first time or anew: until then what is found of them is what they said before. */
  readonly toRead: number
  /** Why the index does not go on; undefined while it does, or is done. */
  readonly trouble: StoreFailure | undefined
}

export const nothingIndexed: IndexProgress = {
  indexed: 0,
  held: 0,
  pages: [],
  filesElsewhere: 0,
  filesInPart: 0,
  read: 0,
  toRead: 0,
  trouble: undefined,
}

export interface SearchIndex {
  readonly progress: Readable<IndexProgress>
  /**
   * All segments that the store holds, in the order in which they are to be read. Those that are `stale` have changed
   * since the index last said that it has them on its disk. Until then nothing is found.
   */
  readonly begin: (held: ReadonlyArray<SegmentRef>, stale: ReadonlyArray<SegmentRef>) => void
  /** The store has these as of now; an index that knew them reads them anew. */
  readonly changed: (segments: ReadonlyArray<SegmentState>) => void
  readonly find: (query: IndexQuery) => Promise<FindOutcome>
  /** What was not written yet is read again next time. */
  readonly close: () => Promise<void>
}

/** What an index tells whoever opened it. */
export interface IndexEvents {
  /**
   * Lies on the index's disk, as of this generation: after a crash it need not be read again. First called when the
   * index knows what is there; what has not changed in this session has generation 0.
   */
  readonly settled: (segments: ReadonlyArray<SegmentState>) => void
}

export type OpenSearchIndex = (events: IndexEvents) => SearchIndex
