import type { Millis } from '../../core/base/clock.ts'
import type { ConversationId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'

/** What an import has brought so far, by its names in the source. Everything here may be asked for twice. */
export interface ImportStore {
  /**
   * Makes a placeholder for each person that is not there yet, under the id given; answers how many were made.
   * Undefined without such a workspace.
   */
  readonly ensurePeople: (
    workspace: WorkspaceId,
    people: ReadonlyArray<{ readonly source: string; readonly name: string; readonly user: UserId }>,
    now: Millis,
  ) => Promise<number | undefined>
  readonly people: (
    workspace: WorkspaceId,
    sources: ReadonlyArray<string>,
  ) => Promise<ReadonlyMap<string, UserId>>
  /**
   * The channel of this source id, made if need be: an existing one of that name that no other source id has taken, else
   * a new one with the id given. Undefined without such a workspace.
   */
  readonly ensureChannel: (channel: {
    readonly workspace: WorkspaceId
    readonly source: string
    readonly name: string
    readonly topic: string
    readonly id: ConversationId
  }) => Promise<{ readonly id: ConversationId; readonly created: boolean } | undefined>
  /** Of `sources`, those that `LogStore.append` has stored with entries. */
  readonly importedMessages: (
    conversation: ConversationId,
    sources: ReadonlyArray<string>,
  ) => Promise<ReadonlySet<string>>
}
