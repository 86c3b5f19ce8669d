/**
 * What sync asks of whoever holds the keys (main, across the bridge). Sync itself never has any: it hands over entries as they
 * came and gets back the open entries that were in them, or hands over an open entry and gets back what may go to the relay.
 */
import { fail, type Result } from '../base/result.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import type { KeysChange, SealedChange } from '../protocol/directory.ts'
import type { LoggedEntry, LogPosition } from '../protocol/frame.ts'
import type { ConversationId, UserId, WorkspaceId } from '../protocol/ids.ts'

/** Why an entry stays closed for now; one that fails its checks is `skipped` instead, by everybody alike. */
export type ClosedReason =
  /** It was written before this person came, or on another device before this one was linked. */
  | 'before-joining'
  /** This device has not been linked to the person's others. */
  | 'not-linked'
  /** The entry that brings its keys has not come yet. */
  | 'no-key'

/** That a person has read up to a place in the log, and that a device of theirs has it up to another. */
export interface ReadUpTo {
  readonly user: UserId
  /** 0 if it says nothing of reading. */
  readonly seq: number
  /** Left out where only reading is told: by the relay, of open conversations. */
  readonly has?: number
}

/**
 * What was in an entry. `id` is the sealed entry's: the chain of the log is over it. `read` is what it says, beside all else, of how far
 * its writer has read.
 */
export type Opened = { readonly id: Uint8Array; readonly read?: ReadUpTo } &
  /** An open entry, as its writer's device had it (`protocol/entry.ts`). */
  (
    | {
        readonly kind: 'entry'
        readonly bytes: Uint8Array
        /**
         * Open entries that go before it, in place of those that are closed to this device: the claim of its clientID, and what
         * its writer had written before in this segment, as erased.
         */
        readonly before: ReadonlyArray<Uint8Array>
      }
    /** An epoch, a leave, a checkpoint: for the holder of the keys alone. */
    | { readonly kind: 'control' }
    | { readonly kind: 'skipped'; readonly why: string }
    | { readonly kind: 'closed'; readonly why: ClosedReason }
  )

/** How far a log has been verified, entry by entry. */
export interface SealedPosition extends LogPosition {
  /** The counter that this device's next entry has in the log, epochs and leaves included. */
  readonly ownCounter: number
  /** The counter that this device's next open entry has, going by what has been verified. */
  readonly nextCounter: number
  /** Something is to be sealed and sent though nobody has written. */
  readonly isDue: boolean
  /** A segment whose entries by this device are to be looked through with `erase`: some of them may be given up. */
  readonly erasing?: number
}

export interface OpenedEntries {
  /** One for each entry that was handed over, in their order. */
  readonly entries: ReadonlyArray<Opened>
  readonly position: SealedPosition
}

/** An entry that may go to the relay. `answers` is the place, among those handed over, of the open entry in it. */
export interface SealedAppend {
  readonly bytes: Uint8Array
  readonly id: Uint8Array
  /** Undefined for what nobody waits for: an epoch, which goes first, and a read mark alone. */
  readonly answers: number | undefined
  /** How far it says that this person has read. */
  readonly read?: number
}

export interface SealOptions {
  readonly afresh: boolean
  readonly read?: number
}

export type SealFailure =
  /** Nothing may be sent as it stands; a person has to do something, or the keys have to come. */
  | { readonly kind: 'refused'; readonly code: RefuseCode; readonly detail: string }
  /** The vault is locked or could not be written. */
  | { readonly kind: 'unavailable'; readonly detail: string }

/** A sealed conversation as main knows it, which need not have reached the relay yet. */
export type SealedRow = Pick<SealedChange, 'id' | 'workspace' | 'type' | 'members'> & {
  /** It was made here, and no log of it has been seen. */
  readonly isNew: boolean
}

export interface SealingEvents {
  /** One was made here, or its members are others by what has been verified. */
  readonly known: (row: SealedRow) => void
  /** Something is to be sealed and sent though nobody has written: members were changed. */
  readonly due: (conversation: ConversationId) => void
  /** What was refused because of somebody's key, or because this device was not linked, may be sent now. */
  readonly unblocked: (conversation: ConversationId) => void
  /** Keys have come for what was closed in these, or what was read does not hold: all of it is to be fetched and opened anew. */
  readonly reopened: (conversations: ReadonlyArray<ConversationId>) => void
}

export interface SealingPort {
  /** Fixed once and for all: no relay can make a sealed conversation an open one. */
  readonly isSealed: (conversation: ConversationId) => boolean
  /** All that main knows. */
  readonly rows: () => ReadonlyArray<SealedRow>
  /** Until the returned function is called. */
  readonly listen: (events: SealingEvents) => () => void
  /** The relay says that these people have newer lists of devices. */
  readonly keysChanged: (changes: ReadonlyArray<KeysChange>) => void
  /** `entries` as they lie in the log. Those that follow the verified position move it; others are opened as they are. */
  readonly open: (
    conversation: ConversationId,
    entries: ReadonlyArray<LoggedEntry>,
  ) => Promise<Result<OpenedEntries, SealFailure>>
  readonly position: (conversation: ConversationId) => Promise<Result<SealedPosition, SealFailure>>
  /**
   * Seals open entries in their order; none, if only what is due is to go. `afresh`: what was sealed before and is not in
   * the log will not get there, its counters are free again. `read`: how far this person has read, to be said with the last of the
   * entries; without any by itself, unless something else would have to go first, or few would care.
   */
  readonly seal: (
    conversation: ConversationId,
    entries: ReadonlyArray<Uint8Array>,
    options: SealOptions,
  ) => Promise<Result<ReadonlyArray<SealedAppend>, SealFailure>>
  /** Begins this person's notes to self, unless they are there. False if this device cannot, for now. */
  readonly beginNotes: (workspace: WorkspaceId) => Promise<boolean>
  /**
   * Of the entries by this device in a segment, all of them: those whose ops it has all deleted, as they are to lie in the log from now
   * on. They go to the relay as appends of what it has.
   */
  readonly erase: (
    conversation: ConversationId,
    entries: ReadonlyArray<Uint8Array>,
  ) => Promise<Result<ReadonlyArray<Uint8Array>, SealFailure>>
  /** The relay has given up, or refused for good to, all that `erase` named; `counters` are those of the former. */
  readonly erased: (
    conversation: ConversationId,
    segment: number,
    counters: ReadonlyArray<number>,
  ) => Promise<Result<SealedPosition, SealFailure>>
  /** What this person does just now. Undefined if it cannot be sealed: it is not said then. */
  readonly sealEphemeral: (conversation: ConversationId, body: Uint8Array) => Promise<Uint8Array | undefined>
  /** Undefined unless a device of `user` that can read the conversation has sealed it, for the first time. */
  readonly openEphemeral: (
    conversation: ConversationId,
    user: UserId,
    body: Uint8Array,
  ) => Promise<Uint8Array | undefined>
}

const noKeys = fail({ kind: 'unavailable', detail: 'this device has no keys' } as const)

/** For a device without keys: nothing is sealed that it knows of, and nothing that is can be read. @internal */
export const withoutKeys: SealingPort = {
  isSealed: () => false,
  rows: () => [],
  listen: () => () => undefined,
  keysChanged: () => undefined,
  open: async () => noKeys,
  position: async () => noKeys,
  seal: async () => noKeys,
  beginNotes: async () => false,
  erase: async () => noKeys,
  erased: async () => noKeys,
  sealEphemeral: async () => undefined,
  openEphemeral: async () => undefined,
}
