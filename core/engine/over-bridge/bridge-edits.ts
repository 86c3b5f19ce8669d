import { createCell } from '../../base/readable.ts'
import type { PageBridge } from '../../bridge/contract.ts'
import type { EditsPort } from '../waiting-edits.ts'

/** The changes of channels that main keeps, as a port. Once resolved it knows what main still had from the last start. */
export async function openBridgeEdits(
  bridge: PageBridge,
): Promise<EditsPort & { readonly close: () => void }> {
  const { waiting: first } = await bridge.call('channel.edits', {})
  const waiting = createCell(first)
  const close = bridge.listen('channel.edited', (edits) => waiting.write(edits.waiting))
  return {
    waiting,
    reached: (reached) => void bridge.call('channel.reached', { reached }),
    settled: (id) => void bridge.call('channel.settled', { id }),
    close,
  }
}
