import type { Millis } from '../base/clock.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import type { ConversationId } from '../protocol/ids.ts'

/** What a person need not see but whoever looks after the system wants to know. Never holds content. */
export type SyncReport =
  /** An entry that must not touch the document; the cursor went on. */
  | {
      readonly kind: 'entry-skipped'
      readonly conversation: ConversationId
      readonly seq: number
      readonly why: string
    }
  /** The log is not the one that this device read before: what it holds is compared with the relay's anew. */
  | { readonly kind: 'log-mismatch'; readonly conversation: ConversationId; readonly seq: number }
  /** Entries were missing on a socket that sends them in order, and came when they were asked for. */
  | {
      readonly kind: 'gap-repaired'
      readonly conversation: ConversationId
      readonly expected: number
      readonly found: number
    }
  /** They did not come even then: the socket is given up. */
  | {
      readonly kind: 'log-gap'
      readonly conversation: ConversationId
      readonly expected: number
      readonly found: number
    }
  /** The signature under an acknowledgement is not by the relay's key. */
  | { readonly kind: 'receipt-false'; readonly conversation: ConversationId; readonly seq: number }
  /** Under the same epoch the relay signs with another key than before. */
  | { readonly kind: 'receipt-key-changed' }
  /** The relay denies what it has signed: its log had an entry at `seq`, and now has none or another. */
  | { readonly kind: 'word-broken'; readonly conversation: ConversationId; readonly seq: number }
  /** The relay brought a sealed entry that does not stand where it was shown: somebody has forged or moved it. */
  | { readonly kind: 'sealed-forged'; readonly conversation: ConversationId; readonly seq: number }
  /** The relay's database is another one. */
  | { readonly kind: 'relay-changed' }
  /** The relay's clock, at that moment, is far from this device's (CR97). */
  | { readonly kind: 'clocks-differ'; readonly serverTime: Millis }
  | { readonly kind: 'frame-refused'; readonly why: string }
  | {
      readonly kind: 'append-refused'
      readonly conversation: ConversationId
      readonly code: RefuseCode
      readonly detail: string
    }
  | {
      readonly kind: 'fetch-refused'
      readonly conversation: ConversationId
      readonly code: RefuseCode
      readonly detail: string
    }
  /**
   * Another has written in this device's name: it was restored from an older copy, or copied. It goes on under a new
   * clientID; so many of its changes were made anew.
   */
  | { readonly kind: 'device-outdated'; readonly conversation: ConversationId; readonly changes: number }
  /** The relay had lost what this device had written. So many messages were handed to it again. */
  | { readonly kind: 'sent-again'; readonly conversation: ConversationId; readonly messages: number }
  /** The local store is older than the journal: this device writes on under a new clientID. */
  | { readonly kind: 'store-outdated'; readonly conversation: ConversationId }
  /** What the local store held of a segment could not be read. */
  | { readonly kind: 'segment-damaged'; readonly conversation: ConversationId; readonly segment: number }

export type Report = (report: SyncReport) => void
