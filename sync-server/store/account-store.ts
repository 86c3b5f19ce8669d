import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'

export interface Account {
  readonly user: UserId
  readonly username: string
  readonly displayName: string
}

export interface DeviceRow {
  readonly device: DeviceId
  readonly user: UserId
  readonly name: string
}

/** A refresh token as the store knows it: by its SHA-256 alone. */
export interface RefreshRow {
  readonly hash: Uint8Array
  /** All tokens that came from one sign-in. */
  readonly family: Uint8Array
  readonly expires: Millis
}

export interface SigningKeyRow {
  readonly kid: string
  /** A private JWK as JSON. */
  readonly jwk: string
}

export interface DeviceRefused {
  readonly kind: 'device-taken' | 'device-revoked'
}

export type RefreshFailure =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' }
  /** Used before: every token of its family is gone now. */
  | { readonly kind: 'reused'; readonly user: UserId; readonly device: DeviceId }

/** When a device was connected last. */
export interface SeenDevice {
  readonly device: DeviceId
  readonly at: Millis
}

export interface AccountStore {
  readonly createAccount: (
    account: Account & { readonly passwordHash: string; readonly created: Millis },
  ) => Promise<Result<void, { readonly kind: 'username-taken' }>>
  readonly account: (user: UserId) => Promise<Account | undefined>
  readonly credentials: (
    username: string,
  ) => Promise<(Account & { readonly passwordHash: string }) | undefined>
  /**
   * Registers a device or revives it. A device belongs to one account for good: its counters and claims are its own. One
   * that its user has revoked never comes back.
   */
  readonly saveDevice: (device: DeviceRow & { readonly now: Millis }) => Promise<Result<void, DeviceRefused>>
  /** Undefined if the device is unknown or signed out. */
  readonly activeDevice: (device: DeviceId) => Promise<{ readonly user: UserId } | undefined>
  /** In one transaction; of each device the latest moment counts. */
  readonly noteSeen: (seen: ReadonlyArray<SeenDevice>) => Promise<void>
  /** Of the devices of the user that were ever seen. */
  readonly seenDevices: (user: UserId) => Promise<ReadonlyArray<SeenDevice>>
  /** Starts a family; earlier ones of the device end. */
  readonly startRefresh: (
    token: RefreshRow & { readonly device: DeviceId; readonly now: Millis },
  ) => Promise<void>
  /**
   * Exchanges the token `hash` for `next` (of the same family). Again, in case the answer was lost, as long as `next` has
   * not been used: then the earlier `next` is spent.
   */
  readonly rotateRefresh: (
    hash: Uint8Array,
    next: { readonly hash: Uint8Array; readonly expires: Millis },
    now: Millis,
  ) => Promise<Result<{ readonly user: UserId; readonly device: DeviceId }, RefreshFailure>>
  /** Ends the family of the token and signs its device out. Undefined if there is no such token. */
  readonly signOut: (hash: Uint8Array) => Promise<DeviceId | undefined>
  /** Newest first. */
  readonly signingKeys: () => Promise<ReadonlyArray<SigningKeyRow>>
  readonly addSigningKey: (key: SigningKeyRow & { readonly created: Millis }) => Promise<void>
}
