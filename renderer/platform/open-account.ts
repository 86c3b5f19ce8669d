import type { Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail } from '../../core/base/result.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import { createEngine } from '../../core/engine/create-engine.ts'
import type { VerifyReceipt } from '../../core/sync/receipts.ts'
import type { Report } from '../../core/sync/report.ts'
import type { AppModelDeps } from '../engine/app-model.ts'
import { createBridgeOutbox } from './bridge-outbox.ts'
import { openIndexedDbStore } from './indexeddb-store.ts'
import { connectPageSocket } from './page-socket.ts'
import { importStoreKey } from './record-cipher.ts'
import { openWorkerIndex } from './worker-index.ts'

interface OpenAccountDeps {
  readonly bridge: PageBridge
  readonly clock: Clock
  readonly random: Random
  readonly report: Report
  readonly breathe: () => Promise<void>
  readonly verifyReceipt: VerifyReceipt
}

/** The engine of an account whose vault is open: its store under the vault's key, its journal in main. */
export const createOpenAccount =
  ({ bridge, clock, random, report, breathe, verifyReceipt }: OpenAccountDeps): AppModelDeps['openAccount'] =>
  async (account) => {
    const storeKey = await bridge.call('vault.storeKey', {})
    if (!storeKey.ok) return storeKey
    const key = await importStoreKey(storeKey.value)
    storeKey.value.fill(0)
    const store = await openIndexedDbStore({ user: account.user, key, random })
    if (!store.ok) return fail({ kind: 'store', failure: store.failure })
    const engine = await createEngine({
      account,
      clock,
      random,
      store: store.value,
      openIndex: openWorkerIndex({ user: account.user, key }),
      outbox: createBridgeOutbox(bridge),
      connect: connectPageSocket,
      accessToken: () => bridge.call('session.token', {}),
      report,
      breathe,
      verifyReceipt,
    })
    if (engine.ok) return engine
    await store.value.close()
    return fail({ kind: 'outbox', failure: engine.failure })
  }
