/** Documents of a workspace: who may make, name and see them. What is written in them goes through `../rooms`. */
import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { ok, type Result } from '../../core/base/result.ts'
import {
  type ConversationId,
  conversationId,
  type DocumentId,
  documentId,
  randomId,
  type UserId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { Access, Forbidden } from '../access/access.ts'
import type { IdTaken, NotFound } from '../store/directory-store.ts'
import type { DocumentRow, DocumentStore } from '../store/document-store.ts'
import type { DirectoryDeps } from './directory.ts'

export interface DocumentsDeps {
  readonly store: DocumentStore
  readonly access: Pick<Access, 'inWorkspace'>
  readonly clock: Clock
  readonly random: Random
  readonly changed: DirectoryDeps['changed']
}

export interface Documents {
  readonly create: (
    user: UserId,
    document: {
      /** As `NewConversation.id`; each is the relay's choice if left out. */
      readonly id?: DocumentId
      readonly conversation?: ConversationId
      readonly workspace: WorkspaceId
      readonly title: string
    },
  ) => Promise<Result<Pick<DocumentRow, 'id' | 'conversation'>, NotFound | Forbidden | IdTaken>>
  readonly rename: (
    user: UserId,
    document: { readonly workspace: WorkspaceId; readonly id: DocumentId; readonly title: string },
  ) => Promise<Result<void, NotFound | Forbidden>>
  readonly list: (
    user: UserId,
    workspace: WorkspaceId,
  ) => Promise<Result<ReadonlyArray<DocumentRow>, NotFound | Forbidden>>
}

export function createDocuments({ store, access, clock, random, changed }: DocumentsDeps): Documents {
  return {
    create: async (user, { workspace, title, ...chosen }) => {
      const allowed = await access.inWorkspace(user, workspace, 'document.create')
      if (!allowed.ok) return allowed
      const ids = {
        id: randomId(documentId, random),
        conversation: randomId(conversationId, random),
        ...chosen,
      }
      const made = await store.create({ ...ids, workspace, title, createdBy: user, created: clock.now() })
      if (!made.ok) {
        const there = (await store.list(workspace)).find(({ id }) => id === ids.id)
        const isThis = there?.createdBy === user && there.conversation === ids.conversation
        return made.failure.kind === 'id-taken' && isThis ? ok(ids) : made
      }
      await changed(workspace)
      return ok(ids)
    },
    rename: async (user, { workspace, id, title }) => {
      const allowed = await access.inWorkspace(user, workspace, 'document.rename')
      if (!allowed.ok) return allowed
      const renamed = await store.rename(workspace, id, title)
      if (renamed.ok) await changed(workspace)
      return renamed
    },
    list: async (user, workspace) => {
      const allowed = await access.inWorkspace(user, workspace, 'document.read')
      return allowed.ok ? ok(await store.list(workspace)) : allowed
    },
  }
}
