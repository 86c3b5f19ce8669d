/** Sealed conversations as the sidebar lists them, and the people with whom one can be begun. */
import type { ByPolicy } from '../../../core/bridge/policy-contract.ts'
import type { Readable } from '../../../core/base/readable.ts'
import type { Result } from '../../../core/base/result.ts'
import type { MembersChange, MembersFailure } from '../../../core/bridge/people.ts'
import type { KeysKnown } from '../../../core/bridge/trust.ts'
import type { Description } from '../../../core/conversation/draft.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import { maxNameLength } from '../../../core/conversation/limits.ts'
import type { UnreadCount } from '../../../core/sync/unread-posts.ts'
import type { NotifyLevel } from '../../../core/protocol/directory.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../../core/protocol/ids.ts'

/** Members of a sealed conversation, this person included. */
export const maxMembers = 64
export const longestGroupName = maxNameLength

export interface SealedConversation {
  readonly id: ConversationId
  readonly workspace: WorkspaceId
  /** `notes` is the one with nobody else in it. */
  readonly kind: 'notes' | 'dm' | 'group'
  /** What a group is called; empty if nobody has named it, and for the other kinds. */
  readonly name: string
  /** What a group is about, and the emoji that stands for it. */
  readonly topic?: string
  readonly icon?: string
  /** Everybody but this person. */
  readonly others: ReadonlyArray<UserId>
  readonly unread: boolean
  readonly unreadCount?: UnreadCount
  /** Of what in it this person is told; everything if left out. */
  readonly level?: NotifyLevel
  /** Out of the lists of this person (PS21). */
  readonly archived?: true
  /** See `Besides`. */
  readonly newest?: number
  /** This person may change who is in it: a group alone has admins. */
  readonly isAdmin: boolean
  /** False for who has left or was taken out: what was read stays. */
  readonly isMember: boolean
}

export interface Contact {
  readonly user: UserId
  readonly name: string
  readonly username: string | undefined
  /**
   * Whether something can be sealed for this person: `known` also without a network; `not-seen` once the server can be
   * reached; `none` when the person has set up no device for it yet.
   */
  readonly keys: KeysKnown
}

export interface ContactsView {
  /** False until the members have been read from the device or the relay once. */
  readonly loaded: boolean
  /** By name, without this person. */
  readonly contacts: ReadonlyArray<Contact>
}

export type BeginFailure =
  | ByPolicy
  /** This device has no keys of the account yet. */
  | { readonly kind: 'not-linked' }
  /** This device's own keys have not been put up yet, and the relay is out of reach. */
  | { readonly kind: 'not-ready' }
  /** The keys of these people are not on this device, and the relay is out of reach. */
  | { readonly kind: 'keys-not-seen'; readonly users: ReadonlyArray<UserId> }
  | { readonly kind: 'no-keys'; readonly users: ReadonlyArray<UserId> }
  | { readonly kind: 'left-workspace'; readonly users: ReadonlyArray<UserId> }
  | { readonly kind: 'too-many'; readonly limit: number }
  /** It could not be made durable on this device. */
  | { readonly kind: 'not-kept'; readonly detail: string }

export interface PeopleModel {
  /** The one written in last comes first; notes to oneself come before all others. */
  readonly conversations: Readable<ReadonlyArray<SealedConversation>>
  readonly contacts: (workspace: WorkspaceId) => Readable<ContactsView>
  /**
   * Resolves once the conversation is durable on this device, with or without a network. Nobody else: notes to oneself. One
   * other and no name: the direct conversation with that person, which may be there already. Else a new group.
   */
  readonly begin: (
    workspace: WorkspaceId,
    others: ReadonlyArray<UserId>,
    name: string,
  ) => Promise<Result<ConversationId, BeginFailure>>
  /** Of a group: by one of its admins; anybody may leave. In effect with the next epoch, which goes up by itself. */
  readonly change: (
    conversation: ConversationId,
    change: MembersChange,
  ) => Promise<Result<void, MembersFailure>>
  /** What a group is called and is about, by any of its members. With an empty name it is called after its people again. */
  readonly describe: (conversation: ConversationId, what: Description) => Promise<Result<void, SendFailure>>
}
