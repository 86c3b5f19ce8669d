import type { Clock } from '../../base/clock.ts'
import type { ConversationId, OpId, UserId, WorkspaceId } from '../../protocol/ids.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { Stored } from '../../storage/stored.ts'
import type { UnreadCount } from '../../sync/unread-posts.ts'
import type { Message } from '../../conversation/message.ts'
import type { OpenConversation } from '../engine.ts'
import type { ThreadChoices } from '../personal/thread-choices.ts'
import type { Settings } from '../personal/settings.ts'
import type { FarRoots, FindRoots } from './far-roots.ts'
import { nothingRead, type ReadingOf } from './reading-record.ts'

export interface ReadingDeps {
  readonly self: UserId
  readonly clock: Clock
  readonly store: LocalStore
  readonly stored: Stored
  readonly open: (conversation: ConversationId) => OpenConversation | undefined
  /** Undefined for what the directory does not know. */
  readonly workspaceOf: (conversation: ConversationId) => WorkspaceId | undefined
  /** What the counts of the conversation have of this thread. */
  readonly unreadCount: (conversation: ConversationId, thread: OpId) => UnreadCount | undefined
  /** Whether the log has something that nobody of this person has seen. */
  readonly isUnread: (conversation: ConversationId) => boolean
  readonly isModerator: (conversation: ConversationId, user: UserId) => boolean
  readonly findRoots: FindRoots
  /** What this person has set, on all their devices. */
  readonly personal: () => {
    readonly workspaces: () => ReadonlyArray<WorkspaceId>
    readonly of: (workspace: WorkspaceId) => Settings
    /** Whether all that their devices have set there is known here. */
    readonly isCurrent: (workspace: WorkspaceId) => boolean
    readonly follows: ThreadChoices['follows']
  }
  /** Marks of a conversation are others now. */
  readonly changed: (conversation: ConversationId) => void
}

/** A conversation that is open, as far as reading goes. */
export interface Watch {
  /** Of the channel. */
  readonly newest: () => Message | undefined
  /** The newest reply of a thread. */
  readonly newestIn: (root: OpId) => Message | undefined
  readonly find: (id: OpId) => Message | undefined
  /** Looks at these threads again. */
  readonly look: (roots: Iterable<OpId>) => void
  readonly close: () => void
}

export interface ReadingCore {
  readonly deps: ReadingDeps
  readonly all: Map<ConversationId, ReadingOf>
  readonly watches: Map<ConversationId, Watch>
  readonly farRoots: FarRoots
  /** Closed ones to be looked into. */
  readonly due: Set<ConversationId>
  readonly refresh: () => void
  readonly keep: () => void
  /** To the other devices of this person. */
  readonly say: () => void
}

export function readingOf({ all }: ReadingCore, conversation: ConversationId): ReadingOf {
  const known = all.get(conversation) ?? nothingRead()
  all.set(conversation, known)
  return known
}
