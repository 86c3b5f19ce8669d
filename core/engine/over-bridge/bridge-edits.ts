import { createCell } from '../../base/readable.ts'
import type { PageBridge } from '../../bridge/contract.ts'
import type { EditsPort } from '../waiting-edits.ts'

/** The changes that main keeps for the relay, as a port. Once resolved it knows what main still had from the last start. */
export async function openBridgeEdits(
  bridge: PageBridge,
): Promise<EditsPort & { readonly close: () => void }> {
  const { waiting: first } = await bridge.call('directory.edits', {})
  const waiting = createCell(first)
  const close = bridge.listen('directory.edited', (edits) => waiting.write(edits.waiting))
  return {
    waiting,
    reached: (reached) => void bridge.call('directory.reached', { reached }),
    settled: (id) => void bridge.call('directory.settled', { id }),
    close,
  }
}
