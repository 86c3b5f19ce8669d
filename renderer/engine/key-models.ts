/** What the screens show of this account's own keys, and what they may do with them: main has it all. */
import { fail, type Result } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { LinkingState, OwnDevice, RecoveryStanding } from '../../core/bridge/devices.ts'
import type { DevicesModel } from '../features/devices/devices-model.ts'
import type { LinkingModel } from '../features/linking/linking-model.ts'
import type { RecoveryModel } from '../features/recovery/recovery-model.ts'
import type { SealedModels } from './sealed-models.ts'
import { createTold, partOf } from './told.ts'

export const createKeyModels = (
  bridge: PageBridge,
): Pick<SealedModels, 'devices' | 'linking' | 'recovery'> => ({
  devices: createDevicesModel(bridge),
  linking: createLinkingModel(bridge),
  recovery: createRecoveryModel(bridge),
})

type Failed = { readonly kind: 'failed'; readonly detail: string }

/** A call that main did not answer has failed like any other. */
const answered = <Value, Failure>(
  call: Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure | Failed>> =>
  call.catch((error: unknown) => fail({ kind: 'failed', detail: String(error) }))

/** What comes of it is told. */
const tell = (call: Promise<unknown>): void => void call.catch(() => undefined)

function createDevicesModel(bridge: PageBridge): DevicesModel {
  return {
    own: createTold<ReadonlyArray<OwnDevice> | undefined>({
      initial: undefined,
      ask: () => bridge.call('devices.read', {}),
      listen: (heard) => bridge.listen('devices.changed', heard),
    }),
    revoke: (device, password) => answered(bridge.call('devices.revoke', { device, password })),
  }
}

function createLinkingModel(bridge: PageBridge): LinkingModel {
  const state = createTold<LinkingState>({
    initial: {
      linked: undefined,
      ways: { devices: 0, recovery: false },
      release: { kind: 'closed' },
      request: { kind: 'closed' },
    },
    ask: () => bridge.call('linking.read', {}),
    listen: (heard) => bridge.listen('linking.changed', heard),
  })
  return {
    linked: partOf(state, ({ linked }) => linked),
    ways: partOf(state, ({ ways }) => ways),
    release: partOf(state, ({ release }) => release),
    beginRelease: (password) => answered(bridge.call('linking.beginRelease', { password })),
    enterCode: (code) => answered(bridge.call('linking.enterCode', { code })),
    confirmRelease: () => answered(bridge.call('linking.confirmRelease', {})),
    endRelease: () => tell(bridge.call('linking.endRelease', {})),
    request: partOf(state, ({ request }) => request),
    beginRequest: () => tell(bridge.call('linking.beginRequest', {})),
    confirmRequest: () => tell(bridge.call('linking.confirmRequest', {})),
    endRequest: () => tell(bridge.call('linking.endRequest', {})),
    startAnew: (password) => answered(bridge.call('linking.startAnew', { password })),
  }
}

function createRecoveryModel(bridge: PageBridge): RecoveryModel {
  const standing = createTold<RecoveryStanding>({
    initial: { state: { kind: 'unknown' }, restoring: undefined },
    ask: () => bridge.call('recovery.read', {}),
    listen: (heard) => bridge.listen('recovery.changed', heard),
  })
  return {
    state: partOf(standing, ({ state }) => state),
    prepare: (password) => answered(bridge.call('recovery.prepare', { password })),
    confirm: () => answered(bridge.call('recovery.confirm', {})),
    discard: () => tell(bridge.call('recovery.discard', {})),
    restore: (code) => answered(bridge.call('recovery.restore', { code })),
    restoring: partOf(standing, ({ restoring }) => restoring),
    dismissNudge: () => tell(bridge.call('recovery.dismissNudge', {})),
  }
}
