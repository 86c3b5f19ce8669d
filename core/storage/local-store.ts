/**
 * What a device keeps of its account: conversations, segments, the directory, drafts. A cache that may vanish: all that
 * the relay has not acknowledged also lies in the outbox. Adapters encrypt every value; keys are random ids in the clear.
 * Every adapter passes tests/contracts/local-store-contract.ts.
 */
import type { Result } from '../base/result.ts'
import type { ConversationId } from '../protocol/ids.ts'

/** One segment as stored: a compacted update, then updates that came later, in the order of `appendTail`. */
export interface StoredSegment {
  readonly blob: Uint8Array | undefined
  readonly tail: ReadonlyArray<Uint8Array>
}

export type StoreWrite =
  | { readonly kind: 'conversation'; readonly conversation: ConversationId; readonly record: Uint8Array }
  | {
      readonly kind: 'append-tail'
      readonly conversation: ConversationId
      readonly segment: number
      readonly update: Uint8Array
    }
  /** Replaces blob and tail: compaction, or a segment that was fetched whole. */
  | {
      readonly kind: 'segment'
      readonly conversation: ConversationId
      readonly segment: number
      readonly blob: Uint8Array
    }
  | { readonly kind: 'value'; readonly key: string; readonly value: Uint8Array | undefined }

export type StoreFailure =
  | { readonly kind: 'full' }
  /** A value that does not open: damaged, or written under another key. */
  | { readonly kind: 'damaged'; readonly where: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly detail: string }

export interface LocalStore {
  readonly conversations: () => Promise<
    Result<
      ReadonlyArray<{ readonly conversation: ConversationId; readonly record: Uint8Array }>,
      StoreFailure
    >
  >
  readonly segment: (
    conversation: ConversationId,
    segment: number,
  ) => Promise<Result<StoredSegment, StoreFailure>>
  readonly value: (key: string) => Promise<Result<Uint8Array | undefined, StoreFailure>>
  /** All or nothing, in order. `durable`: resolved only when it would survive a power cut. */
  readonly write: (
    writes: ReadonlyArray<StoreWrite>,
    options: { readonly durable: boolean },
  ) => Promise<Result<void, StoreFailure>>
  readonly close: () => Promise<void>
}
