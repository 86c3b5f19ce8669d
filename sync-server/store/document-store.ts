import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { ConversationId, DocumentId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { IdTaken, NotFound } from './directory-store.ts'

export interface DocumentRow {
  readonly id: DocumentId
  /** What is said about it. */
  readonly conversation: ConversationId
  readonly title: string
  readonly createdBy: UserId
  readonly created: Millis
}

/** One stored update of a document: what was compacted, or what came after. */
export interface StoredUpdate {
  /** Ascends within a document. */
  readonly row: number
  readonly update: Uint8Array
}

/** Documents of workspaces, the conversation that each has, and the Yjs updates they consist of. */
export interface DocumentStore {
  /** The document and its conversation, or neither. `id-taken`: one of the ids is another's. */
  readonly create: (
    document: DocumentRow & { readonly workspace: WorkspaceId },
  ) => Promise<Result<void, NotFound | IdTaken>>
  /** `not-found` unless it is one of this workspace. */
  readonly rename: (
    workspace: WorkspaceId,
    document: DocumentId,
    title: string,
  ) => Promise<Result<void, NotFound>>
  /** The newest first. */
  readonly list: (workspace: WorkspaceId) => Promise<ReadonlyArray<DocumentRow>>
  readonly workspaceOf: (document: DocumentId) => Promise<WorkspaceId | undefined>
  /** All that the document consists of, in the order in which it came. */
  readonly updates: (document: DocumentId) => Promise<ReadonlyArray<StoredUpdate>>
  /** All or nothing; durable once resolved. Answers the row of each, in order. The documents must exist. */
  readonly append: (
    updates: ReadonlyArray<{ readonly document: DocumentId; readonly update: Uint8Array }>,
  ) => Promise<ReadonlyArray<number>>
  /** Puts `update` in the place of all rows up to `upTo`, which it must contain. */
  readonly compact: (document: DocumentId, upTo: number, update: Uint8Array) => Promise<void>
}
