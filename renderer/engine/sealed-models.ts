/** What the screens of sealed conversations stand on, for one account. */
import type { DevicesModel } from '../features/devices/devices-model.ts'
import type { LinkingModel } from '../features/linking/linking-model.ts'
import type { PeopleModel } from '../features/people/people-model.ts'
import type { RecoveryModel } from '../features/recovery/recovery-model.ts'
import type { TrustModel } from '../features/trust/trust-model.ts'

export interface SealedModels {
  readonly people: PeopleModel
  readonly trust: TrustModel
  readonly devices: DevicesModel
  readonly linking: LinkingModel
  readonly recovery: RecoveryModel
}
