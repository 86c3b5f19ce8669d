import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { InvitationRefused, Redeemed } from './invitation-store.ts'
import type { ForeignIdentity } from './provider-store.ts'

export interface Account {
  readonly user: UserId
  readonly username: string
  readonly displayName: string
}

/** All that is known of a person with an account. */
export interface Profile extends Account {
  /** As the person or a provider gave it, unproven: it finds nobody and lets nobody in. */
  readonly email: string | undefined
  /** SHA-256 of their picture. */
  readonly picture: Uint8Array | undefined
  readonly status: string
  /** Undefined: the status has no end. */
  readonly statusUntil: Millis | undefined
  /** Nobody signs in to it. */
  readonly disabled: boolean
  /** False where a provider alone opens it. */
  readonly hasPassword: boolean
}

export interface NewAccount extends Account {
  /** Undefined for one that a provider opens. */
  readonly passwordHash?: string | undefined
  readonly email?: string | undefined
  readonly identity?: ForeignIdentity | undefined
  /** The SHA-256 of an invitation's token, which this uses up. */
  readonly invitation?: Uint8Array | undefined
  readonly created: Millis
}

/** As whoever runs the relay sees it. */
export interface ListedAccount extends Pick<
  Profile,
  'user' | 'username' | 'displayName' | 'email' | 'disabled' | 'hasPassword'
> {
  readonly created: Millis
  /** Of all its devices; 0: never. */
  readonly seen: Millis
}

export interface AccountRange {
  readonly username?: string | undefined
  /** Part of a username, name or e-mail address, in whatever case ASCII has. */
  readonly text?: string | undefined
  readonly after: string
  readonly limit: number
}

export interface DeviceRow {
  readonly device: DeviceId
  readonly user: UserId
  readonly name: string
}

/** A device as its person sees it. */
export interface KnownDevice {
  readonly device: DeviceId
  readonly name: string
  /** Signed in. */
  readonly active: boolean
  readonly created: Millis
  /** When it was connected last; before it ever was, when it signed in first. */
  readonly seen: Millis
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
  readonly created: Millis
  /** When another key took over; undefined for the one that signs. */
  readonly retired: Millis | undefined
}

export interface DeviceRefused {
  readonly kind: 'device-taken' | 'device-revoked'
}

export type CreateAccountFailure =
  | { readonly kind: 'username-taken' }
  /** Somebody has an account for that very person of the provider. */
  | { readonly kind: 'identity-taken' }
  | InvitationRefused

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

export interface ProfileChange {
  readonly username?: string | undefined
  readonly displayName?: string | undefined
  readonly email?: string | null | undefined
  readonly status?: string | undefined
  /** Of the status that is given. */
  readonly statusUntil?: Millis | undefined
}

export interface AccountStore {
  /** All of it or nothing. What the invitation gave is answered. */
  readonly createAccount: (account: NewAccount) => Promise<Result<Redeemed | undefined, CreateAccountFailure>>
  readonly account: (user: UserId) => Promise<Account | undefined>
  /** Under which the person wrote: their own, and those of placeholders that were matched to them. */
  readonly namesOf: (user: UserId) => Promise<ReadonlyArray<UserId>>
  /** By username. */
  readonly list: (range: AccountRange) => Promise<ReadonlyArray<ListedAccount>>
  readonly listed: (user: UserId) => Promise<ListedAccount | undefined>
  readonly profile: (user: UserId) => Promise<Profile | undefined>
  /** Everybody who shares a workspace with the user has a directory change if a name or the status text is another one. `null` takes away. */
  readonly changeProfile: (
    user: UserId,
    change: ProfileChange,
  ) => Promise<Result<void, { readonly kind: 'username-taken' } | { readonly kind: 'not-found' }>>
  /** Clears what ends by then, as a change of the profile does: whose that was, and when the next one ends. */
  readonly endStatuses: (
    now: Millis,
  ) => Promise<{ readonly ended: ReadonlyArray<UserId>; readonly next: Millis | undefined }>
  /** Undefined for an account without a password, too. */
  readonly credentials: (
    username: string,
  ) => Promise<(Account & { readonly passwordHash: string; readonly disabled: boolean }) | undefined>
  readonly passwordHash: (user: UserId) => Promise<string | undefined>
  /**
   * Takes the account out for good (AU21), all or nothing. Answers with the workspaces that it was in, at any time. `last-owner` while other
   * people of one would be left without an owner.
   */
  readonly erase: (
    user: UserId,
    now: Millis,
  ) => Promise<
    Result<ReadonlyArray<WorkspaceId>, { readonly kind: 'last-owner' } | { readonly kind: 'not-found' }>
  >
  /** False if the hash is not `before` any more: another change came first. `undefined`: there is none yet. */
  readonly setPasswordHash: (user: UserId, before: string | undefined, next: string) => Promise<boolean>
  /** Some hash that another system made (`$2…`), while there is one. */
  readonly anyBcryptHash: () => Promise<string | undefined>
  /** Shut or open again. Shutting ends every session of it and answers with the devices that this signed out. */
  readonly setDisabled: (user: UserId, at: Millis | undefined) => Promise<ReadonlyArray<DeviceId>>
  /**
   * Registers a device or revives it. A device belongs to one account for good: its counters and claims are its own. One
   * that its user has revoked never comes back.
   */
  readonly saveDevice: (device: DeviceRow & { readonly now: Millis }) => Promise<Result<void, DeviceRefused>>
  /** Undefined if the device is unknown or signed out, or its account is disabled. */
  readonly activeDevice: (device: DeviceId) => Promise<{ readonly user: UserId } | undefined>
  /** In one transaction; of each device the latest moment counts. */
  readonly noteSeen: (seen: ReadonlyArray<SeenDevice>) => Promise<void>
  /** Until when others saw people there: in one transaction, the latest moment counts. */
  readonly noteGone: (gone: ReadonlyArray<{ readonly user: UserId; readonly at: Millis }>) => Promise<void>
  /** Of the devices of the user that were ever seen. */
  readonly seenDevices: (user: UserId) => Promise<ReadonlyArray<SeenDevice>>
  /** Those that were not revoked, the one seen last first. */
  readonly devices: (user: UserId) => Promise<ReadonlyArray<KnownDevice>>
  /** Ends the tokens of a device of that user and signs it out; false if it is none, or was signed out. */
  readonly endDevice: (user: UserId, device: DeviceId, now: Millis) => Promise<boolean>
  /**
   * The same for all of the user's but `except`, and for those that are not known yet. Answers with those that were signed in.
   */
  readonly endDevices: (
    user: UserId,
    end: { readonly except?: DeviceId | undefined; readonly now: Millis },
  ) => Promise<ReadonlyArray<DeviceId>>
  /** Before that moment nothing is good that a provider issued for the user, and that comes as this device. */
  readonly sessionsFrom: (user: UserId, device: DeviceId) => Promise<Millis>
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
  /**
   * From now on `key` signs, and what was retired before `forget` is gone. False, and nothing done, unless the one that
   * signs is `replacing` (undefined: none): another instance came first.
   */
  readonly addSigningKey: (
    key: Omit<SigningKeyRow, 'retired'>,
    replacing: string | undefined,
    forget: Millis,
  ) => Promise<boolean>
}
