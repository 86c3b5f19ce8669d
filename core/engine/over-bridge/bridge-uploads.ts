import { createCell } from '../../base/readable.ts'
import { fail } from '../../base/result.ts'
import type { PageBridge } from '../../bridge/contract.ts'
import type { FileTransfer } from '../../bridge/files-contract.ts'
import type { Uploads } from '../../sync/uploads.ts'

/** The files that main brings to the relay, as a port. Once resolved it knows what main still had from the last start. */
export async function openBridgeUploads(
  bridge: PageBridge,
): Promise<Uploads & { readonly close: () => void }> {
  const waiting = createCell(waitingIn([]))
  const take = (transfers: ReadonlyArray<FileTransfer>): void => {
    const next = waitingIn(transfers)
    const before = waiting.read()
    const isSame = next.size === before.size && [...next].every((id) => before.has(id))
    if (!isSame) waiting.write(next) // told anew with each piece
  }
  const close = bridge.listen('files.changed', take)
  take(await bridge.call('files.transfers', {}))
  return {
    send: async (ids) => {
      try {
        return await bridge.call('files.send', { ids: [...ids] })
      } catch (error) {
        return fail({ kind: 'disk', detail: String(error) })
      }
    },
    remove: (ids) => void bridge.call('files.remove', { ids: [...ids] }),
    waiting,
    close,
  }
}

const waitingIn = (transfers: ReadonlyArray<FileTransfer>): Set<FileTransfer['id']> =>
  new Set(transfers.filter(({ direction }) => direction === 'up').map(({ id }) => id))
