/**
 * Messages of open conversations for those who have no document: REST and the JSON gateway are thin doors to this. What is
 * done here becomes the same entries of the log as the app writes, on behalf of the person, and is shown by it at once; what
 * anybody wrote through any door is shown here. Rules MS* of SPEC.md.
 */
import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { Message } from '../../core/conversation/message.ts'
import type { Attachment } from '../../core/conversation/op.ts'
import type { AttachmentId, ConversationId, OpId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { UnreadCount } from '../store/message-store.ts'
import type { NoAccess } from './access.ts'

export type MessageFailure =
  | NoAccess
  /** May read here and not do that. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'no-such-message'; readonly message: OpId }
  /** There is none of the person's in this conversation, finished and as the message says. */
  | { readonly kind: 'no-such-file'; readonly file: AttachmentId }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  /** The rules of the workspace say no. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The idempotency key was used for something else. */
  | { readonly kind: 'key-reused' }
  /** The relay cannot write just now, or has still to read the history. */
  | { readonly kind: 'unavailable' }

export interface NewMessage {
  readonly text: string
  readonly replyTo?: OpId
  /** Its root, or any reply in it. */
  readonly thread?: OpId
  readonly alsoInChannel?: boolean
  readonly mentions?: ReadonlyArray<UserId>
  readonly attachments?: ReadonlyArray<Attachment>
  /** In seconds: then it disappears. */
  readonly expiresAfter?: number
  /** The same key of the same person in the same conversation is the same message. */
  readonly key?: string
}

export interface PageRequest {
  /** 1 to 100. */
  readonly limit: number
  /** A message: what stands before it, or after it. */
  readonly before?: OpId
  readonly after?: OpId
  /** A moment: what was said before it. */
  readonly until?: Millis
  readonly withDeleted?: boolean
}

export interface MessagePage {
  /** Oldest first. */
  readonly messages: ReadonlyArray<Message>
  /** Whether there is more in the direction that was asked for. */
  readonly more: boolean
}

export interface SearchRequest {
  readonly query: string
  readonly limit: number
  readonly from?: UserId
  /** Of the page before. */
  readonly cursor?: string
}

export interface FoundMessage {
  readonly conversation: ConversationId
  readonly message: Message
}

export interface FoundMessages {
  /** What came in last first. */
  readonly found: ReadonlyArray<FoundMessage>
  /** Undefined if that was all; a page may be short and have a next one. */
  readonly next: string | undefined
  /** What was typed as a filter and is none here. */
  readonly ignored: ReadonlyArray<string>
}

export interface Receipt {
  readonly user: UserId
  /** The newest message that they have read, if any stands. */
  readonly upTo: OpId | undefined
}

export type Outcome<Value> = Promise<Result<Value, MessageFailure>>
type In = ConversationId

/** Each call is for `user`, whose right to it is looked at each time. */
export interface Messages {
  readonly send: (user: UserId, conversation: In, message: NewMessage) => Outcome<Message>
  readonly edit: (
    user: UserId,
    conversation: In,
    message: OpId,
    change: { readonly text: string; readonly mentions?: ReadonlyArray<UserId> },
  ) => Outcome<Message>
  /** By the author, or by who moderates. */
  readonly remove: (user: UserId, conversation: In, message: OpId, reason?: string) => Outcome<Message>
  /** By who moderates: shows `replacement` in place of what it says. */
  readonly mask: (user: UserId, conversation: In, message: OpId, replacement: string) => Outcome<Message>
  readonly react: (
    user: UserId,
    conversation: In,
    message: OpId,
    reaction: { readonly emoji: string; readonly on: boolean },
  ) => Outcome<Message>
  readonly pin: (user: UserId, conversation: In, message: OpId, on: boolean) => Outcome<Message>
  readonly get: (user: UserId, conversation: In, message: OpId) => Outcome<Message>
  readonly list: (user: UserId, conversation: In, page: PageRequest) => Outcome<MessagePage>
  readonly thread: (user: UserId, conversation: In, root: OpId, page: PageRequest) => Outcome<MessagePage>
  readonly pinned: (user: UserId, conversation: In) => Outcome<MessagePage>
  /** Up to this message, or all that is there; answers with what is left unread. */
  readonly markRead: (user: UserId, conversation: In, upTo?: OpId) => Outcome<UnreadCount>
  readonly unread: (user: UserId, conversation: In) => Outcome<UnreadCount>
  /** Conversations without anything unread are left out. */
  readonly unreadIn: (
    user: UserId,
    workspace: WorkspaceId,
  ) => Outcome<ReadonlyMap<ConversationId, UnreadCount>>
  /** None where more may read than the app tells of. */
  readonly receipts: (user: UserId, conversation: In) => Outcome<ReadonlyArray<Receipt>>
  /** In one conversation, or in all of a workspace that they may read. */
  readonly search: (
    user: UserId,
    where: { readonly conversation: In } | { readonly workspace: WorkspaceId },
    request: SearchRequest,
  ) => Outcome<FoundMessages>
}
