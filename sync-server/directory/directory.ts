/** Workspaces, channels and members: what people may change, and that others hear of it. */
import { type Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { OpenWorkspace } from '../../core/protocol/api.ts'
import type { Role } from '../../core/protocol/directory.ts'
import {
  type ConversationId,
  conversationId,
  randomId,
  type UserId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import type { DirectoryStore, NameTaken, NotFound } from '../store/directory-store.ts'

export interface DirectoryDeps {
  readonly store: DirectoryStore
  readonly random: Random
  /** Resolves once open sessions may do what they now may. */
  readonly changed: (workspace: WorkspaceId, user?: UserId) => Promise<void>
}

export interface Forbidden {
  readonly kind: 'forbidden'
}

export interface Directory {
  readonly workspaces: (user: UserId) => Promise<ReadonlyArray<OpenWorkspace>>
  /** Its founder is its owner; it begins with the channel `general`. */
  readonly createWorkspace: (user: UserId, name: string) => Promise<Result<WorkspaceId, NameTaken>>
  /** Workspaces are open to everybody with an account on this relay. */
  readonly join: (user: UserId, workspace: WorkspaceId) => Promise<Result<void, NotFound>>
  /** Any member but a guest. */
  readonly createChannel: (
    user: UserId,
    channel: { readonly workspace: WorkspaceId; readonly name: string; readonly topic: string },
  ) => Promise<Result<ConversationId, NameTaken | NotFound | Forbidden>>
  /** Owners and admins say whose account an imported author is. */
  readonly matchPlaceholder: (
    user: UserId,
    match: { readonly workspace: WorkspaceId; readonly placeholder: UserId; readonly account: UserId },
  ) => Promise<Result<void, NotFound | Forbidden>>
}

const firstChannel = 'general'
const mayCreateChannels: ReadonlyArray<Role> = ['owner', 'admin', 'member']
const mayMatch: ReadonlyArray<Role> = ['owner', 'admin']

export function createDirectory({ store, random, changed }: DirectoryDeps): Directory {
  /** To those outside, a workspace's inside does not exist. */
  const require = async (
    workspace: WorkspaceId,
    user: UserId,
    allowed: ReadonlyArray<Role>,
  ): Promise<Result<void, NotFound | Forbidden>> => {
    const role = await store.role(workspace, user)
    if (role === undefined) return fail({ kind: 'not-found' })
    return allowed.includes(role) ? ok(undefined) : fail({ kind: 'forbidden' })
  }
  return {
    workspaces: (user) => store.openWorkspaces(user),
    createWorkspace: async (user, name) => {
      const id = randomId(workspaceId, random)
      const general = { id: randomId(conversationId, random), name: firstChannel, topic: '' }
      const created = await store.createWorkspace({ id, name, owner: user, channels: [general] })
      if (!created.ok) return created
      await changed(id, user)
      return ok(id)
    },
    join: async (user, workspace) => {
      const joined = await store.join(workspace, user, 'member')
      if (!joined.ok) return joined
      if (joined.value) await changed(workspace, user)
      return ok(undefined)
    },
    createChannel: async (user, channel) => {
      const allowed = await require(channel.workspace, user, mayCreateChannels)
      if (!allowed.ok) return allowed
      const id = randomId(conversationId, random)
      const created = await store.createChannel({ id, ...channel })
      if (!created.ok) return created
      await changed(channel.workspace)
      return ok(id)
    },
    matchPlaceholder: async (user, { workspace, placeholder, account }) => {
      const allowed = await require(workspace, user, mayMatch)
      if (!allowed.ok) return allowed
      const matched = await store.matchPlaceholder(workspace, placeholder, account)
      if (matched.ok) await changed(workspace)
      return matched
    },
  }
}
