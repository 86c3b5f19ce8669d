/** Workspaces and who is in them: what people may change, and that others hear of it. */
import { type Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { OpenWorkspace } from '../../core/protocol/api.ts'
import type { Role } from '../../core/protocol/directory.ts'
import {
  conversationId,
  randomId,
  type UserId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import type { Access, Forbidden } from '../access/access.ts'
import { mayChangeRole } from '../../core/protocol/permissions.ts'
import type { PeopleQuota, Quotas } from '../quotas/quotas.ts'
import type {
  DirectoryStore,
  LastOwner,
  NameTaken,
  NotFound,
  WorkspaceMember,
} from '../store/directory-store.ts'

export interface DirectoryDeps {
  readonly store: DirectoryStore
  readonly access: Access
  readonly random: Random
  readonly quotas: Pick<Quotas, 'seat'>
  /** Resolves once open sessions may do what they now may. */
  readonly changed: (workspace: WorkspaceId, user?: UserId) => Promise<void>
}

type Refused = NotFound | Forbidden

export interface Directory {
  readonly workspaces: (user: UserId) => Promise<ReadonlyArray<OpenWorkspace>>
  /** Its founder is its owner; it begins with the channel `general`. */
  readonly createWorkspace: (user: UserId, name: string) => Promise<Result<WorkspaceId, NameTaken>>
  readonly rename: (
    user: UserId,
    workspace: WorkspaceId,
    name: string,
  ) => Promise<Result<void, Refused | NameTaken>>
  /** Workspaces are open to everybody with an account on this relay. */
  readonly join: (user: UserId, workspace: WorkspaceId) => Promise<Result<void, NotFound | PeopleQuota>>
  readonly members: (
    user: UserId,
    workspace: WorkspaceId,
  ) => Promise<Result<ReadonlyArray<WorkspaceMember>, Refused>>
  readonly setRole: (
    user: UserId,
    workspace: WorkspaceId,
    member: UserId,
    role: Role,
  ) => Promise<Result<void, Refused | LastOwner>>
  readonly removeMember: (
    user: UserId,
    workspace: WorkspaceId,
    member: UserId,
  ) => Promise<Result<void, Refused | LastOwner>>
  readonly leave: (user: UserId, workspace: WorkspaceId) => Promise<Result<void, Refused | LastOwner>>
  /** Says whose account an imported author is. */
  readonly matchPlaceholder: (
    user: UserId,
    match: { readonly workspace: WorkspaceId; readonly placeholder: UserId; readonly account: UserId },
  ) => Promise<Result<void, Refused>>
}

const firstChannel = 'general'

export function createDirectory(deps: DirectoryDeps): Directory {
  const { store, access, random, changed } = deps
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
    rename: async (user, workspace, name) => {
      const allowed = await access.inWorkspace(user, workspace, 'workspace.update')
      if (!allowed.ok) return allowed
      const renamed = await store.rename(workspace, name)
      if (renamed.ok) await changed(workspace)
      return renamed
    },
    matchPlaceholder: async (user, { workspace, placeholder, account }) => {
      const allowed = await access.inWorkspace(user, workspace, 'placeholder.match')
      if (!allowed.ok) return allowed
      const matched = await store.matchPlaceholder(workspace, placeholder, account)
      if (matched.ok) await changed(workspace)
      return matched
    },
    ...createMemberships(deps),
  }
}

function createMemberships({
  store,
  access,
  changed,
  quotas,
}: DirectoryDeps): Pick<Directory, 'join' | 'members' | 'setRole' | 'removeMember' | 'leave'> {
  /** Undefined if `user` may give `member` this role, or take them out. */
  const refuseChange = async (
    user: UserId,
    workspace: WorkspaceId,
    member: UserId,
    to: Role | undefined,
  ): Promise<Refused | undefined> => {
    const by = await access.inWorkspace(user, workspace, 'workspace.members')
    if (!by.ok) return by.failure
    const from = await store.role(workspace, member)
    if (from === undefined) return { kind: 'not-found' }
    return mayChangeRole(by.value, from, to) ? undefined : { kind: 'forbidden' }
  }
  const takeOut = async (
    workspace: WorkspaceId,
    member: UserId,
  ): Promise<Result<void, NotFound | LastOwner>> => {
    const left = await store.leave(workspace, member)
    if (left.ok) await changed(workspace, member)
    return left
  }
  return {
    join: async (user, workspace) => {
      const seat = await quotas.seat(workspace, user)
      if (!seat.ok) return seat
      const joined = await store.join(workspace, user, 'member')
      if (!joined.ok) return joined
      if (joined.value) await changed(workspace, user)
      return ok(undefined)
    },
    members: async (user, workspace) => {
      const allowed = await access.inWorkspace(user, workspace, 'workspace.people')
      return allowed.ok ? ok(await store.members(workspace)) : allowed
    },
    setRole: async (user, workspace, member, role) => {
      const refused = await refuseChange(user, workspace, member, role)
      if (refused !== undefined) return fail(refused)
      const set = await store.setRole(workspace, member, role)
      if (set.ok) await changed(workspace, member)
      return set
    },
    removeMember: async (user, workspace, member) => {
      const refused = await refuseChange(user, workspace, member, undefined)
      return refused === undefined ? takeOut(workspace, member) : fail(refused)
    },
    leave: async (user, workspace) => {
      const allowed = await access.inWorkspace(user, workspace, 'workspace.leave')
      return allowed.ok ? takeOut(workspace, user) : allowed
    },
  }
}
