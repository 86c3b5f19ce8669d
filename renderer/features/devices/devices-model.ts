/** The devices that hold the keys of this account. */
import type { Millis } from '../../../core/base/clock.ts'
import type { Readable } from '../../../core/base/readable.ts'
import type { Result } from '../../../core/base/result.ts'
import type { DeviceId } from '../../../core/protocol/ids.ts'

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

export interface DevicesModel {
  /** Undefined until the list has been read once; empty while this device is not linked. */
  readonly own: Readable<ReadonlyArray<OwnDevice> | undefined>
  /** Takes the device out for good: what is written from then on is sealed without it. Needs the relay. */
  readonly revoke: (device: DeviceId, password: string) => Promise<Result<void, RevokeFailure>>
}
