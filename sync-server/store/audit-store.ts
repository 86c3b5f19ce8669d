import type { Millis } from '../../core/base/clock.ts'
import type { WorkspaceId } from '../../core/protocol/ids.ts'

/** What is audited: one workspace, or the relay itself. Each has a chain of its own. */
export type AuditScope = WorkspaceId | 'relay'

export interface AuditRow {
  /** 1, 2… within its scope. */
  readonly number: number
  readonly time: Millis
  /** JSON. */
  readonly line: string
  /** SHA-256 over the hash of the line before (32 zeros for the first), number, time and line. */
  readonly hash: Uint8Array
}

/** A line to be. */
export interface AuditNote extends Pick<AuditRow, 'time' | 'line'> {
  readonly scope: AuditScope
}

/** Lines are added and never changed. */
export interface AuditStore {
  /** Computes number and hash in the transaction that adds the line. */
  readonly add: (scope: AuditScope, time: Millis, line: string) => Promise<void>
  /** The first lines after `number`, ascending. */
  readonly list: (scope: AuditScope, after: number, limit: number) => Promise<ReadonlyArray<AuditRow>>
  /** Number and hash of the newest line as they are kept beside the lines; undefined where nothing was audited. */
  readonly head: (
    scope: AuditScope,
  ) => Promise<{ readonly number: number; readonly hash: Uint8Array } | undefined>
}
