/**
 * Entries that the relay has not acknowledged, kept by main where neither a full disk's eviction nor a cleared browser
 * store reaches them. Every adapter passes tests/contracts/outbox-contract.ts.
 */
import type { Result } from '../base/result.ts'
import type { ConversationId } from '../protocol/ids.ts'

export interface PendingEntry {
  readonly conversation: ConversationId
  /** As in the entry's header: 0, 1, 2… per (device, conversation). */
  readonly counter: number
  readonly bytes: Uint8Array
}

export interface OutboxContents {
  /** In the order in which they were appended. */
  readonly pending: ReadonlyArray<PendingEntry>
  /** The next free counter of every conversation this device ever wrote to; survives removal of the entries. */
  readonly counters: ReadonlyArray<readonly [ConversationId, number]>
}

export type OutboxFailure =
  | { readonly kind: 'locked' }
  | { readonly kind: 'full' }
  /** The counter is not the next free one of its conversation. */
  | { readonly kind: 'counter'; readonly expected: number }
  | { readonly kind: 'failed'; readonly detail: string }

/** What one conversation's part of the outbox becomes. */
export interface Replacement {
  /** All of one conversation, their counters without a gap; the last is the one before `nextCounter`. */
  readonly entries: ReadonlyArray<PendingEntry>
  /** The next free counter from then on; may be lower than it was. */
  readonly nextCounter: number
}

export interface Outbox {
  readonly open: () => Promise<Result<OutboxContents, OutboxFailure>>
  /** Durable once resolved: it survives a power cut. All or nothing. */
  readonly append: (entries: ReadonlyArray<PendingEntry>) => Promise<Result<void, OutboxFailure>>
  /** Forgets entries that the relay has acknowledged or the person discarded; unknown ones are no failure. */
  readonly remove: (
    entries: ReadonlyArray<{ readonly conversation: ConversationId; readonly counter: number }>,
  ) => Promise<Result<void, OutboxFailure>>
  /**
   * All that waits in a conversation gives way to other entries, and its counter goes on elsewhere: after this device was
   * found to be an old copy, or the relay, or when an entry is given up. Durable once resolved; a crash leaves the old
   * state or the new one, whole. Entries that do not fit `Replacement` fail with `counter`.
   */
  readonly replace: (
    conversation: ConversationId,
    replacement: Replacement,
  ) => Promise<Result<void, OutboxFailure>>
}

/** The first counter of a replacement that is not the one it must have; undefined if all fit. */
export function misfit(
  conversation: ConversationId,
  { entries, nextCounter }: Replacement,
): number | undefined {
  const from = nextCounter - entries.length
  const index = entries.findIndex(
    (entry, at) => entry.conversation !== conversation || entry.counter !== from + at,
  )
  if (index !== -1) return from + index
  return from < 0 ? 0 : undefined
}
