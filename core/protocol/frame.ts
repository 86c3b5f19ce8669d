/**
 * The frames of the one WebSocket between a device and the relay. The rules are in SPEC.md (FR*, HS*, AP*, FE*…);
 * `frame-codec.ts` holds the bytes.
 */
import type { Millis } from '../base/clock.ts'
import type { GoodbyeCode, RefuseCode } from './codes.ts'
import type { DirectoryChange } from './directory.ts'
import type { ConversationId, DeviceId } from './ids.ts'

/** Where a reader stands in a log: everything up to `seq` is known, and `head` is the chain's value there. */
export interface LogPosition {
  readonly seq: number
  /** 32 bytes */
  readonly head: Uint8Array
}

/** An entry at its place in the log. */
export interface LoggedEntry extends LogPosition {
  /** When the relay committed it. */
  readonly time: Millis
  readonly bytes: Uint8Array
}

/** How far a conversation's log reaches. */
export interface LogState extends LogPosition {
  readonly conversation: ConversationId
  /** -1 while the log holds no content. */
  readonly newestSegment: number
  /** Commit time of the newest entry, 0 for an empty log. */
  readonly time: Millis
  /** True: what was missing since the cursor of hello follows as `entries`. False: fetch by segment what you hold. */
  readonly resumed: boolean
}

export type ClientFrame =
  | {
      readonly kind: 'hello'
      readonly protocol: number
      readonly device: DeviceId
      readonly token: string
      /** Directory version that the client holds, 0 for none. */
      readonly directory: number
      readonly resume: ReadonlyArray<LogPosition & { readonly conversation: ConversationId }>
    }
  | { readonly kind: 'append'; readonly request: number; readonly entry: Uint8Array }
  /** The entries of one segment with a seq over `after`, and all claims of the conversation when `after` is 0. */
  | {
      readonly kind: 'fetch'
      readonly request: number
      readonly conversation: ConversationId
      readonly segment: number
      readonly after: number
    }
  | { readonly kind: 'ping'; readonly now: Millis }

export type RelayFrame =
  | {
      readonly kind: 'welcome'
      /** 16 bytes made with the relay's database. */
      readonly relayEpoch: Uint8Array
      readonly serverTime: Millis
    }
  /** The logs that this user may read: all of them after welcome, one when it becomes readable. */
  | { readonly kind: 'logs'; readonly logs: ReadonlyArray<LogState> }
  | {
      readonly kind: 'entries'
      readonly conversation: ConversationId
      readonly entries: ReadonlyArray<LoggedEntry>
    }
  /** One part of a fetch; the last has `complete` and the log position as of which the segment is whole. */
  | {
      readonly kind: 'fetched'
      readonly request: number
      readonly entries: ReadonlyArray<LoggedEntry>
      readonly complete: boolean
      readonly position: LogPosition
    }
  | {
      readonly kind: 'ack'
      readonly request: number
      readonly seq: number
      readonly head: Uint8Array
      readonly time: Millis
    }
  | {
      readonly kind: 'refuse'
      readonly request: number
      readonly code: RefuseCode
      /** 0 unless the client's rule for the code is to retry. */
      readonly retryAfter: Millis
      readonly detail: string
    }
  /** Changes up to `version`; parts of a long list carry the version before, only the last the new one. */
  | {
      readonly kind: 'directory'
      readonly version: number
      readonly changes: ReadonlyArray<DirectoryChange>
    }
  | { readonly kind: 'goodbye'; readonly code: GoodbyeCode; readonly reconnectAfter: Millis }
  | { readonly kind: 'pong'; readonly now: Millis }

export type FrameFailure =
  | { readonly kind: 'too-long'; readonly bytes: number }
  | { readonly kind: 'unknown-kind'; readonly found: number }
  | { readonly kind: 'malformed'; readonly at: number }
