import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'

/** A mailbox between devices of one user: other users' slots of the same name are other slots. */
export interface LinkSlot {
  readonly user: UserId
  readonly slot: string
}

export interface LinkMessage {
  /** 1, 2, 3… within its slot. */
  readonly number: number
  readonly from: DeviceId
  readonly message: Uint8Array
}

export interface LinkStore {
  /**
   * Adds a message and answers its number. A slot is made by its first message and ends at that one's `expires`. `full`: the
   * slot has `maxMessages`, or the user `maxSlots` others. What has expired is deleted.
   */
  readonly post: (
    slot: LinkSlot,
    message: { readonly from: DeviceId; readonly message: Uint8Array },
    bounds: {
      readonly now: Millis
      readonly expires: Millis
      readonly maxMessages: number
      readonly maxSlots: number
    },
  ) => Promise<Result<number, { readonly kind: 'full' }>>
  /** Messages over `after`, ascending: as many as stay under `maxBytes` together, but at least one if there is one. */
  readonly messages: (
    slot: LinkSlot,
    after: number,
    bounds: { readonly now: Millis; readonly maxBytes: number },
  ) => Promise<ReadonlyArray<LinkMessage>>
}
