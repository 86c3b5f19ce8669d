import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'

/** A device list as it was published. */
export interface StoredList {
  readonly user: UserId
  /** 1, 2, 3… without a gap. */
  readonly version: number
  /** 32 bytes: SHA-256 of `bytes`. */
  readonly hash: Uint8Array
  readonly bytes: Uint8Array
}

/** The public leaf key of a device, signed by it. */
export interface StoredLeaf {
  readonly user: UserId
  readonly device: DeviceId
  readonly generation: number
  /** From then on nothing is wrapped to it. */
  readonly until: Millis
  readonly bytes: Uint8Array
}

export interface Moved {
  readonly kind: 'moved'
}

/** What people publish of their keys, and what they keep here sealed. The store reads none of it. */
export interface KeyStore {
  /**
   * `moved` unless the list is the one after the newest. In the same transaction the devices in `revoked` that belong to
   * the user are signed out for good, and the leaves of all that are not in `devices` go. Answers with those whose signing out
   * this was. All who share a workspace with the user have a directory change.
   */
  readonly putList: (
    list: StoredList & {
      readonly devices: ReadonlyArray<DeviceId>
      readonly revoked: ReadonlyArray<DeviceId>
    },
  ) => Promise<Result<ReadonlyArray<DeviceId>, Moved>>
  readonly newestList: (user: UserId) => Promise<StoredList | undefined>
  readonly list: (user: UserId, version: number) => Promise<StoredList | undefined>
  /** Versions over `after`, ascending, at most `most`. */
  readonly listsAfter: (user: UserId, after: number, most: number) => Promise<ReadonlyArray<StoredList>>
  /** Takes the place of the device's leaf before; `moved` unless its generation is higher. */
  readonly putLeaf: (leaf: StoredLeaf) => Promise<Result<void, Moved>>
  /** Of the devices of the user's newest list. */
  readonly leaves: (user: UserId) => Promise<ReadonlyArray<StoredLeaf>>
  /** `moved` unless `version` is one more than that of the blob before, or 1 for the first. */
  readonly putBackup: (user: UserId, version: number, blob: Uint8Array) => Promise<Result<void, Moved>>
  readonly backup: (
    user: UserId,
  ) => Promise<{ readonly version: number; readonly blob: Uint8Array } | undefined>
}
