/** Documents of a workspace: who may make and see them. What is written in them goes through `../rooms`. */
import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Role } from '../../core/protocol/directory.ts'
import {
  type DocumentId,
  documentId,
  randomId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { DirectoryStore, NotFound } from '../store/directory-store.ts'
import type { DocumentRow, DocumentStore } from '../store/document-store.ts'
import type { Forbidden } from './directory.ts'

export interface DocumentsDeps {
  readonly store: DocumentStore
  readonly role: DirectoryStore['role']
  readonly clock: Clock
  readonly random: Random
}

export interface Documents {
  /** Any member but a guest. */
  readonly create: (
    user: UserId,
    document: { readonly workspace: WorkspaceId; readonly title: string },
  ) => Promise<Result<DocumentId, NotFound | Forbidden>>
  readonly list: (
    user: UserId,
    workspace: WorkspaceId,
  ) => Promise<Result<ReadonlyArray<DocumentRow>, NotFound>>
}

const mayCreate: ReadonlyArray<Role> = ['owner', 'admin', 'member']

export function createDocuments({ store, role, clock, random }: DocumentsDeps): Documents {
  return {
    create: async (user, { workspace, title }) => {
      const own = await role(workspace, user)
      if (own === undefined) return fail({ kind: 'not-found' })
      if (!mayCreate.includes(own)) return fail({ kind: 'forbidden' })
      const id = randomId(documentId, random)
      const made = await store.create({ id, workspace, title, createdBy: user, created: clock.now() })
      return made.ok ? ok(id) : made
    },
    list: async (user, workspace) =>
      (await role(workspace, user)) === undefined
        ? fail({ kind: 'not-found' })
        : ok(await store.list(workspace)),
  }
}
