/** What sync needs of its surroundings, and what it offers. */
import type { TokenFailure } from '../bridge/contract.ts'
import type { Clock } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import type { Readable } from '../base/readable.ts'
import type { Result } from '../base/result.ts'
import type { ClientFrame } from '../protocol/frame.ts'
import type { ConversationId, DeviceId, OpId, UserId } from '../protocol/ids.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import type { Outbox, OutboxContents } from '../storage/outbox.ts'
import type { ConversationRecord, ListedAbout } from './conversation-record.ts'
import type { Progress } from './history.ts'
import type { Blocked, StuckPlace } from './outbox-decisions.ts'
import type { Waiting } from './outbox-drain.ts'
import type { VerifyReceipt } from './receipts.ts'
import type { SaidAnew } from './own-update.ts'
import type { LinkState } from './relay-link.ts'
import type { WorkFrame } from './relay-session.ts'
import type { ConnectRelay } from './relay-socket.ts'
import type { Replica } from './replica.ts'
import type { Report } from './report.ts'
import type { ReadUpTo, SealingPort } from '../bridge/sealing.ts'
import type { UnreadCount } from './unread-posts.ts'
import type { Uploads } from './uploads.ts'

/** The directory as sync sees it: a version, and frames that bring newer ones. */
export interface DirectorySink {
  readonly version: () => number
  readonly take: (frame: Extract<WorkFrame, { readonly kind: 'directory' }>) => void
  /** The versions are another relay's: all of it comes again. */
  readonly restart: () => void
}

export interface SyncDeps {
  readonly user: UserId
  readonly device: DeviceId
  readonly url: string
  readonly clock: Clock
  readonly random: Random
  readonly store: LocalStore
  readonly outbox: Outbox
  readonly outboxContents: OutboxContents
  readonly uploads: Pick<Uploads, 'waiting' | 'remove'>
  readonly records: ReadonlyMap<ConversationId, ConversationRecord>
  /** Of the relay that this device last talked to. */
  readonly relayEpoch: Uint8Array | undefined
  readonly directory: DirectorySink
  readonly isModerator: (conversation: ConversationId, user: UserId) => boolean
  /** The relay is yet to be asked to make it: nothing of it is sent before it has told of its log (MG13). */
  readonly isAwaited?: (conversation: ConversationId) => boolean
  /** True if how far this person has read is told elsewhere, and to nobody here. */
  readonly keepMark: (conversation: ConversationId, seq: number) => boolean
  /** Whether others may be told how far this person has read, and what has come to this device. */
  readonly tellsReading: () => boolean
  /** Whether somebody is known to be connected just now. */
  readonly isThere: (user: UserId) => boolean
  readonly connect: ConnectRelay
  readonly accessToken: (refused?: string) => Promise<Result<string, TokenFailure>>
  readonly verifyReceipt: VerifyReceipt
  /** Who holds the keys of sealed conversations. */
  readonly sealing: SealingPort
  readonly report: Report
  readonly stored: Stored
  /** View, record or progress of a conversation is another. */
  readonly changed: (conversation: ConversationId) => void
  /** Something may have come, or been written here, about a thread in it: a reply, or a change of what was said. */
  readonly threadNews: (
    conversation: ConversationId,
    what: 'reply' | 'change',
    saidAnew: ReadonlyArray<SaidAnew>,
  ) => void
  /** These messages of this person may wait or wait no longer. */
  readonly moved: (conversation: ConversationId, messages: ReadonlyArray<OpId>) => void
  /** Any sign of life from the relay. */
  readonly heard: () => void
  /** What people do right now: never stored. */
  readonly live: (frame: LiveFrame) => void
  /** Lets what else the thread has to do go first: drawing, keys. */
  readonly breathe: () => Promise<void>
}

export type LiveFrame = Extract<WorkFrame, { readonly kind: 'ephemeral' | 'presence' }>

export interface Sync {
  readonly link: Readable<LinkState>
  /** Entries with content that wait for the relay. */
  readonly queued: Readable<number>
  /** How many of them wait behind a refusal, what was refused included: they move once the person decides. */
  readonly stuck: Readable<number>
  readonly stuckIn: () => ReadonlyArray<StuckPlace>
  /** What was written there, and nobody has, is forgotten. False if it could not be, and is there still. */
  readonly forget: (conversation: ConversationId) => Promise<boolean>
  /** What was refused for good is tried once more. */
  readonly retry: (conversation: ConversationId) => void
  /** While anybody has it on, what was refused stays so; what was to be tried meanwhile is tried afterwards. Off as often as on. */
  readonly withhold: (conversation: ConversationId, on: boolean) => void
  readonly waiting: (conversation: ConversationId, message: OpId) => Waiting | undefined
  /** What was refused there and holds up all that waits behind it. */
  readonly blocked: (conversation: ConversationId) => Blocked | undefined
  /** Something by others came in that this device has not shown yet. */
  readonly isUnread: (conversation: ConversationId) => boolean
  /** What is to be read in it, or of that in one thread, in numbers; undefined if nothing is known of it. Of replies that show in a thread that `isLeft` alone, those that mention the person. */
  readonly unreadCount: (
    conversation: ConversationId,
    thread?: OpId,
    isLeft?: (root: OpId) => boolean,
  ) => UnreadCount | undefined
  /** What is there has been seen. */
  readonly markSeen: (conversation: ConversationId) => void
  /** The relay has told of all that there is, and what there is of this conversation is here. */
  readonly isCurrent: (conversation: ConversationId) => boolean
  /** What its record says for lists; undefined if nothing is known of it. */
  readonly about: (conversation: ConversationId) => ListedAbout | undefined
  /** No message of somebody else that this device knows of, or may lack, stands behind this place in the log; 0 if there is none. */
  readonly knownPosts: (conversation: ConversationId) => number
  /** What of it lies on this device; undefined if nothing is known of it. */
  readonly held: (conversation: ConversationId) => Pick<Replica, 'heldSegments' | 'messagesIn'> | undefined
  /** To be called when another may moderate now, or one may no longer. */
  readonly moderatorsChanged: () => void
  /** Made when first asked for. */
  readonly replica: (conversation: ConversationId) => Replica
  /** What this device still lacks of older messages; undefined when it has all. */
  /** All that the store had is gone: what is in memory is written again, the rest comes from the relay. */
  readonly storeLost: () => void
  readonly progress: Readable<Progress | undefined>
  /** False if the relay is out of reach; nothing is kept. */
  readonly say: (frame: Extract<ClientFrame, { readonly kind: 'ephemeral' | 'presence' }>) => boolean
  /** Somebody who is there has said, sealed, how far they have read, or what has arrived. */
  readonly heardRead: (conversation: ConversationId, mark: ReadUpTo) => void
  /** This device has everything that the relay has, and the other way round. */
  readonly isInSync: () => boolean
  /** Something is to be sealed and sent in it though nobody has written. */
  readonly sealedDue: (conversation: ConversationId) => void
  /** What was closed in these opens now: all of it is fetched anew. */
  readonly sealedReopened: (conversations: ReadonlyArray<ConversationId>) => void
  readonly start: () => void
  readonly wake: () => void
  /** Resolves when what came in so far lies in the store. */
  readonly close: () => Promise<void>
}
