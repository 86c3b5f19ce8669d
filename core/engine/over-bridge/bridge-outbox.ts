import type { PageBridge } from '../../bridge/contract.ts'
import { fail, type Result } from '../../base/result.ts'
import type { Outbox, OutboxFailure, PendingEntry } from '../../storage/outbox.ts'

/** The outbox journal that main keeps, as a port. A call that main did not answer has failed like any other. */
export const createBridgeOutbox = (bridge: PageBridge): Outbox => ({
  open: () => answered(bridge.call('outbox.open', {})),
  append: (entries) => answered(bridge.call('outbox.append', { entries: copyOf(entries) })),
  remove: (entries) => answered(bridge.call('outbox.remove', { entries: [...entries] })),
  replace: (conversation, { entries, nextCounter }) =>
    answered(bridge.call('outbox.replace', { conversation, nextCounter, entries: copyOf(entries) })),
})

/** With buffers of their own: what crosses the bridge must not share memory. */
const copyOf = (entries: ReadonlyArray<PendingEntry>) =>
  entries.map((entry) => ({ ...entry, bytes: new Uint8Array(entry.bytes) }))

const answered = <Value>(
  call: Promise<Result<Value, OutboxFailure>>,
): Promise<Result<Value, OutboxFailure>> =>
  call.catch((error: unknown) => fail({ kind: 'failed', detail: String(error) }))
