/** How long a workspace keeps what was said in its open conversations: who says so. */
import { ok, type Result } from '../../core/base/result.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Access, Forbidden } from '../access/access.ts'
import type { NotFound } from '../store/directory-store.ts'
import type { RetentionStore } from '../store/retention-store.ts'

type Refused = NotFound | Forbidden

export interface Retention {
  /** Undefined: for ever. */
  readonly days: (user: UserId, workspace: WorkspaceId) => Promise<Result<number | undefined, Refused>>
  readonly setDays: (
    user: UserId,
    workspace: WorkspaceId,
    days: number | undefined,
  ) => Promise<Result<void, Refused>>
}

export interface RetentionDeps {
  readonly store: Pick<RetentionStore, 'days' | 'setDays'>
  readonly access: Access
  /** The relay keeps nothing for longer (RN4). */
  readonly mostDays: number | undefined
  /** To be called when there may be something to take back. */
  readonly changed: () => void
}

export const createRetention = ({ store, access, mostDays, changed }: RetentionDeps): Retention => ({
  days: async (user, workspace) => {
    const role = await access.inWorkspace(user, workspace, 'workspace.read')
    if (!role.ok) return role
    const own = await store.days(workspace)
    return ok(own === undefined || mostDays === undefined ? (own ?? mostDays) : Math.min(own, mostDays))
  },
  setDays: async (user, workspace, days) => {
    const role = await access.inWorkspace(user, workspace, 'workspace.retain')
    if (!role.ok) return role
    await store.setDays(workspace, days)
    changed()
    return ok(undefined)
  },
})
