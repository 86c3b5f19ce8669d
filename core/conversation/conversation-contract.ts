/** What a conversation offers, apart from how. */
import type { Clock, Millis } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import type { Readable } from '../base/readable.ts'
import type { Result } from '../base/result.ts'
import type { About } from './about.ts'
import type { DraftFailure, OpDraft } from './draft.ts'
import type { MergeUpdateFailure } from './merge.ts'
import type { Message } from './message.ts'
import type { KnownOp, Op } from './op.ts'
import type { PlaceFailure } from './place.ts'
import type { SubLog } from './update-writer.ts'
import type { ConversationId, OpId, UserId } from '../protocol/ids.ts'

export interface ConversationDeps {
  readonly id: ConversationId
  readonly self: UserId
  readonly clock: Clock
  readonly random: Random
  readonly isModerator: (user: UserId) => boolean
  /** A message of this person that waits here for the relay. Left out if none ever does. */
  readonly isWaiting?: (message: OpId) => boolean
}

/** Who wrote a sub-log, from the claim entry in the log. `gateway`: may write on behalf of anybody. */
export interface Writer {
  readonly client: number
  readonly user: UserId
  readonly gateway: boolean
}

export type WriteFailure =
  | DraftFailure
  | PlaceFailure
  | { readonly kind: 'segment-not-loaded'; readonly segment: number }

/** `gap` and `future-delete` mean that the update came early; `segment-not-loaded` is the caller's; the rest is hostile. */
export type MergeFailure =
  | MergeUpdateFailure
  | { readonly kind: 'segment-not-loaded'; readonly segment: number }

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

/** When `Conversation.expire` has something to do, as far as the loaded segments tell. */
export interface Expiring {
  /** The first moment at which a message that is still shown disappears. */
  readonly next: Millis | undefined
  /** The first moment, past or to come, of those whose content lies in the sub-log of `client`, by segment. */
  readonly own: ReadonlyMap<number, Millis>
}

/** Throws `Defect` where a segment is named that is not loaded, unless a failure is declared for it. */
export interface Conversation {
  /**
   * All messages of the loaded segments, in screen order (HLC, op id). Same array reference until something changes;
   * unchanged messages keep their reference.
   */
  readonly messages: Readable<ReadonlyArray<Message>>
  /** What the loaded segments say of the conversation as a whole. Same reference until something changes. */
  readonly about: Readable<About>
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
   * one once that holds 2,000 ops (an absent segment is loaded empty), and so does what is about the conversation; a setting
   * goes to segment 0, and an op about a message to that message's segment. A message that has been redacted counts as unknown. The op gets `id`,
   * or a random one.
   */
  readonly write: (client: number, draft: OpDraft, id?: OpId) => Result<LocalChange, WriteFailure>
  /**
   * Writes a message of this person anew, as it was but for its time, which begins now (EX5), and erases what was written before in the
   * same update. Undefined where that does not lie in the sub-log of `client`, or there is nothing to change.
   */
  readonly prolong: (client: number, message: OpId) => LocalChange | undefined
  /** The highest segment that is loaded or noted; 0 in an empty conversation. */
  readonly newestSegment: () => number
  /** Tells of a segment that exists but need not be loaded. */
  readonly noteSegment: (segment: number) => void
  /** The compacted state as one update, for the local store alone: peers would refuse it. */
  readonly snapshot: (segment: number) => Uint8Array
  /** What each device has written to the segment. */
  readonly subLogs: (segment: number) => ReadonlyMap<number, SubLog>
  /** Ops that were ever written to the segment, erased ones included. */
  readonly opCount: (segment: number) => number
  readonly nextClock: (segment: number, client: number) => number
  /** The next clock of each client that has written to the segment. */
  readonly subLogEnds: (segment: number) => ReadonlyMap<number, number>
  /** Runs many merges or loads as one change: listeners hear once, at its end. */
  readonly batch: (run: () => void) => void
  /** To be called when `isModerator` would now answer otherwise. */
  readonly moderatorsChanged: () => void
  /**
   * Hides what has expired. Names the expired messages whose content still lies in the sub-log of `client`, for this
   * person to redact.
   */
  readonly expire: (client: number | undefined) => ReadonlyArray<OpId>
  readonly expiring: (client: number | undefined) => Expiring
}
