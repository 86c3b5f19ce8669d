/** The sealed files that lie here, as a backup copies them. */
import type { AttachmentId } from '../../core/protocol/ids.ts'
import { isMissing } from '../disk/system-error.ts'
import type { FileFolder } from './file-folder.ts'
import type { Incoming } from './incoming.ts'
import type { Uploads } from './uploads.ts'

export interface KeptFile {
  readonly id: AttachmentId
  /** In sealed bytes. */
  readonly size: number
}

export interface OpenedFile {
  readonly size: number
  /** At most `bytes` of those that follow; none at the end. */
  readonly read: (bytes: number) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

export interface KeptFiles {
  readonly kept: () => Promise<ReadonlyArray<KeptFile>>
  /** Does not count as a use of it. Undefined if it has gone meanwhile. */
  readonly openKept: (id: AttachmentId) => Promise<OpenedFile | undefined>
}

export interface KeptFilesDeps {
  readonly disk: FileFolder
  readonly incoming: Pick<Incoming, 'held'>
  readonly uploads: Pick<Uploads, 'all'>
}

export function createKeptFiles({ disk, incoming, uploads }: KeptFilesDeps): KeptFiles {
  // One that is attached and not sent, or was given up, is named by no message.
  const mayBeNamed = (id: AttachmentId): boolean =>
    incoming.held(id) === undefined && uploads.all().get(id)?.record.goal !== 'away'
  return {
    kept: async () =>
      (await disk.wholes()).filter(({ id }) => mayBeNamed(id)).map(({ id, size }) => ({ id, size })),
    openKept: async (id) => {
      try {
        const handle = await disk.open(id, 'whole', 'r')
        const { size, atimeMs, mtimeMs } = await handle.stat()
        return {
          size,
          read: async (bytes) => {
            const { bytesRead, buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, null)
            return buffer.subarray(0, bytesRead)
          },
          close: async () => {
            await handle.close()
            // Else all would be the newest after each backup, and those that are wanted least would stay.
            await disk.setUsed(id, Math.max(atimeMs, mtimeMs)).catch(() => undefined)
          },
        }
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
  }
}
