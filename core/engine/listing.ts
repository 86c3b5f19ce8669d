/** What the directory's view shows of each conversation, beside what the directory itself says. */
import { millis } from '../base/clock.ts'
import type { ConversationId, OpId } from '../protocol/ids.ts'
import type { Sync } from '../sync/sync-contract.ts'
import { maxUnreadPosts, type UnreadCount } from '../sync/unread-posts.ts'
import { type Besides, besidesOf } from './besides.ts'
import type { DirectoryModel } from './directory-model.ts'
import type { Channel, Direct, DirectoryView } from './engine.ts'
import type { Personal } from './personal/personal.ts'
import type { WaitingEdits } from './waiting-edits.ts'
import type { Reading } from './reading/reading.ts'

interface Listing {
  readonly model: Pick<DirectoryModel, 'view' | 'isChannel'>
  readonly sync: Pick<Sync, 'about' | 'knownPosts' | 'isUnread' | 'unreadCount'>
  readonly reading: Pick<Reading, 'isMarkedUnread'>
  readonly personal: Pick<Personal, 'levelOf' | 'isArchived' | 'follows'>
  readonly edits: Pick<WaitingEdits, 'of' | 'ofWorkspace' | 'ofOwn'>
  /** What was shown of each when it was looked at last. */
  readonly shown: Map<ConversationId, string>
}

/** Whether the directory's view shows something else of it than it did. */
export function isNews(core: Listing, conversation: ConversationId): boolean {
  const { shown, sync } = core
  const { name, writtenAt } = aboutOf(sync, conversation)
  const { unread, unreadCount } = unreadOf(core, conversation)
  const { messages, replies, mentions } = unreadCount ?? {}
  const { isChannel } = core.model
  const { topic, icon, archived, newest } = isChannel(conversation) ? nothing : besides(core, conversation)
  const now = [unread, messages, replies, mentions, writtenAt, archived, newest, name, topic, icon].join()
  const before = shown.get(conversation)
  shown.set(conversation, now)
  return before !== now
}

const nothing: Besides = {}

const besides = ({ sync, personal }: Listing, conversation: ConversationId): Besides =>
  besidesOf({ sync, isArchived: personal.isArchived }, conversation)

export function aboutOf(
  sync: Pick<Sync, 'about'>,
  conversation: ConversationId,
): Pick<Direct, 'name' | 'writtenAt'> {
  const { name, writtenAt = 0 } = sync.about(conversation) ?? {}
  return { name: name?.text ?? '', writtenAt: writtenAt === 0 ? undefined : millis(writtenAt) }
}

export const directoryOf = (core: Listing): DirectoryView =>
  core.model.view({
    unread: (conversation) => unreadOf(core, conversation),
    about: (conversation) => aboutOf(core.sync, conversation),
    besides: (conversation) => besides(core, conversation),
    level: core.personal.levelOf,
    edited: core.edits.of,
    editedWorkspace: core.edits.ofWorkspace,
    editedOwn: core.edits.ofOwn,
  })

/** The person may want to have it unread. */
function unreadOf(core: Listing, conversation: ConversationId): Pick<Channel, 'unread' | 'unreadCount'> {
  const { sync, reading } = core
  const unreadCount = countOf(core, conversation)
  const isAny = sumOf(unreadCount) > 0
  const all = isAny ? 0 : sumOf(sync.unreadCount(conversation))
  // Nothing but replies in threads that the person has left. Of more than are told apart nobody knows what they are.
  const isLeft = all > 0 && all < maxUnreadPosts
  const unread = (sync.isUnread(conversation) && !isLeft) || reading.isMarkedUnread(conversation)
  return { unread, ...(unreadCount !== undefined && isAny && { unreadCount }) }
}

const sumOf = ({ messages = 0, replies = 0 }: Partial<UnreadCount> = {}): number => messages + replies

/** What is to be read, without what the person has left (VW9). */
export const countOf = (
  { sync, personal }: Pick<Listing, 'personal'> & { readonly sync: Pick<Sync, 'unreadCount'> },
  conversation: ConversationId,
  thread?: OpId,
): UnreadCount | undefined =>
  sync.unreadCount(conversation, thread, (root) => personal.follows(conversation, root) === false)
