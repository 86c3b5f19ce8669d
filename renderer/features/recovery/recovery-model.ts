/** The recovery code: 160 bits that open the copy of the account's keys on the relay, when no device is left. */
import type { Readable } from '../../../core/base/readable.ts'
import type { Result } from '../../../core/base/result.ts'
import type {
  CodeFailure,
  LinkProgress,
  RecoveryState,
  RestoreFailure,
} from '../../../core/bridge/devices.ts'

export interface RecoveryModel {
  readonly state: Readable<RecoveryState>
  /** A new code, 36 characters of Crockford's alphabet. Nothing changes until it is confirmed. */
  readonly prepare: (password: string) => Promise<Result<string, CodeFailure>>
  /** The person has it in writing: the copy is sealed for it and goes to the relay; an earlier code ends. */
  readonly confirm: () => Promise<Result<void, CodeFailure>>
  /** Forgets a code that was not confirmed. */
  readonly discard: () => void
  /** `code`: 36 characters of Crockford's alphabet in capitals. */
  readonly restore: (code: string) => Promise<Result<void, RestoreFailure>>
  /** Undefined unless a copy is being opened. */
  readonly restoring: Readable<LinkProgress | undefined>
  readonly dismissNudge: () => void
}
