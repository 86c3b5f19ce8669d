import type { PageBridge } from '../../bridge/contract.ts'
import { ok, type Result } from '../../base/result.ts'
import type { OutboxFailure } from '../../storage/outbox.ts'
import { createEngine, type EngineDeps } from '../create-engine.ts'
import type { Engine } from '../engine.ts'
import { openBridgeEdits } from './bridge-edits.ts'
import { createBridgeOutbox } from './bridge-outbox.ts'
import { createBridgeSealing } from './bridge-sealing.ts'
import { openBridgeUploads } from './bridge-uploads.ts'

export interface OverBridgeDeps extends Omit<
  EngineDeps,
  'outbox' | 'uploads' | 'accessToken' | 'sealing' | 'edits'
> {
  readonly bridge: PageBridge
}

/**
 * An engine whose journal, files, tokens and keys are main's, across the bridge. The account's vault is open. The store is the
 * engine's from then on: closed with it, or if it does not start.
 */
export async function openEngineOverBridge({
  bridge,
  ...deps
}: OverBridgeDeps): Promise<Result<Engine, OutboxFailure>> {
  const [uploads, sealing, edits] = await Promise.all([
    openBridgeUploads(bridge),
    createBridgeSealing(bridge),
    openBridgeEdits(bridge),
  ])
  const stop = (): void => (uploads.close(), edits.close())
  const engine = await createEngine({
    ...deps,
    outbox: createBridgeOutbox(bridge),
    uploads,
    accessToken: (refused) => bridge.call('session.token', refused === undefined ? {} : { refused }),
    sealing,
    edits,
  })
  if (engine.ok) return ok({ ...engine.value, close: () => engine.value.close().finally(stop) })
  stop()
  await deps.store.close()
  return engine
}
