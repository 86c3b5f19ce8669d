/** Rules of workspaces, how far logs were held against them, and what people or rules have reported. */
import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { ConversationId, OpId, ReportId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { NotFound } from './directory-store.ts'

export interface StoredRules {
  /** JSON. */
  readonly rules: string
  /** Who made them what they are. */
  readonly changedBy: UserId
}

export interface NewReport {
  readonly id: ReportId
  readonly workspace: WorkspaceId
  /** The message that it is about; without one, the person. */
  readonly about: { readonly conversation: ConversationId; readonly message: OpId } | undefined
  readonly person: UserId
  /** Undefined: the rules. */
  readonly reporter: UserId | undefined
  readonly reason: string
  /** Sealed on the disk, and gone once it is resolved. */
  readonly note: string
  readonly text: string
  readonly created: Millis
}

export interface ReportRow extends Omit<NewReport, 'note' | 'text'> {
  /** While it is open, and its conversation is there. */
  readonly said: { readonly note: string; readonly text: string } | undefined
  readonly resolution: { readonly action: string; readonly by: UserId; readonly at: Millis } | undefined
}

export interface ModerationStore {
  readonly rules: (workspace: WorkspaceId) => Promise<StoredRules | undefined>
  /**
   * Undefined takes them away. First rules are for what is said from then on: what stands in the logs of the workspace by then
   * counts as judged.
   */
  readonly putRules: (
    workspace: WorkspaceId,
    rules: (StoredRules & { readonly now: Millis }) | undefined,
  ) => Promise<void>
  /**
   * Whether workspaces without rules are judged, too. Where they are from now on, what stands in their logs by then counts as judged; asked
   * for again, as after each start, it changes nothing.
   */
  readonly judgeAll: (wanted: boolean) => Promise<void>
  /** Open conversations of workspaces with rules, or of all, whose logs have entries that were not judged. */
  readonly unjudged: (
    most: number,
  ) => Promise<
    ReadonlyArray<{ readonly conversation: ConversationId; readonly after: number; readonly upTo: number }>
  >
  readonly setJudged: (conversation: ConversationId, seq: number) => Promise<void>

  /** Answers the report that is open about the same by the same, if there is one. */
  readonly addReport: (report: NewReport) => Promise<ReportId>
  readonly report: (workspace: WorkspaceId, id: ReportId) => Promise<ReportRow | undefined>
  /** The newest first; `before` is one of them. */
  readonly reports: (
    workspace: WorkspaceId,
    page: { readonly open: boolean; readonly before: ReportId | undefined; readonly limit: number },
  ) => Promise<ReadonlyArray<ReportRow>>
  /** `not-found` unless it is open. */
  readonly resolve: (
    workspace: WorkspaceId,
    id: ReportId,
    resolution: NonNullable<ReportRow['resolution']>,
  ) => Promise<Result<void, NotFound>>
}
