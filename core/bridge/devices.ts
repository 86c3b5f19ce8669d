/** What the page and main say to each other of a person's own devices, of linking a new one, and of the recovery code. */
import * as v from 'valibot'
import type { Millis } from '../base/clock.ts'
import type { Result } from '../base/result.ts'
import { deviceIdSchema } from '../protocol/id-schemas.ts'
import type { DeviceId } from '../protocol/ids.ts'
import type { ByPolicy } from './policy-contract.ts'

export interface OwnDevice {
  readonly device: DeviceId
  readonly name: string
  /** A primary device may add and remove others. */
  readonly role: 'primary' | 'linked'
  readonly added: Millis
  /** Undefined while the relay has not told. */
  readonly lastSeen: Millis | undefined
  /** The one in front of the person. */
  readonly here: boolean
}

export type RevokeFailure =
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'not-primary' }
  /** The list of devices changed meanwhile; it is shown anew. */
  | { readonly kind: 'list-moved' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly detail: string }

export interface LinkProgress {
  /** Conversations whose keys are there. */
  readonly done: number
  readonly total: number
}

export type LinkFailure =
  | ByPolicy
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
  /** Until the old device answers: the code is made of what both say. */
  | { readonly kind: 'preparing' }
  /** `code`: 8 digits, valid until `expires`. */
  | { readonly kind: 'showing'; readonly device: string; readonly code: string; readonly expires: Millis }
  /**
   * The code was typed on the other device, somebody says. Whether that was so only the person can see, there: what comes is
   * not used before they have said so (`confirmed`).
   */
  | { readonly kind: 'asked'; readonly device: string; readonly confirmed: boolean }
  | ({ readonly kind: 'receiving' } & LinkProgress)
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly failure: LinkFailure }

export interface LinkingState {
  /** Whether this device has the keys of the account; undefined until that is known. */
  readonly linked: boolean | undefined
  /** Whether there is a device to link from, and a recovery copy. */
  readonly ways: { readonly devices: number; readonly recovery: boolean }
  readonly release: Release
  readonly request: Request
}

export type RecoveryState =
  | { readonly kind: 'unknown' }
  /** `nudge` from the first sealed message on, until the person puts it away for good. */
  | { readonly kind: 'not-set-up'; readonly nudge: boolean }
  /** `renewed`: an earlier code was replaced then, and opens nothing any more. */
  | { readonly kind: 'set-up'; readonly made: Millis; readonly renewed: boolean; readonly saved: Millis }

export interface RecoveryStanding {
  readonly state: RecoveryState
  /** Undefined unless a copy is being opened. */
  readonly restoring: LinkProgress | undefined
}

export type CodeFailure =
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

const someText = v.pipe(v.string(), v.maxLength(256))

/** A `password` is the one that the person is asked for again. */
export const devicesInputs = {
  'devices.read': v.strictObject({}),
  'devices.revoke': v.strictObject({ device: deviceIdSchema, password: someText }),
  'linking.read': v.strictObject({}),
  'linking.beginRelease': v.strictObject({ password: someText }),
  'linking.enterCode': v.strictObject({ code: someText }),
  'linking.confirmRelease': v.strictObject({}),
  'linking.endRelease': v.strictObject({}),
  'linking.beginRequest': v.strictObject({}),
  'linking.confirmRequest': v.strictObject({}),
  'linking.endRequest': v.strictObject({}),
  'linking.startAnew': v.strictObject({ password: someText }),
  'recovery.read': v.strictObject({}),
  'recovery.prepare': v.strictObject({ password: someText }),
  'recovery.confirm': v.strictObject({}),
  'recovery.discard': v.strictObject({}),
  'recovery.restore': v.strictObject({ code: someText }),
  'recovery.dismissNudge': v.strictObject({}),
}

export interface DevicesOutputs {
  /** Undefined until the list was read once, and while locked. */
  readonly 'devices.read': ReadonlyArray<OwnDevice> | undefined
  readonly 'devices.revoke': Result<void, RevokeFailure>
  /** Undefined while locked. */
  readonly 'linking.read': LinkingState | undefined
  readonly 'linking.beginRelease': Result<void, LinkFailure>
  readonly 'linking.enterCode': Result<void, LinkFailure>
  readonly 'linking.confirmRelease': Result<void, LinkFailure>
  readonly 'linking.endRelease': undefined
  readonly 'linking.beginRequest': undefined
  readonly 'linking.confirmRequest': undefined
  readonly 'linking.endRequest': undefined
  readonly 'linking.startAnew': Result<void, LinkFailure>
  /** Undefined while locked. */
  readonly 'recovery.read': RecoveryStanding | undefined
  /** 36 characters, without separators. */
  readonly 'recovery.prepare': Result<string, CodeFailure>
  readonly 'recovery.confirm': Result<void, CodeFailure>
  readonly 'recovery.discard': undefined
  readonly 'recovery.restore': Result<void, RestoreFailure>
  readonly 'recovery.dismissNudge': undefined
}

export interface DevicesEvents {
  readonly 'devices.changed': ReadonlyArray<OwnDevice> | undefined
  readonly 'linking.changed': LinkingState
  readonly 'recovery.changed': RecoveryStanding
}
