import type { Millis } from '../../core/base/clock.ts'
import type { ConversationId, OpId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'

export interface AgedMessage {
  readonly conversation: ConversationId
  readonly message: OpId
  readonly author: UserId
}

export interface RetentionStore {
  /** Undefined: for ever. */
  readonly days: (workspace: WorkspaceId) => Promise<number | undefined>
  readonly setDays: (workspace: WorkspaceId, days: number | undefined) => Promise<void>
  /** Of all workspaces that do not keep it for ever; none keeps it for longer than `most` days. */
  readonly rules: (
    most: number | undefined,
  ) => Promise<ReadonlyArray<{ readonly workspace: WorkspaceId; readonly days: number }>>
  /** What stands in its open conversations from before that moment, as far as it was read; not of what is archived. */
  readonly aged: (workspace: WorkspaceId, before: Millis, most: number) => Promise<ReadonlyArray<AgedMessage>>
}
