/**
 * The frames of the one WebSocket between a device and the relay. The rules are in SPEC.md (FR*, HS*, AP*, FE*…);
 * `frame-codec.ts` holds the bytes.
 */
import type { Millis } from '../base/clock.ts'
import type { GoodbyeCode, RefuseCode } from './codes.ts'
import type { DirectoryChange } from './directory.ts'
import type { ConversationId, DeviceId, UserId } from './ids.ts'

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
  /**
   * 32 bytes, the id of the entry that stood here, if its author has erased it: `bytes` is what is left of it, the same
   * entry with its ops as erased content (ER*). The chain is over this id, not over `bytes`.
   */
  readonly erased?: Uint8Array
  /**
   * 32 bytes, never on the wire: the id of the sealed entry that `bytes` was opened from. The chain is over this id. `bytes` is
   * empty where there was nothing to open, or nothing that this device may read.
   */
  readonly sealed?: Uint8Array
  /** Never on the wire: open entries that go before the opened one, in place of some that are closed to this device (CS10). */
  readonly before?: ReadonlyArray<Uint8Array>
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
  /** The counter that the next entry of this device must have: how much of its writing the relay has. */
  readonly nextCounter: number
  /** The read mark of this user, from whichever device; 0 for none. */
  readonly marked: number
  /** Its entries are sealed. A client that knows better does not believe it. */
  readonly sealed: boolean
}

export type PresenceStatus = 'online' | 'away' | 'busy' | 'invisible'

/** How others see a person. Who is invisible looks offline. */
export interface PresenceChange {
  readonly user: UserId
  readonly status: Exclude<PresenceStatus, 'invisible'> | 'offline'
  /** When the person was last connected or active; 0 where that is not told. */
  readonly lastSeen: Millis
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
  /** A range of the log, or of one segment of it (FE*). */
  | ({ readonly kind: 'fetch'; readonly request: number; readonly conversation: ConversationId } & FetchRange)
  /** Something that is never stored: see `ephemeral.ts`. */
  | { readonly kind: 'ephemeral'; readonly conversation: ConversationId; readonly body: Uint8Array }
  /** Holds until `until`, or until another; 0 means no end. */
  | { readonly kind: 'presence'; readonly status: PresenceStatus; readonly until: Millis }
  /** This person has read the conversation up to here. */
  | { readonly kind: 'mark'; readonly conversation: ConversationId; readonly seq: number }
  /** So many bytes more may be on their way to this client (CF*). */
  | { readonly kind: 'credit'; readonly bytes: number }
  | { readonly kind: 'ping'; readonly now: Millis }

export interface FetchRange {
  /** Undefined: entries of all segments, and claims where they stand. */
  readonly segment: number | undefined
  /** Only entries with a higher seq. */
  readonly after: number
  /** Only entries with a lower seq; 0 for no bound. */
  readonly before: number
  /** Entries with content at most (claims do not count when a segment is named); 0 for no bound. */
  readonly limit: number
  /** The newest first. */
  readonly backwards: boolean
}

export type RelayFrame =
  | {
      readonly kind: 'welcome'
      /** 16 bytes made with the relay's database. */
      readonly relayEpoch: Uint8Array
      /** 16 bytes that name this connection, in the relay's log too. */
      readonly session: Uint8Array
      readonly serverTime: Millis
      /** 32 bytes: the Ed25519 key that the relay signs receipts with (RT*). */
      readonly receiptKey: Uint8Array
      /** Bytes that may be on their way to the client before it gives the first credit. */
      readonly credit: number
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
      /** A signature and a path: see `receipt.ts`. */
      readonly receipt: Uint8Array
      /** Never on the wire: as in `LoggedEntry`. */
      readonly sealed?: Uint8Array
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
  | {
      readonly kind: 'ephemeral'
      readonly conversation: ConversationId
      readonly user: UserId
      readonly device: DeviceId
      readonly body: Uint8Array
    }
  | { readonly kind: 'presence'; readonly changes: ReadonlyArray<PresenceChange> }
  /** How far people have read, those who let others know; one's own from other devices too. */
  | {
      readonly kind: 'marks'
      readonly conversation: ConversationId
      readonly marks: ReadonlyArray<{ readonly user: UserId; readonly seq: number }>
    }
  /** `detail`: an address with more, where that helps (an update); else empty. */
  | {
      readonly kind: 'goodbye'
      readonly code: GoodbyeCode
      readonly reconnectAfter: Millis
      readonly detail: string
    }
  | { readonly kind: 'pong'; readonly now: Millis }

export type FrameFailure =
  | { readonly kind: 'too-long'; readonly bytes: number }
  | { readonly kind: 'unknown-kind'; readonly found: number }
  | { readonly kind: 'malformed'; readonly at: number }
