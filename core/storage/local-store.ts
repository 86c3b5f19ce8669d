/**
 * What a device keeps of its account: conversations, segments, the directory, drafts and what else is begun. A cache that may
 * vanish: all that the relay has not acknowledged also lies in the outbox. Adapters encrypt every value; keys are random ids in the
 * clear.
 * Every adapter passes tests/contracts/local-store-contract.ts.
 */
import type { Result } from '../base/result.ts'
import type { ConversationId } from '../protocol/ids.ts'

/** One segment as stored: a compacted update, then updates that came later, in the order of `appendTail`. */
export interface StoredSegment {
  readonly blob: Uint8Array | undefined
  readonly tail: ReadonlyArray<Uint8Array>
}

export interface StoredConversation {
  readonly conversation: ConversationId
  /** Undefined for one that does not open: damaged, or written under another key. */
  readonly record: Uint8Array | undefined
}

export type StoreWrite =
  /** Undefined forgets the conversation: its record and all its segments. */
  | {
      readonly kind: 'conversation'
      readonly conversation: ConversationId
      readonly record: Uint8Array | undefined
    }
  | {
      readonly kind: 'append-tail'
      readonly conversation: ConversationId
      readonly segment: number
      readonly update: Uint8Array
    }
  /** Replaces blob and tail: compaction, or a segment that was fetched whole. Undefined forgets both. */
  | {
      readonly kind: 'segment'
      readonly conversation: ConversationId
      readonly segment: number
      readonly blob: Uint8Array | undefined
    }
  | { readonly kind: 'value'; readonly key: string; readonly value: Uint8Array | undefined }

export type StoreFailure =
  | { readonly kind: 'full' }
  /** A value that does not open: damaged, or written under another key. */
  | { readonly kind: 'damaged'; readonly where: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly detail: string }

export interface LocalStore {
  /** One that is damaged is among them, so that the others can be read. */
  readonly conversations: () => Promise<Result<ReadonlyArray<StoredConversation>, StoreFailure>>
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
  /**
   * Calls `listener` each time that all the store held is gone while it was in use (deleted, or evicted by the browser on
   * a full disk) and an empty one has taken its place. All answers from then on are the empty one's.
   */
  readonly whenLost: (listener: () => void) => void
  readonly close: () => Promise<void>
}
