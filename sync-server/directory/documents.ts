/** Documents of a workspace: who may make and see them. What is written in them goes through `../rooms`. */
import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { ok, type Result } from '../../core/base/result.ts'
import {
  type DocumentId,
  documentId,
  randomId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { NotFound } from '../store/directory-store.ts'
import type { DocumentRow, DocumentStore } from '../store/document-store.ts'
import type { Access, Forbidden } from '../access/access.ts'

export interface DocumentsDeps {
  readonly store: DocumentStore
  readonly access: Access
  readonly clock: Clock
  readonly random: Random
}

export interface Documents {
  readonly create: (
    user: UserId,
    document: { readonly workspace: WorkspaceId; readonly title: string },
  ) => Promise<Result<DocumentId, NotFound | Forbidden>>
  readonly list: (
    user: UserId,
    workspace: WorkspaceId,
  ) => Promise<Result<ReadonlyArray<DocumentRow>, NotFound | Forbidden>>
}

export function createDocuments({ store, access, clock, random }: DocumentsDeps): Documents {
  return {
    create: async (user, { workspace, title }) => {
      const allowed = await access.inWorkspace(user, workspace, 'document.create')
      if (!allowed.ok) return allowed
      const id = randomId(documentId, random)
      const made = await store.create({ id, workspace, title, createdBy: user, created: clock.now() })
      return made.ok ? ok(id) : made
    },
    list: async (user, workspace) => {
      const allowed = await access.inWorkspace(user, workspace, 'document.read')
      return allowed.ok ? ok(await store.list(workspace)) : allowed
    },
  }
}
