/** What the screens see of the app: the only door of the renderer (and of headless clients) to core. */
import type { Result } from '../base/result.ts'
import type { Millis } from '../base/clock.ts'
import type { Readable } from '../base/readable.ts'
import type { OwnEffect } from '../bridge/changes-contract.ts'
import type { ReadMark } from '../conversation/about.ts'
import type { TimerLine } from '../conversation/timer-lines.ts'
import type { Description } from '../conversation/draft.ts'
import type { Message } from '../conversation/message.ts'
import type { Attachment, LinkPreview } from '../conversation/op.ts'
import type { RefuseCode } from '../protocol/codes.ts'
import type { ChannelChange, Role, SealedKind, SealedRole, WorkspaceChange } from '../protocol/directory.ts'
import type { PresenceStatus } from '../protocol/frame.ts'
import type { ConversationId, DocumentId, OpId, UserId, WorkspaceId } from '../protocol/ids.ts'
import type { Progress } from '../sync/history.ts'
import type { StuckPlace } from '../sync/outbox-decisions.ts'
import type { Seen } from '../sync/replica-core.ts'
import type { UnreadCount } from '../sync/unread-posts.ts'
import type { Besides } from './besides.ts'
import type { BlockedChange } from './blocked-change.ts'
import type { Settings } from './personal/settings.ts'
import type { Search } from './search-contract.ts'
import type { SendFailure } from './send-failure.ts'
import type { ListedThread } from './threads-contract.ts'
import type { StoreTrouble } from './store-trouble.ts'

/** What they do not say, and a picture that they have not, is absent; so is the end of a status text that has none. */
export interface Member extends Omit<OwnEffect, 'name'> {
  readonly user: UserId
  readonly name: string
  readonly username: string | undefined
  readonly role: Role
  /** An imported author without an account. */
  readonly placeholder: boolean
}

export interface Channel extends Omit<ChannelChange, 'kind'> {
  /** Something by others came in that this device has not shown yet. */
  readonly unread: boolean
  /** In numbers, as far as is known; left out if nothing is counted (CR87). */
  readonly unreadCount?: UnreadCount
  /** Something that the person has changed of it waits for the relay; it shows as changed. */
  readonly waits?: true
  /** It was to be made, and the relay did not take it: the person has not decided yet. */
  readonly refused?: true
}

/** Shared text of a workspace. It is edited elsewhere; the directory has its name, and where it is talked about. */
export interface Document extends Besides {
  readonly id: DocumentId
  readonly workspace: WorkspaceId
  readonly title: string
  readonly conversation: ConversationId
  /** Of its conversation, as of a channel. */
  readonly unread: boolean
  readonly unreadCount?: UnreadCount
  readonly level?: Channel['level']
  /** Both as of a channel; it waits, too, while the relay does not have it yet. */
  readonly waits?: true
  readonly refused?: true
}

/** A sealed conversation: a direct message, a note to oneself, or a group. */
export interface Direct extends Besides {
  readonly id: ConversationId
  readonly workspace: WorkspaceId
  readonly type: SealedKind
  /** Of a direct message both, of a note to oneself one; in the order in which they were added. */
  readonly members: ReadonlyArray<{ readonly user: UserId; readonly role: SealedRole }>
  /** As its members call it; empty if nobody has named it. */
  readonly name: string
  /** When somebody last wrote in it; undefined if nobody is known to have. */
  readonly writtenAt: Millis | undefined
  readonly unread: boolean
  readonly unreadCount?: UnreadCount
  readonly level?: Channel['level']
}

export interface Workspace extends Omit<WorkspaceChange, 'kind'> {
  /** As of a channel: its name, or its colour. */
  readonly waits?: true
  readonly channels: ReadonlyArray<Channel>
  /** By title. */
  readonly documents: ReadonlyArray<Document>
  readonly directs: ReadonlyArray<Direct>
  readonly memberCount: number
}

export interface DirectoryView {
  /** False until the directory has been read from the device or the relay once. */
  readonly loaded: boolean
  readonly workspaces: ReadonlyArray<Workspace>
  /** What this person has changed of themselves and the relay has not told yet, also without a workspace; their `Member`s show it. */
  readonly own?: OwnEffect & { readonly waits?: true }
}

export type ConnectionState = {
  /** Messages and changes that wait for the relay. */
  readonly queued: number
  /** How many of them are no entries of logs: changes of the directory. Undefined if there are none. */
  readonly edits?: number
  /** How many of them the relay has refused, or wait behind what it has: they move once the person decides. Undefined if there are none. */
  readonly stuck?: number
  /** Where the person can see them: conversations of the directory. */
  readonly stuckIn?: ReadonlyArray<StuckPlace>
  /** When this device last had everything, undefined if never. */
  readonly syncedAt: Millis | undefined
} & (
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  | { readonly kind: 'offline'; readonly retryAt: Millis | undefined }
  /** The relay asks for a new sign-in; local use goes on. */
  | { readonly kind: 'signed-out' }
  /** The relay sent this device away for good: revoked, too old, or replaced by another window. */
  | {
      readonly kind: 'stopped'
      readonly why: 'device-revoked' | 'version-unsupported' | 'replaced'
      /** An address where a newer app is to be had, or empty. */
      readonly detail: string
    }
)

