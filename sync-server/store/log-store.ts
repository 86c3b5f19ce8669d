import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { UpdateSpan } from '../../core/conversation/erased-update.ts'
import type { SealedKind, SealedRole } from '../../core/protocol/directory.ts'
import type { LoggedEntry, LogPosition } from '../../core/protocol/frame.ts'
import type { ConversationId, DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'

/**
 * Who may read a log and hears of it: of a public channel everybody in the workspace but guests. What is private is its own
 * audience: its members, of a sealed conversation those whom its newest epoch names.
 */
export type Audience = WorkspaceId | ConversationId

/** A conversation's log without its entries. */
export interface LogSummary extends LogPosition {
  readonly conversation: ConversationId
  readonly workspace: WorkspaceId
  readonly audience: Audience
  readonly sealed: boolean
  /** Nothing can be written in it any more. */
  readonly archived: boolean
  /** -1 while the log holds no content. */
  readonly newestSegment: number
  /** Commit time of the newest entry, 0 for an empty log. */
  readonly time: Millis
}

/** A log as hello's device stands to it. */
export interface ReadableLog extends LogSummary {
  /** The counter that the device's next entry must have. */
  readonly nextCounter: number
  /** The read mark of the user, 0 for none. */
  readonly marked: number
}

/** Who may write under a clientID. */
export interface StoredClaim {
  readonly client: number
  readonly device: DeviceId
  readonly user: UserId
  readonly gateway: boolean
}

/** Which entry of a conversation it is, by what stands in the entry itself. */
export interface EntryName {
  readonly device: DeviceId
  readonly counter: number
  /** `claims` for a claim: it belongs to the conversation as a whole. */
  readonly segment: number | 'claims'
  /** In whose sub-log its ops stand, or the clientID that it claims. */
  readonly client: number
}

export interface NewEntry extends LoggedEntry, Omit<EntryName, 'client'> {
  /** Where its ops stand in the sub-log of their writer; for a claim, the clientID that it claims. */
  readonly place: UpdateSpan
}

/** Ops of a writer's sub-log that the entry with `seq` deletes. */
export interface Deletion {
  readonly seq: number
  readonly segment: number
  readonly client: number
  /** Ascending, without overlap. */
  readonly ranges: ReadonlyArray<{ readonly clock: number; readonly length: number }>
}

export interface SealedMember {
  readonly user: UserId
  readonly role: SealedRole
}

/** What a write changes of a sealed conversation beside its log. */
export interface SealedWrite {
  /** The conversation is made by this write, and must not be there before. */
  readonly create: { readonly workspace: WorkspaceId; readonly type: SealedKind } | undefined
  /** What judging has to know of the newest epoch, as `core/sealed` writes it. */
  readonly state: Uint8Array
  /** All who are in it from now on, in their order; undefined where nothing changes. Others are out. */
  readonly members: ReadonlyArray<SealedMember> | undefined
}

/** What one conversation gains in a commit. */
export interface LogWrite {
  readonly conversation: ConversationId
  /** The seq that the log must have for this to be true; anything else is a `conflict`. */
  readonly after: number
  /** At least one; seqs follow on `after` without a gap. */
  readonly entries: ReadonlyArray<NewEntry>
  readonly newestSegment: number
  readonly claims: ReadonlyArray<StoredClaim & { readonly seq: number }>
  readonly clocks: ReadonlyArray<{ readonly segment: number; readonly client: number; readonly next: number }>
  /** Earlier entries all of whose ops one of these deletes lose their bodies in the same commit (ER1). */
  readonly deletions: ReadonlyArray<Deletion>
  /** Names, in their source, of the messages that an import brings with these entries. */
  readonly imported: ReadonlyArray<string>
  /** Undefined where epoch and members stay as they are. */
  readonly sealed?: SealedWrite
}

/** A sealed entry whose writer has given its ciphertext up, and what is left of it. Its id is the same. */
export interface GivenUp {
  readonly conversation: ConversationId
  readonly seq: number
  readonly bytes: Uint8Array
}

export interface EntryRange {
  /** Only the entries of this segment, or only the claims; all if undefined. */
  readonly segment: number | 'claims' | undefined
  /** Seqs in (after, upTo]. */
  readonly after: number
  readonly upTo: number
  /** The newest first. */
  readonly backwards?: boolean
}

/** How much of a range is read at once. */
export interface ReadBounds {
  /** As many entries as stay under so many bytes together, but at least one. */
  readonly maxBytes: number
  readonly maxEntries?: number
}

/** Another writer was faster: what the write was based on is no longer so. Nothing was written. */
export interface Conflict {
  readonly kind: 'conflict'
  readonly conversation: ConversationId
}

export interface LogStore {
  /** All or nothing, with what is given up. Durable once resolved: it survives a power cut. */
  readonly append: (
    writes: ReadonlyArray<LogWrite>,
    givenUp?: ReadonlyArray<GivenUp>,
  ) => Promise<Result<void, Conflict>>
  readonly log: (conversation: ConversationId) => Promise<LogSummary | undefined>
  /** The logs of all conversations that `user` may read, the one written to last first. */
  readonly readableLogs: (user: UserId, device: DeviceId) => Promise<ReadonlyArray<ReadableLog>>
  /** One of them, whoever may read it. */
  readonly readableLog: (
    conversation: ConversationId,
    user: UserId,
    device: DeviceId,
  ) => Promise<ReadableLog | undefined>
  readonly claim: (conversation: ConversationId, client: number) => Promise<StoredClaim | undefined>
  /** The clientID that `device` claimed last in `conversation`. */
  readonly clientOf: (conversation: ConversationId, device: DeviceId) => Promise<number | undefined>
  /** 0 where nothing was written yet. */
  readonly nextClock: (conversation: ConversationId, segment: number, client: number) => Promise<number>
  readonly nextCounter: (conversation: ConversationId, device: DeviceId) => Promise<number>
  readonly entryByCounter: (conversation: ConversationId, name: EntryName) => Promise<LoggedEntry | undefined>
  /** The chain's value after the entry with this seq; undefined if the log is not that long. */
  readonly headAt: (conversation: ConversationId, seq: number) => Promise<Uint8Array | undefined>
  /** The first entries of `range` in its direction. An empty answer means the range is exhausted. */
  readonly entries: (
    conversation: ConversationId,
    range: EntryRange,
    bounds: ReadBounds,
  ) => Promise<ReadonlyArray<LoggedEntry>>
  /** The claims of those who wrote the first `maxEntries` entries of `range` in its direction, by seq. */
  readonly claimsOf: (
    conversation: ConversationId,
    range: EntryRange,
    maxEntries: number,
  ) => Promise<ReadonlyArray<LoggedEntry>>
  /** What `SealedWrite.state` said last; undefined for an open conversation. */
  readonly sealedState: (conversation: ConversationId) => Promise<Uint8Array | undefined>
  /** Ops that a segment holds, erased ones included. */
  readonly opCount: (conversation: ConversationId, segment: number) => Promise<number>
}
