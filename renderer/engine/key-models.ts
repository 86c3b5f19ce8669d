/** What the screens show of this account's own keys. Linking and recovery are answered as far as main can answer. */
import { createCell } from '../../core/base/readable.ts'
import { fail } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { KeysState } from '../../core/bridge/people.ts'
import { createAsked } from './asked.ts'
import type { SealedModels } from './sealed-models.ts'

const failed = { kind: 'failed', detail: 'not to be had in this version' } as const

export function createKeyModels(bridge: PageBridge): Pick<SealedModels, 'devices' | 'linking' | 'recovery'> {
  const state = createAsked<KeysState>({
    initial: 'unknown',
    ask: () => bridge.call('keys.state', {}),
    listen: (changed) => [bridge.listen('people.changed', changed)],
  })
  return {
    devices: { own: createCell([]), revoke: async () => fail(failed) },
    linking: {
      linked: {
        listen: state.listen,
        read: () => (state.read() === 'unknown' ? undefined : state.read() === 'ready'),
      },
      ways: createCell({ devices: 0, recovery: false }),
      release: createCell({ kind: 'closed' }),
      beginRelease: async () => fail(failed),
      enterCode: async () => fail(failed),
      confirmRelease: async () => fail(failed),
      endRelease: () => undefined,
      request: createCell({ kind: 'closed' }),
      beginRequest: () => undefined,
      endRequest: () => undefined,
      startAnew: async () => fail(failed),
    },
    recovery: {
      state: createCell({ kind: 'unknown' }),
      prepare: async () => fail(failed),
      confirm: async () => fail(failed),
      discard: () => undefined,
      restore: async () => fail(failed),
      restoring: createCell(undefined),
      dismissNudge: () => undefined,
    },
  }
}
