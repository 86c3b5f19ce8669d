/** The devices that hold the keys of this account. */
import type { Readable } from '../../../core/base/readable.ts'
import type { Result } from '../../../core/base/result.ts'
import type { OwnDevice, RevokeFailure } from '../../../core/bridge/devices.ts'
import type { DeviceId } from '../../../core/protocol/ids.ts'

export interface DevicesModel {
  /** Undefined until the list has been read once; empty while this device is not linked. */
  readonly own: Readable<ReadonlyArray<OwnDevice> | undefined>
  /** Takes the device out for good: what is written from then on is sealed without it. Needs the relay. */
  readonly revoke: (device: DeviceId, password: string) => Promise<Result<void, RevokeFailure>>
}
