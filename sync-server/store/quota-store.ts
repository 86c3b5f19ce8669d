import type { WorkspaceId } from '../../core/protocol/ids.ts'

/** What a workspace holds beside its logs: to be had at once. */
export interface Holdings {
  /** With an account: bots and guests too. */
  readonly people: number
  /** Open and sealed ones, and those of documents. */
  readonly conversations: number
  /** Finished or not. */
  readonly files: number
  readonly fileBytes: number
}

/** What its logs hold. */
export interface LogUsage {
  /** Of open conversations, as far as they were read of the logs (MP3). */
  readonly messages: number
  readonly entries: number
  readonly entryBytes: number
}

/** A part of its logs. */
export interface UsageSlice extends LogUsage {
  /** Where the next one begins; undefined: that was all. */
  readonly next: UsagePlace | undefined
}

/** Between two entries, in the order of an adapter's own. */
export interface UsagePlace {
  readonly conversation: number
  readonly seq: number
}

/** So many entries are looked at in one slice, at most. */
export const sliceEntries = 2_000

/** Undefined: the relay's own settings say. */
export interface WorkspaceQuota {
  readonly fileBytes: number | undefined
  readonly people: number | undefined
}

export interface QuotaStore {
  /** Undefined: there is no such workspace. */
  readonly holdings: (workspace: WorkspaceId) => Promise<Holdings | undefined>
  /** A slice after the other: all logs at once would hold up everybody for as long as it takes. */
  readonly logUsage: (workspace: WorkspaceId, from: UsagePlace | undefined) => Promise<UsageSlice>
  readonly people: (workspace: WorkspaceId) => Promise<number>
  readonly quota: (workspace: WorkspaceId) => Promise<WorkspaceQuota>
  readonly setQuota: (workspace: WorkspaceId, quota: WorkspaceQuota) => Promise<void>
}
