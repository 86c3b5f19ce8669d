/** The recovery code: 160 bits that open the copy of the account's keys on the relay, when no device is left. */
import type { Millis } from '../../../core/base/clock.ts'
import type { Readable } from '../../../core/base/readable.ts'
import type { Result } from '../../../core/base/result.ts'
import type { LinkProgress } from '../linking/linking-model.ts'

export type RecoveryState =
  | { readonly kind: 'unknown' }
  /** `nudge` from the first sealed message on, until the person puts it away for good. */
  | { readonly kind: 'not-set-up'; readonly nudge: boolean }
  /** `renewed`: an earlier code was replaced then, and opens nothing any more. */
  | { readonly kind: 'set-up'; readonly made: Millis; readonly renewed: boolean; readonly saved: Millis }

export type RecoveryFailure =
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'not-primary' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly detail: string }

export type RestoreFailure =
  /** The check group does not fit: a slip of the pen. */
  | { readonly kind: 'mistyped' }
  /** Written right, yet it opens nothing of this account. */
  | { readonly kind: 'wrong-code' }
  /** A code of this account that was replaced by a newer one. */
  | { readonly kind: 'replaced'; readonly at: Millis }
  /** The relay hands out an older copy than the account's list of devices tells of. */
  | { readonly kind: 'old-copy'; readonly made: Millis }
  | { readonly kind: 'no-copy' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly detail: string }

export interface RecoveryModel {
  readonly state: Readable<RecoveryState>
  /** A new code, 36 characters of Crockford's alphabet. Nothing changes until it is confirmed. */
  readonly prepare: (password: string) => Promise<Result<string, RecoveryFailure>>
  /** The person has it in writing: the copy is sealed for it and goes to the relay; an earlier code ends. */
  readonly confirm: () => Promise<Result<void, RecoveryFailure>>
  /** Forgets a code that was not confirmed. */
  readonly discard: () => void
  /** `code`: 36 characters of Crockford's alphabet in capitals. */
  readonly restore: (code: string) => Promise<Result<void, RestoreFailure>>
  /** Undefined unless a copy is being opened. */
  readonly restoring: Readable<LinkProgress | undefined>
  readonly dismissNudge: () => void
}