/** What became of one's own message. */
export type Delivery =
  /**
   * `unsent`: nothing of it has ever left this device, and deleted now nothing will (CR94). `unbegun`: it disappears, and its time has not
   * begun (EX6); nor has that of one that was refused.
   */
  | { readonly kind: 'queued'; readonly unsent?: true; readonly unbegun?: true }
  | { readonly kind: 'relay' }
  /** On a device of everybody it is for. */
  | { readonly kind: 'arrived' }
  /** Everybody it is for has read it. */
  | { readonly kind: 'read' }
  | { readonly kind: 'refused'; readonly code: RefuseCode }

/** A message with what the engine knows around it. References stay while nothing about the message changes. */
export interface ShownMessage extends Message {
  /** Set on one's own messages alone. */
  readonly delivery?: Delivery
}

export interface ConversationView {
  /** Oldest first. */
  readonly messages: ReadonlyArray<ShownMessage>
  /** What lies before the first message: nothing, more on disk or relay, being read, or out of reach just now. */
  readonly before: 'beginning' | 'more' | 'loading' | 'unreachable'
  /** True until the newest segment has been read or found out of reach. */
  readonly opening: boolean
  /** Only the newest screen is here yet: to be read at once, while the messages around it are fetched. */
  readonly preview: boolean
  /** Who has read this person's newest message; undefined if nobody is known to have. */
  readonly seen: Seen | undefined
  /** Others who are writing just now. */
  readonly typing: ReadonlyArray<UserId>
  readonly draft: string
  /** The same of its threads, by their roots. */
  readonly threadTyping: ReadonlyMap<OpId, ReadonlyArray<UserId>>
  readonly threadDrafts: ReadonlyMap<OpId, string>
  /** How far this person has read on this device; undefined if it does not know. */
  readonly readTo: ReadMark | undefined
  /** Messages of others that came in unseen and stand before `readTo`, by the time at which they were written; in order. */
  readonly late: ReadonlyArray<OpId>
  /** Seconds after which what is written here disappears; undefined if it stays. */
  readonly timer: number | undefined
  readonly blocked: BlockedChange | undefined
  /** Who has changed that and when, oldest first, among the messages that are loaded. */
  readonly timers: ReadonlyArray<TimerLine>
}

/** How a person appears to this one. `unknown` while the relay is out of reach or has not told. */
export interface Presence {
  readonly status: 'online' | 'away' | 'busy' | 'offline' | 'unknown'
  /** When the person was last there, if that is told. */
  readonly lastSeen: Millis | undefined
}

export interface PostDetails {
  readonly thread?: OpId
  /** A reply in a thread that shows in the channel too. */
  readonly alsoInChannel?: true
  readonly replyTo?: OpId
  readonly attachments?: ReadonlyArray<Attachment>
  /** In the order in which the text names them first. */
  readonly mentions?: ReadonlyArray<UserId>
  /** Of a page that the text links to. */
  readonly preview?: LinkPreview
  readonly id?: OpId
  /** In seconds: then it disappears (EX1). As the conversation has it if left out. */
  readonly expiresAfter?: number
}

