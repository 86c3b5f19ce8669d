import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { OpenWorkspace } from '../../core/protocol/api.ts'
import type { DirectoryChange, Role } from '../../core/protocol/directory.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Audience } from './log-store.ts'

export interface ChannelRow {
  readonly id: ConversationId
  readonly workspace: WorkspaceId
  readonly name: string
  readonly topic: string
}

/** A workspace as its administrator sees it. */
export interface WorkspaceOverview {
  readonly name: string
  readonly members: ReadonlyArray<{
    readonly user: UserId
    readonly name: string
    /** Undefined for a placeholder. */
    readonly username: string | undefined
    readonly role: Role
  }>
  /** The open ones, whoever may read them. */
  readonly conversations: ReadonlyArray<Omit<ChannelRow, 'workspace'>>
}

export interface DirectoryChanges {
  /** The version after these changes. */
  readonly version: number
  readonly changes: ReadonlyArray<DirectoryChange>
  /** Conversations that the user could not read at the version asked for. */
  readonly newlyReadable: ReadonlyArray<ConversationId>
}

export interface NameTaken {
  readonly kind: 'name-taken'
}
/** Something else has the id that was chosen for it. */
export interface IdTaken {
  readonly kind: 'id-taken'
}
export interface NotFound {
  readonly kind: 'not-found'
}

export interface LastOwner {
  readonly kind: 'last-owner'
}
export interface Membership {
  readonly id: WorkspaceId
  readonly name: string
  readonly role: Role
}
export interface WorkspaceMember {
  readonly user: UserId
  readonly name: string
  /** Undefined for a placeholder. */
  readonly username: string | undefined
  readonly role: Role
  /** What they say of how they are; empty for nothing. */
  readonly status: string
}

/** Somebody with an account, for those who may know it. */
export interface MemberContact {
  readonly user: UserId
  readonly name: string
  readonly username: string
  readonly email: string | undefined
  /** Until when others saw them there; 0: never. */
  readonly gone: Millis
}

/** Every change gets the next number of one sequence, so that a reader can ask for what came after. */
export interface DirectoryStore {
  /** Names of workspaces are unique on a relay, whatever their case. */
  readonly createWorkspace: (workspace: {
    readonly id: WorkspaceId
    readonly name: string
    readonly owner: UserId | undefined
    readonly channels: ReadonlyArray<Omit<ChannelRow, 'workspace'>>
  }) => Promise<Result<void, NameTaken>>
  readonly workspaceByName: (name: string) => Promise<WorkspaceId | undefined>
  /** All workspaces of this relay, by name. */
  readonly openWorkspaces: (user: UserId) => Promise<ReadonlyArray<OpenWorkspace>>
  readonly overview: (workspace: WorkspaceId) => Promise<WorkspaceOverview | undefined>
  /** By name. */
  readonly membershipsOf: (user: UserId) => Promise<ReadonlyArray<Membership>>
  readonly workspacesOf: (user: UserId) => Promise<ReadonlyArray<WorkspaceId>>
  /** What the user reads and hears of: the workspaces where they are no guest, and what is private and names them. */
  readonly audiencesOf: (user: UserId) => Promise<ReadonlyArray<Audience>>
  /** Of `users`, those who share a workspace or a sealed conversation with `user`; oneself too. */
  readonly acquainted: (user: UserId, users: ReadonlyArray<UserId>) => Promise<ReadonlySet<UserId>>
  readonly role: (workspace: WorkspaceId, user: UserId) => Promise<Role | undefined>
  /** True if it changed something. A role is never lowered by joining again. */
  readonly join: (workspace: WorkspaceId, user: UserId, role: Role) => Promise<Result<boolean, NotFound>>
  readonly hasOwner: (workspace: WorkspaceId) => Promise<boolean>
  readonly rename: (workspace: WorkspaceId, name: string) => Promise<Result<void, NameTaken | NotFound>>
  /** Of accounts and placeholders, by name. */
  readonly members: (workspace: WorkspaceId) => Promise<ReadonlyArray<WorkspaceMember>>
  /** Of accounts alone, by name. */
  readonly contacts: (workspace: WorkspaceId) => Promise<ReadonlyArray<MemberContact>>
  /** `last-owner` where nobody would own the workspace any more. */
  readonly setRole: (
    workspace: WorkspaceId,
    user: UserId,
    role: Role,
  ) => Promise<Result<void, NotFound | LastOwner>>
  /** The person is in the workspace, its channels and its sealed conversations no more. */
  readonly leave: (workspace: WorkspaceId, user: UserId) => Promise<Result<void, NotFound | LastOwner>>
  /** `not-found` unless `placeholder` is one of this workspace and `account` a member with an account. */
  readonly matchPlaceholder: (
    workspace: WorkspaceId,
    placeholder: UserId,
    account: UserId,
  ) => Promise<Result<void, NotFound>>
  /**
   * What `user` can see that is newer than `version`; everything of a workspace that they joined since. A version that
   * was never given out counts as 0.
   */
  readonly changesSince: (user: UserId, version: number) => Promise<DirectoryChanges>
}
