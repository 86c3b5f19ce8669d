/**
 * What the chunks of a backup hold. The first byte of each says of the rest:
 *
 *   0 main's keys • 1 what the page gave • 3 a file begins: id 16 • size u64 big-endian • 4 the next bytes of that file • 2 the end
 *
 * Keys and the page's part come in parts, each in its order. The bytes of a file follow its beginning at once, up to its size:
 * they are those that lie on the disk, sealed under the key that its message has. The writer puts files behind all else, so that
 * a disk that cannot hold them has the history by then. A file of kinds 3 and 4 is of version 2 (`backup-file.ts`).
 */
import { idBytes, attachmentId, idFromBytes, idToBytes } from '../../core/protocol/ids.ts'
import { maxSealedFileSize, sealedFileSize } from '../../core/sealed/file-format.ts'
import type { FilesHere } from '../../core/bridge/backup-contract.ts'
import type { Files } from '../files/files.ts'
import type { KeptFile } from '../files/kept-files.ts'
import type { RestoredFiles } from '../files/restored-files.ts'

export const kinds = { keys: 0, page: 1, end: 2, file: 3, fileBytes: 4 } as const
export type Kind = (typeof kinds)[keyof typeof kinds]

const beginBytes = idBytes + 8
const largest = sealedFileSize(maxSealedFileSize)

export interface FileRecord {
  readonly kind: Kind
  readonly bytes: Uint8Array
}

/** One that has gone meanwhile is left out. Throws what the disk says, and where a file is shorter than it was. */
export async function* fileRecords(
  { openKept }: Pick<Files, 'openKept'>,
  all: ReadonlyArray<KeptFile>,
  piece: number,
): AsyncGenerator<FileRecord, void, undefined> {
  for (const { id } of all) {
    const file = await openKept(id)
    if (file === undefined) continue
    try {
      const begin = new Uint8Array(beginBytes)
      begin.set(idToBytes(id))
      new DataView(begin.buffer).setBigUint64(idBytes, BigInt(file.size))
      yield { kind: kinds.file, bytes: begin }
      for (let left = file.size; left > 0;) {
        const bytes = await file.read(Math.min(left, piece))
        if (bytes.length === 0) throw new Error('a file that is shorter than it was')
        left -= bytes.length
        yield { kind: kinds.fileBytes, bytes }
      }
    } finally {
      await file.close()
    }
  }
}

export interface FileTaker {
  /** False for what stands where it cannot, or a size that no file has. */
  readonly take: (kind: number, bytes: Uint8Array) => Promise<boolean>
  /** No file is half. */
  readonly isWhole: () => boolean
  readonly found: () => FilesHere
}

/** Counts the files of a backup; `put`: and puts them there. */
export function createFileTaker(put: RestoredFiles | undefined): FileTaker {
  let [count, all, left] = [0, 0, 0]
  const begin = async (bytes: Uint8Array): Promise<boolean> => {
    if (left > 0 || bytes.length !== beginBytes) return false
    const size = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(idBytes))
    if (size === 0 || size > largest) return false
    count += 1
    all += size
    left = size
    await put?.begin({ id: idFromBytes(attachmentId, bytes.subarray(0, idBytes)), size })
    return true
  }
  return {
    isWhole: () => left === 0,
    found: () => ({ count, bytes: all }),
    take: async (kind, bytes) => {
      if (kind === kinds.file) return begin(bytes)
      if (kind !== kinds.fileBytes || bytes.length === 0 || bytes.length > left) return false
      left -= bytes.length
      await put?.write(bytes)
      if (left === 0) await put?.end()
      return true
    },
  }
}
