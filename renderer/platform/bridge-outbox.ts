import type { PageBridge } from '../../core/bridge/contract.ts'
import type { Outbox } from '../../core/storage/outbox.ts'

/** The outbox journal that main keeps, as a port. */
export const createBridgeOutbox = (bridge: PageBridge): Outbox => ({
  open: () => bridge.call('outbox.open', {}),
  append: (entries) =>
    bridge.call('outbox.append', {
      // A copy with a buffer of its own: what crosses the bridge must not share memory.
      entries: entries.map((entry) => ({ ...entry, bytes: new Uint8Array(entry.bytes) })),
    }),
  remove: (entries) => bridge.call('outbox.remove', { entries: [...entries] }),
})
