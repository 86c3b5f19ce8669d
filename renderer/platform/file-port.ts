/** How the search worker comes by the files of this device: the page asks main for them, over a port between the two. */
import { createCell } from '../../core/base/readable.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { FileTransfer } from '../../core/bridge/files-contract.ts'
import { searchedPieceBytes, searchedWholeBytes } from '../../core/bridge/searched-bytes.ts'
import type { Attachment } from '../../core/conversation/op.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import type { FileSource, FileText } from '../../core/search/file-documents.ts'
import { type FileKind, kindOfFile } from '../../core/search/searched-files.ts'
import { textOfFile } from './file-text/text-of-file.ts'

/** A piece of a file: what follows `at`, of the first `upTo` bytes. */
type FromWorker = {
  readonly number: number
  readonly file: Attachment
  readonly at: number
  readonly upTo: number
}
type ToWorker =
  | { readonly kind: 'here'; readonly ids: ReadonlyArray<AttachmentId> }
  | { readonly kind: 'piece'; readonly number: number; readonly bytes: Uint8Array<ArrayBuffer> | undefined }

/** Takes the text of a whole file. */
export type TakeText = (kind: Exclude<FileKind, 'text'>, bytes: Uint8Array<ArrayBuffer>) => Promise<FileText>

const nothing: FileText = { text: '', isWhole: false }

/** In the worker. `takeText` is asked for one file at a time. */
export function filesFrom(port: MessagePort, takeText: TakeText): FileSource {
  const here = createCell<ReadonlySet<AttachmentId> | undefined>(undefined)
  const asked = new Map<number, (bytes: Uint8Array<ArrayBuffer> | undefined) => void>()
  let numbers = 0
  port.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
    if (data.kind === 'here') return here.write(new Set(data.ids))
    asked.get(data.number)?.(data.bytes)
    asked.delete(data.number)
  })
  port.start()
  const piece: ReadPiece = (file, at, upTo) =>
    new Promise((resolve) => {
      const number = numbers++
      asked.set(number, resolve)
      const wanted: FromWorker = { number, file, at, upTo }
      port.postMessage(wanted)
    })
  return {
    here,
    read: async (file) => {
      const kind = kindOfFile(file)
      if (kind === 'text') {
        const bytes = await piece(file, 0, searchedPieceBytes)
        return bytes && textOfFile(bytes, file.size <= searchedPieceBytes)
      }
      if (kind === undefined || file.size > searchedWholeBytes) return nothing
      const bytes = await readWhole(file, piece)
      return bytes && (bytes.length === 0 ? nothing : takeText(kind, bytes))
    },
  }
}

type ReadPiece = (file: Attachment, at: number, upTo: number) => Promise<Uint8Array<ArrayBuffer> | undefined>

/** Empty if it is not the file that the message speaks of; undefined if it cannot be read now. */
async function readWhole(file: Attachment, piece: ReadPiece): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const whole = new Uint8Array(file.size)
  for (let at = 0; at < whole.length;) {
    const bytes = await piece(file, at, searchedWholeBytes)
    if (bytes === undefined) return undefined
    if (bytes.length === 0 || at + bytes.length > whole.length) return new Uint8Array()
    whole.set(bytes, at)
    at += bytes.length
  }
  return whole
}

/** In the page, until the returned function is called. Pieces of files only pass here: they are looked into in the worker. */
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
  port.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    void pieceOf(bridge, data).then((bytes) => say({ kind: 'piece', number: data.number, bytes }))
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
async function pieceOf(
  bridge: PageBridge,
  { file: { id, size, sha256, seal }, at, upTo }: FromWorker,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (seal === undefined) return new Uint8Array()
  // Buffers of their own: what crosses the bridge must not share memory.
  const read = await bridge
    .call('files.beginning', {
      id,
      size,
      sha256: new Uint8Array(sha256),
      seal: { key: new Uint8Array(seal.key), header: new Uint8Array(seal.header), size: seal.size },
      at,
      upTo,
    })
    .catch(() => undefined)
  if (read?.ok === true) return new Uint8Array(read.value)
  return read?.failure.kind === 'refused' ? new Uint8Array() : undefined
}
