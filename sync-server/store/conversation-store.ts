import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { NotifyLevel, Role } from '../../core/protocol/directory.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { ConversationRole } from '../../core/protocol/permissions.ts'
import type { NameTaken, NotFound } from './directory-store.ts'

/** An open conversation. */
export interface ConversationRow {
  readonly id: ConversationId
  readonly workspace: WorkspaceId
  readonly name: string
  readonly topic: string
  readonly icon: string
  readonly private: boolean
  readonly archived: boolean
  /** Undefined for what was made before this was noted, and for what was imported. */
  readonly createdBy: UserId | undefined
  readonly created: Millis
}

export interface ConversationMember {
  readonly user: UserId
  readonly role: ConversationRole
  readonly level: NotifyLevel
  readonly joined: Millis
}

/** How somebody stands to a conversation. Undefined parts: not in it. */
export interface ConversationStanding {
  readonly workspace: WorkspaceId
  readonly sealed: boolean
  readonly private: boolean
  readonly archived: boolean
  /** Of the workspace. */
  readonly role: Role | undefined
  /** By the rules for its kind. */
  readonly reads: boolean
  /** The row of this person, unless they have left. */
  readonly member: ConversationMember | undefined
}

/** What was deleted is nowhere to be found, but for the directory, which tells of it. */
export interface ConversationStore {
  readonly create: (conversation: {
    readonly id: ConversationId
    readonly workspace: WorkspaceId
    readonly name: string
    readonly topic: string
    readonly icon: string
    readonly private: boolean
    readonly createdBy: UserId
    readonly now: Millis
    /** Beside the founder, who is its admin. All of them are in the workspace, or it is `not-found`. */
    readonly members: ReadonlyArray<UserId>
  }) => Promise<Result<void, NameTaken | NotFound>>
  readonly conversation: (id: ConversationId) => Promise<ConversationRow | undefined>
  /** Of a workspace, those that `user` may read, by name. */
  readonly readable: (workspace: WorkspaceId, user: UserId) => Promise<ReadonlyArray<ConversationRow>>
  /** Of any conversation, also one that was deleted. */
  readonly workspaceOf: (id: ConversationId) => Promise<WorkspaceId | undefined>
  readonly standing: (id: ConversationId, user: UserId) => Promise<ConversationStanding | undefined>
  readonly update: (
    id: ConversationId,
    change: {
      readonly name?: string | undefined
      readonly topic?: string | undefined
      readonly icon?: string | undefined
      readonly archived?: boolean | undefined
    },
  ) => Promise<Result<void, NameTaken | NotFound>>
  /** Takes all that was said in it off the disk. */
  readonly remove: (id: ConversationId) => Promise<Result<void, NotFound>>
  /** Those who have a row, and have not left. */
  readonly members: (id: ConversationId) => Promise<ReadonlyArray<ConversationMember>>
  /** Puts a person in, or gives them another role or level. `not-found` unless they are in the workspace. */
  readonly setMember: (
    id: ConversationId,
    user: UserId,
    change: {
      readonly role?: ConversationRole | undefined
      readonly level?: NotifyLevel | undefined
      readonly now: Millis
    },
  ) => Promise<Result<void, NotFound>>
  /** They are out of a private channel; of a public one they do not want to hear. */
  readonly removeMember: (id: ConversationId, user: UserId, now: Millis) => Promise<Result<void, NotFound>>
}
