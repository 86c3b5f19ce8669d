/**
 * One conversation of many loaded segments. Knows nothing of sockets, disks or keys: updates go in, updates come out.
 */
import type { Clock } from '../base/clock.ts'
import { Defect } from '../base/defect.ts'
import type { Random } from '../base/random.ts'
import type { Readable } from '../base/readable.ts'
import type { Result } from '../base/result.ts'
import type { Message } from './message.ts'
import type { KnownOp, Op } from './op.ts'
import type { UpdateFailure } from './validator.ts'
import type { ConversationId, OpId, UserId } from '../protocol/ids.ts'

export interface ConversationDeps {
  readonly id: ConversationId
  readonly self: UserId
  readonly clock: Clock
  readonly random: Random
  readonly isModerator: (user: UserId) => boolean
}

/** Who wrote a sub-log, from the claim entry in the log. `gateway`: may write on behalf of anybody. */
export interface Writer {
  readonly client: number
  readonly user: UserId
  readonly gateway: boolean
}

/** What a person asks for; id, time and author are added by `write`. */
export type OpDraft =
  | {
      readonly kind: 'post'
      readonly text: string
      readonly replyTo?: OpId
      readonly thread?: OpId
      readonly alsoInChannel?: true
      readonly mentions?: ReadonlyArray<UserId>
    }
  | { readonly kind: 'edit'; readonly target: OpId; readonly text: string }
  | { readonly kind: 'redact'; readonly target: OpId; readonly reason?: string }
  | { readonly kind: 'react'; readonly target: OpId; readonly emoji: string; readonly on: boolean }

/** `length` and `limit` in code units, or in people where it is about mentions. */
export type WriteFailure =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  | { readonly kind: 'unknown-message'; readonly target: OpId }
  | { readonly kind: 'not-yours'; readonly target: OpId }
  | { readonly kind: 'segment-not-loaded'; readonly segment: number }

/** `gap` and `future-delete` mean that the update came early; all others that it must never be merged. */
export type MergeFailure =
  | UpdateFailure
  | { readonly kind: 'segment-not-loaded'; readonly segment: number }
  /** The writer gave two different ops the same clock. */
  | { readonly kind: 'fork'; readonly clock: number }

export interface LocalChange {
  readonly segment: number
  readonly update: Uint8Array
  readonly op: KnownOp
  /** The place of `op` in the writer's sub-log. */
  readonly clock: number
}

/** Stored updates that cannot be read or that leave a gap; the segment stays unloaded. */
export interface LoadFailure {
  readonly kind: 'damaged'
  readonly segment: number
}

/** Throws `Defect` where a segment is named that is not loaded, unless a failure is declared for it. */
export interface Conversation {
  /**
   * All messages of the loaded segments, in screen order (HLC, op id). Same array reference until something changes;
   * unchanged messages keep their reference.
   */
  readonly messages: Readable<ReadonlyArray<Message>>
  /** Ascending. */
  readonly loadedSegments: () => ReadonlyArray<number>
  /**
   * Trusted updates from the local store (checked when they came in), in the order in which they were merged.
   * Loading a loaded segment is a `Defect`.
   */
  readonly loadSegment: (segment: number, updates: ReadonlyArray<Uint8Array>) => Result<null, LoadFailure>
  readonly unloadSegment: (segment: number) => void
  /**
   * Checks an update from the relay or the journal by the validator and merges it. Already-known clocks are a success
   * with no change (`known: true`). The segment must be loaded (an empty load counts).
   */
  readonly merge: (
    segment: number,
    writer: Writer,
    update: Uint8Array,
  ) => Result<{ readonly known: boolean; readonly ops: ReadonlyArray<Op> }, MergeFailure>
  /**
   * Makes, applies and returns a change in this device's own sub-log. A post goes to `newestSegment()`, or to the next
   * one once that holds 2,000 ops (an absent segment is loaded empty); an op about a message goes to that message's
   * segment. A message that has been redacted counts as unknown.
   */
  readonly write: (client: number, draft: OpDraft) => Result<LocalChange, WriteFailure>
  /** The highest segment that is loaded or noted; 0 in an empty conversation. */
  readonly newestSegment: () => number
  /** Tells of a segment that exists but need not be loaded. */
  readonly noteSegment: (segment: number) => void
  /** The compacted state as one update, for the local store alone: peers would refuse it. */
  readonly snapshot: (segment: number) => Uint8Array
  /** Ops that were ever written to the segment, erased ones included. */
  readonly opCount: (segment: number) => number
  readonly nextClock: (segment: number, client: number) => number
  /** Runs many merges or loads as one change: listeners hear once, at its end. */
  readonly batch: (run: () => void) => void
  /** To be called when `isModerator` would now answer otherwise. */
  readonly moderatorsChanged: () => void
}

export function createConversation(_deps: ConversationDeps): Conversation {
  throw new Defect('not built yet')
}
