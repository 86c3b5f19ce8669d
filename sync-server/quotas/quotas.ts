/** What workspaces hold, and how much of it they may (QU*). Messages are not subject to it: a quota loses none. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Access, Forbidden } from '../access/access.ts'
import type { DirectoryStore, NotFound } from '../store/directory-store.ts'
import type { QuotaStore } from '../store/quota-store.ts'
import { countUsage, type Usage } from './count-usage.ts'

/** No further person fits into the workspace. */
export interface PeopleQuota {
  readonly kind: 'people-quota'
  readonly used: number
  readonly limit: number
}

export interface UsageOfWorkspace extends Usage {
  /** Null: as much as there is. */
  readonly limits: { readonly fileBytes: number | null; readonly people: number | null }
}

export interface Quotas {
  readonly usage: (
    user: UserId,
    workspace: WorkspaceId,
  ) => Promise<Result<UsageOfWorkspace, NotFound | Forbidden>>
  /** Whether this person may be in the workspace: whoever is in it already may. Two who come at once may both find room. */
  readonly seat: (workspace: WorkspaceId, user: UserId | undefined) => Promise<Result<void, PeopleQuota>>
}

export interface QuotasDeps {
  readonly store: QuotaStore
  readonly directory: Pick<DirectoryStore, 'role'>
  readonly access: Pick<Access, 'inWorkspace'>
  /** Between two slices of what is counted. */
  readonly rest: () => Promise<void>
  /** Of workspaces that have none of their own; undefined: as much as there is. */
  readonly defaults: { readonly fileBytes: number | undefined; readonly people: number | undefined }
}

export function createQuotas({ store, directory, access, defaults, rest }: QuotasDeps): Quotas {
  const counting = new Map<WorkspaceId, Promise<Usage | undefined>>()
  /** Whoever asks meanwhile is told the same. */
  const count = (workspace: WorkspaceId): Promise<Usage | undefined> => {
    const known = counting.get(workspace)
    if (known !== undefined) return known
    const begun = countUsage(store, workspace, rest).finally(() => counting.delete(workspace))
    counting.set(workspace, begun)
    return begun
  }
  return {
    usage: async (user, workspace) => {
      const allowed = await access.inWorkspace(user, workspace, 'workspace.usage')
      if (!allowed.ok) return allowed
      const [usage, quota] = [await count(workspace), await store.quota(workspace)]
      if (usage === undefined) return fail({ kind: 'not-found' })
      const limits = {
        fileBytes: quota.fileBytes ?? defaults.fileBytes ?? null,
        people: quota.people ?? defaults.people ?? null,
      }
      return ok({ ...usage, limits })
    },
    seat: async (workspace, user) => {
      const limit = (await store.quota(workspace)).people ?? defaults.people
      if (limit === undefined) return ok(undefined)
      if (user !== undefined && (await directory.role(workspace, user)) !== undefined) return ok(undefined)
      const used = await store.people(workspace)
      return used < limit ? ok(undefined) : fail({ kind: 'people-quota', used, limit })
    },
  }
}
