/** What the page and its search worker say to each other. Both are ours, from the same build. */
import type { UserId } from '../../core/protocol/ids.ts'
import type { SegmentRef } from '../../core/search/document.ts'
import type { FindOutcome, IndexQuery } from '../../core/search/query.ts'
import type { IndexProgress, SegmentState } from '../../core/search/search-index.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'

export type ToSearchWorker =
  /** Before all else, where there are files: `port` leads to them (`file-port.ts`). */
  | { readonly kind: 'files'; readonly port: MessagePort }
  /** Comes first of the rest. */
  | {
      readonly kind: 'begin'
      readonly user: UserId
      /** The key of the local store: a handle, not to be read by either. */
      readonly key: CryptoKey
      readonly held: ReadonlyArray<SegmentRef>
      readonly stale: ReadonlyArray<SegmentRef>
    }
  | { readonly kind: 'changed'; readonly segments: ReadonlyArray<SegmentState> }
  | { readonly kind: 'find'; readonly number: number; readonly query: IndexQuery }

export type FromSearchWorker =
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  | { readonly kind: 'settled'; readonly segments: ReadonlyArray<SegmentState> }
  | { readonly kind: 'found'; readonly number: number; readonly outcome: FindOutcome }
  /** The worker could not begin, and answers nothing. */
  | { readonly kind: 'failed'; readonly failure: StoreFailure }
