/**
 * What the relay has read of the logs of open conversations, so that messages can be listed, counted and found. It can be
 * made again from the logs at any time: nothing here is the only copy. What people wrote comes and goes sealed.
 */
import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { Hlc } from '../../core/conversation/hlc.ts'
import type { MessageOp } from '../../core/conversation/op.ts'
import type { ConversationId, OpId, UserId } from '../../core/protocol/ids.ts'
import type { AuditNote } from './audit-store.ts'
import type { Conflict } from './log-store.ts'

/** Where an op stands: the `clock`th in the sub-log of `client`. */
export interface OpPlace {
  readonly segment: number
  readonly client: number
  readonly clock: number
}

/** Ops about one message lie in its segment. */
export interface TopicKey {
  readonly segment: number
  readonly topic: OpId
}

/** Of several ops of one name and author in a segment one counts (RE1). */
export interface OpName {
  readonly segment: number
  readonly id: OpId
  readonly by: UserId
}

export const messageStates = ['said', 'taken-back', 'expired'] as const
export type MessageState = (typeof messageStates)[number]

/** How a message looks, as far as lists and counts need to know. */
export interface MessageView {
  readonly state: MessageState
  readonly replyTo: OpId | undefined
  readonly thread: OpId | undefined
  /** Shows in the channel: no reply, or one that is to be seen there too. */
  readonly inChannel: boolean
  readonly pinned: boolean
  readonly expiresAt: Millis | undefined
  readonly mentions: ReadonlyArray<UserId>
}

export interface NewOp extends OpPlace, TopicKey, OpName {
  readonly kind: MessageOp['kind']
  /** Of the entry that brought it. */
  readonly seq: number
  readonly shownAt: Hlc
  readonly clamped: boolean
  readonly counts: boolean
  /** The op, sealed; undefined once its message was taken back. */
  readonly body: Uint8Array | undefined
  /** There if a message stands where this op does: its post, or what took it back if the post is gone. */
  readonly view: MessageView | undefined
}

export interface StoredOp extends Omit<NewOp, 'view'> {
  /** Names it within the store; later ones are higher. */
  readonly row: number
  readonly view: Omit<MessageView, 'mentions'> | undefined
  /** Which run of the index its words are in: 0 for none yet, undefined if it has none to be found by. */
  readonly run: number | undefined
}

/** A new state of an op that is there. */
export interface ChangedOp extends Pick<NewOp, 'counts' | 'body' | 'view'>, Pick<StoredOp, 'run'> {
  readonly row: number
}

/** What `row` was found by in `run`. */
export interface Unindexed {
  readonly row: number
  readonly run: number
  readonly tokens: ReadonlyArray<number>
}

export interface ProjectionState {
  /** All entries up to here have been read. */
  readonly seq: number
  /** By whose words the views were made, ascending. */
  readonly moderators: ReadonlyArray<UserId>
}

export interface ProjectionChange {
  readonly conversation: ConversationId
  /** `conflict` unless this is how far it is. */
  readonly after: number
  readonly state: ProjectionState
  readonly added: ReadonlyArray<NewOp>
  readonly changed: ReadonlyArray<ChangedOp>
  readonly removed: ReadonlyArray<number>
  readonly unindexed: ReadonlyArray<Unindexed>
  /** Lines for the audit that it gives rise to. */
  readonly notes: ReadonlyArray<AuditNote>
}

/** A place in the order of the screen (RE2). */
export interface MessagePlace {
  readonly at: Hlc
  readonly id: OpId
  readonly author: UserId
  readonly segment: number
}

export interface MessageRange {
  /** All that shows in the channel, the replies of a thread, or what is pinned. */
  readonly of: 'channel' | 'pinned' | { readonly thread: OpId }
  /** Only what stands before it, the last of it; or after it, the first of it. Without one, the newest. */
  readonly beyond: { readonly side: 'before' | 'after'; readonly place: MessagePlace } | undefined
  /** Also what was taken back or has expired. */
  readonly withGone: boolean
  readonly limit: number
}

export interface UnreadCount {
  readonly unread: number
  readonly mentions: number
}

