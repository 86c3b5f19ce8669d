/** How the search worker comes by the files of this device: the page asks main for them, over a port between the two. */
import { createCell } from '../../core/base/readable.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { FileTransfer } from '../../core/bridge/files-contract.ts'
import type { Attachment } from '../../core/conversation/op.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import type { FileSource } from '../../core/search/file-documents.ts'
import { textOfFile } from './text-of-file.ts'

type FromWorker = { readonly number: number; readonly file: Attachment }
type ToWorker =
  | { readonly kind: 'here'; readonly ids: ReadonlyArray<AttachmentId> }
  | { readonly kind: 'beginning'; readonly number: number; readonly bytes: Uint8Array | undefined }

/** In the worker. */
export function filesFrom(port: MessagePort): FileSource {
  const here = createCell<ReadonlySet<AttachmentId> | undefined>(undefined)
  const asked = new Map<number, (text: string | undefined) => void>()
  let numbers = 0
  port.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
    if (data.kind === 'here') return here.write(new Set(data.ids))
    asked.get(data.number)?.(data.bytes && textOfFile(data.bytes))
    asked.delete(data.number)
  })
  port.start()
  return {
    here,
    read: (file) =>
      new Promise((resolve) => {
        const number = numbers++
        asked.set(number, resolve)
        const wanted: FromWorker = { number, file }
        port.postMessage(wanted)
      }),
  }
}

/** In the page, until the returned function is called. A file's beginning only passes here: it is looked into in the worker. */
export function serveFiles(bridge: PageBridge, port: MessagePort): () => void {
  const say = (message: ToWorker): void => port.postMessage(message)
  let last = ''
  const tellHere = async (): Promise<void> => {
    const kept = await bridge.call('files.kept', {}).catch(() => undefined)
    if (kept?.ok === true) say({ kind: 'here', ids: kept.value })
    else last = ''
  }
  // Told with each piece that moves; what lies here changes when a transfer begins or ends.
  const stop = bridge.listen('files.changed', (transfers) => {
    const now = transfers.map(nameOf).join()
    if (now === last) return
    last = now
    void tellHere()
  })
  port.addEventListener('message', ({ data: { number, file } }: MessageEvent<FromWorker>) => {
    void beginningOf(bridge, file).then((bytes) => say({ kind: 'beginning', number, bytes }))
  })
  port.start()
  void tellHere()
  return () => {
    stop()
    port.close()
  }
}

const nameOf = ({ id, direction }: FileTransfer): string => `${direction} ${id}`

/** None of what is not the file that the message speaks of: that does not change. Undefined for what may be read another time. */
async function beginningOf(
  bridge: PageBridge,
  { id, size, sha256, seal }: Attachment,
): Promise<Uint8Array | undefined> {
  if (seal === undefined) return new Uint8Array()
  // Buffers of their own: what crosses the bridge must not share memory.
  const read = await bridge
    .call('files.beginning', {
      id,
      size,
      sha256: new Uint8Array(sha256),
      seal: { key: new Uint8Array(seal.key), header: new Uint8Array(seal.header), size: seal.size },
    })
    .catch(() => undefined)
  if (read?.ok === true) return read.value
  return read?.failure.kind === 'refused' ? new Uint8Array() : undefined
}
