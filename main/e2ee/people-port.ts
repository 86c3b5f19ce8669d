/** What is known of people's keys: see `people.ts`. */
import type { Clock, Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import type { DeviceList, ListedDevice } from '../../core/sealed/device-list.ts'
import type { LeafRecord } from '../../core/sealed/leaf-record.ts'
import type { Verifier } from '../../core/sealed/signed-text.ts'
import type { Keyring, KeyringFailure } from '../keyring/keyring.ts'
import type { PersonRecord } from './person-record.ts'
import type { AskKeys } from './relay-keys.ts'

export interface Person extends PersonRecord {
  readonly list: DeviceList
}

export interface PeopleDeps {
  readonly keyring: Keyring
  readonly verifier: Verifier
  readonly clock: Pick<Clock, 'now'>
  readonly ask: AskKeys
  /** Somebody's list or trust is another one. */
  readonly changed: (user: UserId) => void
  /** The relay showed lists that do not continue those known: two versions of the truth. */
  readonly forked: (user: UserId) => void
}

export type PeopleFailure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'keyring'; readonly failure: KeyringFailure }

export interface People {
  readonly person: (user: UserId) => Person | undefined
  /** A list of a version that this device was shown. */
  readonly listAt: (
    user: UserId,
    version: number,
  ) => { readonly list: DeviceList; readonly hash: Uint8Array } | undefined
  readonly device: (user: UserId, device: DeviceId) => ListedDevice | undefined
  /** The newest leaf of a device that a key may be wrapped to now. */
  readonly leaf: (device: DeviceId) => LeafRecord | undefined
  /** Asks the relay for what is newer. */
  readonly refresh: (users: ReadonlyArray<UserId>) => Promise<Result<void, PeopleFailure>>
  /** Asks only if one of these versions is not here. */
  readonly ensure: (
    wanted: ReadonlyArray<{ readonly user: UserId; readonly version: number }>,
  ) => Promise<Result<void, PeopleFailure>>
  /** Takes lists and leaves in from elsewhere: a linked device, a backup. */
  readonly take: (
    user: UserId,
    lists: ReadonlyArray<Uint8Array>,
    leaves: ReadonlyArray<Uint8Array>,
  ) => Promise<Result<void, PeopleFailure>>
  readonly setTrust: (
    user: UserId,
    change: (before: Person, now: Millis) => Pick<PersonRecord, 'trust' | 'since' | 'identity' | 'seen'>,
  ) => Promise<Result<void, PeopleFailure>>
  /** Somebody has told of a list: one that contradicts what is known is named, a newer one asked for. */
  readonly heard: (user: UserId, version: number, hash: Uint8Array) => void
  readonly all: () => ReadonlyArray<UserId>
  /** The relay has told that this person has no list; as of when it was last asked. */
  readonly hasNone: (user: UserId) => boolean
  /** Lists were shown that contradict those known, since the program began. */
  readonly isForked: (user: UserId) => boolean
  /** Since when others have told of a list of this person that the relay does not hand out. */
  readonly owedSince: (user: UserId) => Millis | undefined
}
