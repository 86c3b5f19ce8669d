/**
 * A new device gets the keys of the account from an old one. The new one shows its name and a code of 8 digits; the person
 * types it on the old one, looks at what is about to be released, and confirms. Both sides are here.
 */
import type { Millis } from '../../../core/base/clock.ts'
import type { Readable } from '../../../core/base/readable.ts'
import type { Result } from '../../../core/base/result.ts'

export const codeDigits = 8

export interface LinkProgress {
  /** Conversations whose newest messages are there. */
  readonly done: number
  readonly total: number
}

export type LinkFailure =
  | { readonly kind: 'wrong-password' }
  /** No new device shows this code. */
  | { readonly kind: 'wrong-code'; readonly attemptsLeft: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'cancelled' }
  /** Somebody stood between the devices, or they did not mean each other. */
  | { readonly kind: 'tampered' }
  | { readonly kind: 'not-primary' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly detail: string }

/** On the old device. */
export type Release =
  | { readonly kind: 'closed' }
  /** The password was right; the code of the new device is asked for. */
  | { readonly kind: 'code-wanted' }
  | {
      readonly kind: 'found'
      readonly device: string
      readonly conversations: number
      /** Undefined if all history goes along. */
      readonly since: Millis | undefined
    }
  | ({ readonly kind: 'sending'; readonly device: string } & LinkProgress)
  | { readonly kind: 'done'; readonly device: string }
  | { readonly kind: 'failed'; readonly failure: LinkFailure }

/** On the new device. */
export type Request =
  | { readonly kind: 'closed' }
  | { readonly kind: 'preparing' }
  /** `code`: 8 digits, valid until `expires`. */
  | { readonly kind: 'showing'; readonly device: string; readonly code: string; readonly expires: Millis }
  /** The code was typed on the other device; it asks for the second confirmation. */
  | { readonly kind: 'asked'; readonly device: string }
  | ({ readonly kind: 'receiving' } & LinkProgress)
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: LinkFailure }

export interface LinkingModel {
  /** Whether this device has the keys of the account; undefined until that is known. */
  readonly linked: Readable<boolean | undefined>
  /** Whether there is a device to link from, and a recovery copy. */
  readonly ways: Readable<{ readonly devices: number; readonly recovery: boolean }>

  readonly release: Readable<Release>
  readonly beginRelease: (password: string) => Promise<Result<void, LinkFailure>>
  /** Eight digits. A wrong code leaves the state as it is, while attempts are left. */
  readonly enterCode: (code: string) => Promise<Result<void, LinkFailure>>
  readonly confirmRelease: () => Promise<Result<void, LinkFailure>>
  /** Also puts an end that was reached away. */
  readonly endRelease: () => void

  readonly request: Readable<Request>
  readonly beginRequest: () => void
  readonly endRequest: () => void
  /** A new key for the account. What was sealed for the old one stays closed until a source of its keys appears. */
  readonly startAnew: (password: string) => Promise<Result<void, LinkFailure>>
}
