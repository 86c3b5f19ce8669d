/**
 * A new device gets the keys of the account from an old one. The new one shows its name and a code of 8 digits; the person
 * types it on the old one, looks at what is about to be released, and confirms. Both sides are here.
 */
import type { Readable } from '../../../core/base/readable.ts'
import type { Result } from '../../../core/base/result.ts'
import type { LinkFailure, LinkingState, Release, Request } from '../../../core/bridge/devices.ts'

export const codeDigits = 8

export interface LinkingModel {
  /** Whether this device has the keys of the account; undefined until that is known. */
  readonly linked: Readable<boolean | undefined>
  /** Whether there is a device to link from, and a recovery copy. */
  readonly ways: Readable<LinkingState['ways']>

  readonly release: Readable<Release>
  readonly beginRelease: (password: string) => Promise<Result<void, LinkFailure>>
  /** Eight digits. A wrong code leaves the state as it is, while attempts are left. */
  readonly enterCode: (code: string) => Promise<Result<void, LinkFailure>>
  readonly confirmRelease: () => Promise<Result<void, LinkFailure>>
  /** Also puts an end that was reached away. */
  readonly endRelease: () => void

  readonly request: Readable<Request>
  readonly beginRequest: () => void
  /** The person has seen on the old device that it found this one: only they can tell. */
  readonly confirmRequest: () => void
  readonly endRequest: () => void
  /** A new key for the account. What was sealed for the old one stays closed until a source of its keys appears. */
  readonly startAnew: (password: string) => Promise<Result<void, LinkFailure>>
}