/** Up to so many are counted. */
export const maxUnreadCounted = 1_000
/** Of replies in threads that do not show in the channel, so many of the newest are looked at. */
export const maxRepliesLookedAt = 1_000

/** How far a conversation is behind. */
export interface Behind {
  readonly conversation: ConversationId
  readonly entries: number
}

export interface MessageStore {
  /** What was read so far; seq 0 and nobody if nothing was. */
  readonly projection: (conversation: ConversationId) => Promise<ProjectionState>
  /** All or nothing, with how far it is. Synced to the disk only where it has notes: what a crash takes is read again. */
  readonly advance: (change: ProjectionChange) => Promise<Result<void, Conflict>>
  /** Open conversations whose logs have more, those that lag most first. */
  readonly behind: (most: number) => Promise<ReadonlyArray<Behind>>
  /** Who may moderate: owners and admins of the workspace, and admins of the conversation; ascending. */
  readonly moderators: (conversation: ConversationId) => Promise<ReadonlyArray<UserId>>

  readonly topic: (conversation: ConversationId, key: TopicKey) => Promise<ReadonlyArray<StoredOp>>
  /** Of all segments. */
  readonly topics: (conversation: ConversationId, topic: OpId) => Promise<ReadonlyArray<StoredOp>>
  /** All but posts, which stand in the topic of their name. */
  readonly namesakes: (conversation: ConversationId, name: OpName) => Promise<ReadonlyArray<StoredOp>>
  /** The ops at `length` clocks from this place on. */
  readonly opsAt: (
    conversation: ConversationId,
    place: OpPlace,
    length: number,
  ) => Promise<ReadonlyArray<StoredOp>>
  /** The topics that one of these people has ruled about (`redact`, `mask`). */
  readonly judgedBy: (
    conversation: ConversationId,
    people: ReadonlyArray<UserId>,
  ) => Promise<ReadonlyArray<TopicKey>>

  /** Ascending in the order of the screen. */
  readonly messages: (conversation: ConversationId, range: MessageRange) => Promise<ReadonlyArray<StoredOp>>
  /** The newest of those that came with the entries up to `seq`. */
  readonly newestUpTo: (conversation: ConversationId, seq: number) => Promise<StoredOp | undefined>
  readonly byRows: (
    conversation: ConversationId,
    rows: ReadonlyArray<number>,
  ) => Promise<ReadonlyArray<StoredOp>>
  /** Messages whose time had come by `now`, and that are not expired yet. */
  readonly expiring: (
    conversation: ConversationId,
    now: Millis,
    most: number,
  ) => Promise<ReadonlyArray<StoredOp>>
  /** What `user`, who has read up to `seq`, has not read (VW3, VW4), within the bounds above. */
  readonly unread: (conversation: ConversationId, user: UserId, seq: number) => Promise<UnreadCount>
  /** Its name, and how many people with an account may read it. */
  readonly about: (
    conversation: ConversationId,
  ) => Promise<{ readonly name: string; readonly members: number } | undefined>
  /** As people are shown; that of the account where a placeholder was matched to one. */
  readonly nameOf: (user: UserId) => Promise<string | undefined>

  /** Messages whose words are in no run, the first of them. */
  readonly unindexed: (conversation: ConversationId, most: number) => Promise<ReadonlyArray<StoredOp>>
  readonly countUnindexed: (conversation: ConversationId, most: number) => Promise<number>
  /** Begins a run, in place of one that was never finished, and answers its number. */
  readonly beginRun: (conversation: ConversationId) => Promise<number>
  /** Rows of each token, ascending; each token once a run. */
  readonly addTokens: (
    conversation: ConversationId,
    run: number,
    tokens: ReadonlyArray<readonly [token: number, rows: ReadonlyArray<number>]>,
  ) => Promise<void>
  /** From now on these rows are found by it. */
  readonly finishRun: (
    conversation: ConversationId,
    run: number,
    rows: ReadonlyArray<number>,
  ) => Promise<void>
  /** Numbers of the finished runs, the newest first. */
  readonly runs: (conversation: ConversationId) => Promise<ReadonlyArray<number>>
  readonly rowsOf: (
    conversation: ConversationId,
    token: number,
    run: number,
  ) => Promise<ReadonlyArray<number>>
}
