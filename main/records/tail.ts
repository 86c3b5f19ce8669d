import { Defect } from '../../core/base/defect.ts'
import type { RecordFileDeps, RecordHandle } from './record-file.ts'

/** A file's end, which moves by whole writes only. Opens the file when it is first needed, and again after `close`. */
export interface Tail {
  readonly length: () => number
  /** For a file that was written anew. */
  readonly setLength: (length: number) => void
  readonly write: (bytes: Uint8Array, sync: boolean) => Promise<void>
  /**
   * Cuts off what a failed write has left. What was refused must not be there after a restart: the person has been told
   * that it was not kept.
   */
  readonly mend: () => Promise<void>
  readonly close: () => Promise<void>
}

export function openTail(deps: Pick<RecordFileDeps, 'file' | 'openFile'>, from: number): Tail {
  let length = from
  let handle: RecordHandle | undefined
  /** The file may be longer than `length`: a write failed half-way. */
  let ragged = false
  return {
    length: () => length,
    setLength: (next) => {
      length = next
    },
    write: async (bytes, sync) => {
      handle ??= await deps.openFile(deps.file)
      if (ragged) await handle.truncate(length)
      ragged = true
      await writeAll(handle, bytes, length)
      if (sync) await handle.datasync()
      ragged = false
      length += bytes.length
    },
    mend: async () => {
      if (!ragged || handle === undefined) return
      await handle.truncate(length)
      await handle.datasync()
      ragged = false
    },
    close: async () => {
      const open = handle
      handle = undefined
      await open?.close()
    },
  }
}

/** A write may take less than it was given. */
async function writeAll(handle: RecordHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done)
    if (bytesWritten === 0) throw new Defect('the disk takes nothing and says nothing')
    done += bytesWritten
  }
}
