/** What main tells the page of who can read a sealed conversation, and whether their keys are theirs. No key comes this far. */
import type { Millis } from '../base/clock.ts'
import type { DeviceId, UserId } from '../protocol/ids.ts'

export type Verification =
  | { readonly kind: 'self' }
  /** The key first seen is taken for the person's; nobody has compared it. */
  | { readonly kind: 'unverified' }
  | { readonly kind: 'verified'; readonly since: Millis }
  /** Another key than before; it had not been compared. `seen` once this person has put the notice away. */
  | { readonly kind: 'changed'; readonly since: Millis; readonly seen: boolean }
  /** Another key than the one that was compared: nothing is sent until it is compared again or accepted. */
  | { readonly kind: 'distrusted'; readonly since: Millis }

export interface ReaderDevice {
  readonly device: DeviceId
  readonly name: string
  readonly added: Millis
}

export interface Reader {
  readonly user: UserId
  readonly verification: Verification
  readonly admin: boolean
  /** What was written before is closed to this person; undefined for who is in from the beginning. */
  readonly since: Millis | undefined
  readonly devices: ReadonlyArray<ReaderDevice>
}

/** What happened to people and devices, and what is missing; shown between the messages. */
export type TrustEvent = { readonly id: string; readonly time: Millis; readonly user: UserId } &
  /** `recovered`: a device that came by a backup or with a recovery code, and was not linked by another one. */
  (
    | { readonly kind: 'device-added' | 'device-removed' | 'recovered'; readonly device: string }
    /** `reset` began anew, with a new key: the safety number with this person is another. */
    | { readonly kind: 'reset' | 'left' }
    | { readonly kind: 'added' | 'removed' | 'made-admin'; readonly by: UserId }
    /** From there on something stays closed to this device. `isLater`: than the copy of the keys with which it came back. */
    | { readonly kind: 'unopened'; readonly isLater: boolean }
  )

/** Why the list of devices has not taken a device whose keys a backup has brought. */
export interface NotEntered {
  /**
   * `full`: it has as many devices as one may have. `refused`: the relay finds it against the rules. `contradicted`: the relay
   * shows lists that do not follow from the one in the backup. All else has failed and may come about the next time.
   */
  readonly why: 'full' | 'refused' | 'contradicted' | 'failed'
  readonly detail: string
}

/** Trying again does not help unless somebody does something elsewhere: the other ways to the keys are open then. */
export const opensOtherWays = ({ why }: NotEntered): boolean => why === 'full' || why === 'refused'

/** Whether this device can read the conversation, and what keeps it from that. */
export type Reading =
  | { readonly kind: 'readable' }
  | { readonly kind: 'not-linked' }
  /** A backup has brought the keys, and the list of devices has not taken this one so far: it is tried again. */
  | ({ readonly kind: 'not-entered' } & NotEntered)
  /** In messages; the total is what is known so far. */
  | { readonly kind: 'keys-arriving'; readonly done: number; readonly total: number }
  /** This person was added then; what is older was sealed for others. */
  | { readonly kind: 'before-joined'; readonly joined: Millis }
  /** The key of the person who holds the keys back from us has to be settled first. */
  | { readonly kind: 'blocked-by-key'; readonly user: UserId }
  | { readonly kind: 'damaged'; readonly messages: number }
  /** Others have told of something newer that the relay does not hand out. */
  | { readonly kind: 'withheld'; readonly since: Millis }

export interface ConversationTrust {
  /** This person included. */
  readonly readers: ReadonlyArray<Reader>
  /** Up to when every message is there and in its place, told by the devices of the others; undefined if nobody has. */
  readonly checkedUpTo: Millis | undefined
  /** Oldest first. */
  readonly events: ReadonlyArray<TrustEvent>
  readonly reading: Reading
}

export interface SafetyNumber {
  /** 60 decimal digits; the same for both people. */
  readonly digits: string
  /** What the square code holds. */
  readonly code: string
}

export type TrustFailure =
  | { readonly kind: 'locked' }
  | { readonly kind: 'no-keys' }
  /** The key has changed since the number was shown. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'not-kept'; readonly detail: string }

export type CompareFailure =
  | TrustFailure
  | { readonly kind: 'no-code' }
  /** A code of Tidings, but of somebody else. */
  | { readonly kind: 'other-person' }

/** Whether something can be sealed for a person: `known` also without a network, `none` as the relay last said. */
export type KeysKnown = 'known' | 'not-seen' | 'none'
