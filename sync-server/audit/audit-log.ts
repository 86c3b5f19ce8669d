/** A workspace's audit lines for those who lead it. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Access, Forbidden } from '../access/access.ts'
import type { AuditRow, AuditStore } from '../store/audit-store.ts'
import type { NotFound } from '../store/directory-store.ts'
import { type ChainProof, verifyChain } from './chain.ts'

export interface AuditPage {
  readonly rows: ReadonlyArray<AuditRow>
  readonly more: boolean
}

type Outcome<Value> = Promise<Result<Value, NotFound | Forbidden>>

export interface AuditLog {
  readonly list: (
    user: UserId,
    workspace: WorkspaceId,
    page: { readonly after: number; readonly limit: number },
  ) => Outcome<AuditPage>
  /** Reads the whole chain. */
  readonly prove: (user: UserId, workspace: WorkspaceId) => Outcome<ChainProof>
}

export interface AuditLogDeps {
  readonly store: AuditStore
  readonly access: Access
}

export const createAuditLog = ({ store, access }: AuditLogDeps): AuditLog => ({
  list: async (user, workspace, { after, limit }) => {
    const role = await access.inWorkspace(user, workspace, 'workspace.audit')
    if (!role.ok) return fail(role.failure)
    const found = await store.list(workspace, after, limit + 1)
    return ok({ rows: found.slice(0, limit), more: found.length > limit })
  },
  prove: async (user, workspace) => {
    const role = await access.inWorkspace(user, workspace, 'workspace.audit')
    return role.ok ? ok(await verifyChain(store, workspace)) : role
  },
})