export interface OpenConversation {
  readonly view: Readable<ConversationView>
  /**
   * Resolves once durable on this device; the message is then on the screen, queued. With an `id` of the caller's it may be
   * asked for again by who did not hear the answer: a message that is there is a success.
   */
  readonly post: (text: string, about?: PostDetails) => Promise<Result<OpId, SendFailure>>
  /** `mentions` takes the place of those that the message had. */
  readonly edit: (
    target: OpId,
    text: string,
    mentions?: ReadonlyArray<UserId>,
  ) => Promise<Result<OpId, SendFailure>>
  /** For everybody. An own message that has never left this device is given up instead, and the answer names it; nobody hears of it. */
  readonly redact: (target: OpId) => Promise<Result<OpId, SendFailure>>
  readonly react: (target: OpId, emoji: string, on: boolean) => Promise<Result<OpId, SendFailure>>
  /** For everybody; whoever says so last decides. */
  readonly pin: (target: OpId, on: boolean) => Promise<Result<OpId, SendFailure>>
  /** Says what a sealed conversation is called, and what it or the chat of a document is about; what is empty is taken away. */
  readonly describe: (what: Description) => Promise<Result<OpId, SendFailure>>
  /** How many seconds what is written from now on lasts in a sealed conversation, for everybody in it; 0: no end. */
  readonly setTimer: (seconds: number) => Promise<Result<OpId, SendFailure>>
  /** What the relay refused for good, this message or, without one, whatever it is, is handed to it again; what waits behind it too. */
  readonly retry: (target?: OpId) => void
  /** What it refused, this message or the change of this op, is given up and goes from the screen; what waits behind it is sent. */
  readonly discard: (target?: OpId) => Promise<Result<void, SendFailure>>
  /** While it is on, nothing of the conversation is sent, and what was refused stays so, whatever the relay would say now: something is about to be given up. */
  readonly withhold: (on: boolean) => void
  /** Brings the segment before the oldest loaded one, from disk or relay. No failure: `view.before` tells. */
  readonly loadOlder: () => Promise<void>
  /**
   * Kept on this device, per conversation and, with a `root`, per thread. Given what it `replaces`, it changes nothing where something
   * else is kept by then: in another window the person may have begun the next message while this one was being sent.
   */
  readonly setDraft: (text: string, root?: OpId, replaces?: string) => void
  /** What is on the screen has been seen up to now: clears `unread`, on this person's other devices too. */
  readonly markSeen: () => void
  /** What stands in the thread has been seen. */
  readonly markThreadSeen: (root: OpId) => void
  /** This message and those after it are to be unread, in its thread if it is a reply; on this person's other devices too. */
  readonly markUnread: (from: OpId) => void
  /** The person is writing there, to be told with each key; or has stopped. Others see it for a few seconds. */
  readonly typing: (on: boolean, root?: OpId) => void
  readonly close: () => void
}

/** What a person should know once, though nothing has to be done. */
export type Notice =
  /** This device was restored from an older copy, or copied; what it had written was sent anew. */
  | { readonly kind: 'device-outdated' }
  /** The relay had lost messages, and got them again from here. */
  | { readonly kind: 'sent-again'; readonly messages: number }
  /** The relay shows another history than it did: what is here is kept and compared. */
  | { readonly kind: 'log-changed' }
  /** The relay brought what nobody allowed to has written; it was left out. */
  | { readonly kind: 'forged' }
  /** The relay's signatures under what it acknowledges are not right. */
  | { readonly kind: 'receipt-false' }
  /** The relay denies messages for which it has signed. */
  | { readonly kind: 'word-broken' }
  /** The relay holds messages back. */
  | { readonly kind: 'withheld' }
  /** This was the relay's time when this device's was another. */
  | { readonly kind: 'clocks-differ'; readonly serverTime: Millis }

export interface Engine {
  readonly self: UserId
  readonly directory: Readable<DirectoryView>
  readonly connection: Readable<ConnectionState>
  /** Undefined for users the directory does not know. A matched placeholder has the name of its account. */
  readonly member: (workspace: WorkspaceId, user: UserId) => Member | undefined
  /** Everybody in it who has an account, this person included, by name. */
  readonly members: (workspace: WorkspaceId) => Promise<ReadonlyArray<Member>>
  /** Undefined if the directory has no such conversation. Opening an open one shares it. */
  readonly open: (conversation: ConversationId) => OpenConversation | undefined
  /** These are likely to be opened soon, the likeliest first: see `ReadAhead`. */
  readonly ready: (conversations: ReadonlyArray<ConversationId>) => void
  /** Its threads too, which `OpenConversation.markSeen` leaves as they are. It need not be open. */
  readonly markRead: (conversation: ConversationId) => void
  /** Until it is seen again. One in view is marked from a message on: `OpenConversation.markUnread`. */
  readonly markUnread: (conversation: ConversationId) => void
  /** Over all conversations of the directory, as far as they are on this device. */
  readonly search: Search
  /** Over all conversations of the directory, as far as they are on this device; unread ones first, then the newest. */
  readonly threads: Readable<ReadonlyArray<ListedThread>>
  /** How much of all older messages is here already, in entries; undefined when nothing is lacking. */
  readonly progress: Readable<Progress | undefined>
  /** What this person has set for themselves there, on all their devices; `personal/` says what there is. */
  readonly personal: (workspace: WorkspaceId) => Settings
  readonly presence: (user: UserId) => Readable<Presence>
  /** What others see of this person, until then (no end if left out), also after a reconnect. */
  readonly setPresence: (status: PresenceStatus, until?: Millis) => void
  /** One a kind, the newest last. */
  readonly notices: Readable<ReadonlyArray<Notice>>
  readonly dismiss: (kind: Notice['kind']) => void
  /** Undefined when all is well with the local store. */
  readonly trouble: Readable<StoreTrouble | undefined>
  /** The network or the power came back: try now instead of waiting for the next attempt. */
  readonly wake: () => void
  readonly close: () => Promise<void>
}
