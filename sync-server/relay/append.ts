/** What it takes to append an entry to a log, and what comes of it. */
import type { Millis } from '../../core/base/clock.ts'
import type { RefuseCode } from '../../core/protocol/codes.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import type { ConversationId, DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { Audience } from '../store/log-store.ts'
import type { Receipt } from './receipts.ts'

/** Who hands in entries: the device at the other end of a socket, or the relay's own gateway. Compared by reference. */
export interface Author {
  readonly device: DeviceId
  readonly user: UserId
  /** May claim as a gateway and write on behalf of anybody. */
  readonly gateway: boolean
  /** Also whether it may read. */
  readonly mayWrite: (audience: Audience) => boolean
  /**
   * Conversations in which an entry was refused for now: those that follow it must wait too, for their counters skip the
   * one that is missing. Undefined as long as there are none.
   */
  stalled: Set<ConversationId> | undefined
}

export interface Refusal {
  readonly kind: 'refused'
  readonly code: RefuseCode
  /** 0 unless the code's rule is to retry. */
  readonly retryAfter: Millis
  /** For whoever reads a log; people get the text of the code. */
  readonly detail: string
}

export interface Logged {
  readonly kind: 'logged'
  readonly conversation: ConversationId
  readonly entry: LoggedEntry
  readonly receipt: Receipt
  /** It was in the log before: this is the answer to a repeat (EN6). */
  readonly repeated: boolean
}

export interface AppendRequest {
  readonly author: Author
  readonly bytes: Uint8Array
  /** Its device sends it again by itself: it counts towards what a user may write, and may be refused for now. */
  readonly paced?: true
  /** Names of the imported messages that the entry brings; stored in the same transaction. */
  readonly imported: ReadonlyArray<string>
  /** Called once, after the commit. */
  readonly settle: (outcome: Logged | Refusal) => void
}

/** What one conversation gained in a commit, in the order of its log. */
export interface Commit {
  readonly conversation: ConversationId
  readonly audience: Audience
  /** Who is in a sealed conversation from this commit on, where that has changed. */
  readonly members?: ReadonlyArray<UserId>
  readonly entries: ReadonlyArray<{
    readonly logged: LoggedEntry
    readonly receipt: Receipt
    readonly request: AppendRequest
  }>
}
