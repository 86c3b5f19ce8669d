import type { Result } from '../../core/base/result.ts'
import type { DeviceList } from '../../core/sealed/device-list.ts'
import type { OwnKeys } from './own-keys.ts'
import type { OwnFailure } from './own-leaves.ts'

const attempts = 3

/** Into the list by the identity itself, out of a backup or with the recovery code. It begins again where another device was first. */
export async function enterByIdentity(
  own: Pick<OwnKeys, 'enter'>,
  seed: Uint8Array,
): Promise<Result<DeviceList, OwnFailure>> {
  for (let attempt = 1; ; attempt++) {
    const entered = await own.enter(seed, 'restored')
    if (entered.ok || entered.failure.kind !== 'moved' || attempt === attempts) return entered
  }
}
