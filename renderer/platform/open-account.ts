import { type Clock, millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { bytesToHex } from '../../core/base/bytes.ts'
import type { Readable } from '../../core/base/readable.ts'
import { fail, type Result } from '../../core/base/result.ts'
import type { Account, PageBridge } from '../../core/bridge/contract.ts'
import { openEngineOverBridge } from '../../core/engine/over-bridge/open-engine.ts'
import type { VerifyReceipt } from '../../core/sync/receipts.ts'
import type { Engine } from '../../core/engine/engine.ts'
import { openSharedEngine } from '../../core/engine/shared/windows.ts'
import type { Report } from '../../core/sync/report.ts'
import type { AppModelDeps, OpenAccountFailure } from '../engine/app-model.ts'
import { openIndexedDbStore } from './indexeddb-store.ts'
import { connectPageSocket } from './page-socket.ts'
import { importStoreKey } from './record-cipher.ts'
import { createWindowChannel, createWindowLock } from './windows.ts'
import { openWorkerIndex } from './worker-index.ts'

/** In which the first conversation is shown. */
const indexRestMs = 1_500

interface OpenAccountDeps {
  readonly bridge: PageBridge
  readonly clock: Clock
  readonly random: Random
  readonly report: Report
  readonly breathe: () => Promise<void>
  readonly verifyReceipt: VerifyReceipt
  readonly longestSealed: Readable<number>
}

/** The engine of an account whose vault is open, shared with the other windows that show it. */
export const createOpenAccount =
  (deps: OpenAccountDeps): AppModelDeps['openAccount'] =>
  (account, failed) => {
    const { clock, random } = deps
    const name = `tidings:${account.device}`
    return openSharedEngine({
      self: account.user,
      window: bytesToHex(random.bytes(16)),
      clock,
      random,
      lock: createWindowLock(navigator.locks, name),
      channel: createWindowChannel(name),
      openOwn: () => openOwn(deps, account),
      failed,
    })
  }

/** An engine of this window: its store under the vault's key, its journal in main. */
async function openOwn(
  { bridge, clock, random, report, breathe, verifyReceipt, longestSealed }: OpenAccountDeps,
  account: Account,
): Promise<Result<Engine, OpenAccountFailure>> {
  const storeKey = await bridge.call('vault.storeKey', {})
  if (!storeKey.ok) return storeKey
  const key = await importStoreKey(storeKey.value)
  storeKey.value.fill(0)
  const store = await openIndexedDbStore({ user: account.user, key, random })
  if (!store.ok) return fail({ kind: 'store', failure: store.failure })
  const engine = await openEngineOverBridge({
    bridge,
    account,
    clock,
    random,
    store: store.value,
    openIndex: openWorkerIndex({
      user: account.user,
      key,
      serveFiles: (port) => {
        const serving = import('./file-port.ts').then(({ serveFiles }) => serveFiles(bridge, port))
        return () => void serving.then((stop) => stop())
      },
      rested: (run) => clock.after(millis(indexRestMs), run),
    }),
    connect: connectPageSocket,
    longestSealed,
    report,
    breathe,
    verifyReceipt,
  })
  return engine.ok ? engine : fail({ kind: 'outbox', failure: engine.failure })
}
