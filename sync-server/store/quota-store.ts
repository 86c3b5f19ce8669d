import type { WorkspaceId } from '../../core/protocol/ids.ts'

/** What a workspace holds. */
export interface Usage {
  /** With an account: bots and guests too. */
  readonly people: number
  /** Open and sealed ones, and those of documents. */
  readonly conversations: number
  /** Of open conversations, as far as they were read of the logs (MP3). */
  readonly messages: number
  readonly entries: number
  readonly entryBytes: number
  /** Finished or not. */
  readonly files: number
  readonly fileBytes: number
}

/** Undefined: the relay's own settings say. */
export interface WorkspaceQuota {
  readonly fileBytes: number | undefined
  readonly people: number | undefined
}

export interface QuotaStore {
  /** Undefined: there is no such workspace. */
  readonly usage: (workspace: WorkspaceId) => Promise<Usage | undefined>
  readonly people: (workspace: WorkspaceId) => Promise<number>
  readonly quota: (workspace: WorkspaceId) => Promise<WorkspaceQuota>
  readonly setQuota: (workspace: WorkspaceId, quota: WorkspaceQuota) => Promise<void>
}
