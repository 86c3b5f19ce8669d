/** What the page and main say to each other of people's keys and of who is in a sealed conversation. */
import type { SealedRole } from '../protocol/directory.ts'
import type { UserId } from '../protocol/ids.ts'
import type { ByPolicy } from './policy-contract.ts'

/**
 * `unknown`: the relay has to be reached once. `unlinked`: the account has keys, and this device is not among its devices.
 * `entering`: nor is it yet, but a backup has brought the keys to it, and it goes in by itself once the relay can be asked.
 */
export type KeysState = 'unknown' | 'ready' | 'unlinked' | 'entering'

export type BeginFailure =
  | ByPolicy
  /** This device has no keys of the account yet. */
  | { readonly kind: 'not-linked' }
  /** This device's own keys have not been put up yet, and the relay is out of reach. */
  | { readonly kind: 'unreachable' }
  /** The keys of these people are not on this device, and the relay is out of reach. */
  | { readonly kind: 'keys-not-seen'; readonly users: ReadonlyArray<UserId> }
  /** These people have put up no keys. */
  | { readonly kind: 'no-keys'; readonly users: ReadonlyArray<UserId> }
  | { readonly kind: 'too-many'; readonly limit: number }
  /** It could not be made durable on this device. */
  | { readonly kind: 'not-kept'; readonly detail: string }

export type MembersChange =
  | { readonly kind: 'add'; readonly users: ReadonlyArray<UserId> }
  | { readonly kind: 'remove'; readonly users: ReadonlyArray<UserId> }
  | { readonly kind: 'role'; readonly user: UserId; readonly role: SealedRole }
  | { readonly kind: 'leave' }

export type MembersFailure =
  | ByPolicy
  | { readonly kind: 'no-group' }
  | { readonly kind: 'not-a-member' }
  | { readonly kind: 'not-admin' }
  /** Somebody has to be left who may change something: one leaves a group, and does not take oneself out. */
  | { readonly kind: 'last-admin' }
  /** An earlier change has not reached the relay yet. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'no-keys'; readonly users: ReadonlyArray<UserId> }
  | { readonly kind: 'too-many'; readonly limit: number }
  | { readonly kind: 'not-kept'; readonly detail: string }
