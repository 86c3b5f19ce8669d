/** What the list of threads shows of one. Rule VW6 in core/conversation/SPEC.md. */
import type { Hlc } from '../conversation/hlc.ts'
import type { ConversationId, OpId, UserId, WorkspaceId } from '../protocol/ids.ts'

/** The beginning of what a message says. Nothing of one that disappears is kept. */
export interface Excerpt {
  readonly text: string
  /** Why there is no text: it was taken back, it is to disappear or has, or it is mere files. */
  readonly blank?: 'deleted' | 'disappears' | 'files'
  /** A moderator has put it in the place of what was written, which no edit brings back. */
  readonly masked?: true
}

/** A thread that concerns this person: they wrote its root or a reply, are named in it, or have said whether they follow it. The excerpt is of its root. */
export interface FollowedThread extends Excerpt {
  readonly conversation: ConversationId
  readonly root: OpId
  /** Who wrote the root; undefined as long as that is not on this device. */
  readonly by: UserId | undefined
  readonly replies: number
  /** The first who replied. */
  readonly people: ReadonlyArray<UserId>
  readonly last: Excerpt & { readonly id: OpId; readonly by: UserId; readonly at: Hlc }
  readonly unread: number
  /** Of the unread ones, those that mention this person. */
  readonly mentions: number
}

/** As the list has it. */
export interface ListedThread extends FollowedThread {
  readonly workspace: WorkspaceId
  /** The person has left it (VW9): of its replies those alone are `unread` that name them. */
  readonly left?: true
  /** What of `unread` and `mentions` the counts of the conversation have as well (CR87). */
  readonly alsoCounted: Pick<FollowedThread, 'unread' | 'mentions'>
}
