import { open } from 'node:fs/promises'
import type { RecordHandle } from '../../main/records/record-file.ts'

export const openRealFile = (file: string): Promise<RecordHandle> => open(file, 'r+')

export interface FaultyDisk {
  /** The code that the next calls of each kind fail with. */
  readonly faults: { write?: string; datasync?: string; truncate?: string }
  readonly counts: { write: number; datasync: number }
  readonly openFile: (file: string) => Promise<RecordHandle>
}

/** Real files whose next writes, syncs or cuts fail as a disk's do. */
export function createFaultyDisk(): FaultyDisk {
  const faults: FaultyDisk['faults'] = {}
  const counts = { write: 0, datasync: 0 }
  const failing = (what: keyof typeof faults): void => {
    const code = faults[what]
    if (code !== undefined) throw Object.assign(new Error(code), { code })
  }
  const openFile = async (file: string): Promise<RecordHandle> => {
    const handle = await openRealFile(file)
    return {
      write: async (bytes, offset, length, position) => {
        counts.write++
        if (faults.write === undefined) return handle.write(bytes, offset, length, position)
        await handle.write(bytes, offset, Math.ceil(length / 2), position) // a full disk takes what still fits
        failing('write')
        throw new Error('unreachable')
      },
      datasync: async () => {
        counts.datasync++
        failing('datasync')
        await handle.datasync()
      },
      truncate: async (length) => {
        failing('truncate')
        await handle.truncate(length)
      },
      close: () => handle.close(),
    }
  }
  return { faults, counts, openFile }
}
