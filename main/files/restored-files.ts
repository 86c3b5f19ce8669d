/**
 * Puts the files of a backup into the folder of an account that is not open yet. They are sealed, and opened like all others,
 * once all of each has been checked against its message. No trouble with them ends the restoring: what could not be put here is
 * counted, and comes from the relay.
 */
import type { FileHandle } from 'node:fs/promises'
import type { Clock } from '../../core/base/clock.ts'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import { createFileFolder } from './file-folder.ts'
import type { KeptFile } from './kept-files.ts'

/** One file after another. Nothing of it rejects. */
export interface RestoredFiles {
  readonly begin: (file: KeptFile) => Promise<void>
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** All of it was written. */
  readonly end: () => Promise<void>
  /** How many could not be put here. */
  readonly missed: () => number
  /** One that was not ended goes. */
  readonly close: () => Promise<void>
}

export interface RestoredFilesDeps {
  readonly folder: string
  /** In all: of more than the device keeps, those that come first are taken. */
  readonly keptBytes: number
  /** On the disk that the folder is on. */
  readonly freeBytes: (folder: string) => Promise<number>
  readonly clock: Pick<Clock, 'now'>
}

/** Left on the disk, so that the keys and what is written next find room. */
const sparedBytes = 64 * 1_048_576

interface Writing {
  readonly id: AttachmentId
  readonly handle: FileHandle
}

export function createRestoredFiles(deps: RestoredFilesDeps): RestoredFiles {
  const { folder, freeBytes, clock } = deps
  const disk = createFileFolder(folder)
  const begun = clock.now()
  let isReady = false
  let left = deps.keptBytes
  let [put, missed] = [0, 0]
  let writing: Writing | undefined
  const giveUp = async (): Promise<void> => {
    const given = writing
    writing = undefined
    await given?.handle.close().catch(() => undefined)
    if (given !== undefined) await disk.remove(given.id, 'in').catch(() => undefined)
  }
  const attempt = async (run: () => Promise<void>): Promise<void> => {
    try {
      await run()
    } catch {
      missed += 1
      await giveUp()
    }
  }
  return {
    begin: ({ id, size }) =>
      attempt(async () => {
        await giveUp()
        if (!isReady) await disk.start()
        isReady = true
        if ((await disk.size(id, 'whole')) !== undefined) return
        if (size > left || size + sparedBytes > (await freeBytes(folder))) missed += 1
        else writing = { id, handle: await disk.open(id, 'in', 'w') }
      }),
    write: (bytes) =>
      attempt(async () => {
        left -= writing === undefined ? 0 : bytes.length
        await writing?.handle.appendFile(bytes)
      }),
    end: () =>
      attempt(async () => {
        if (writing === undefined) return
        const { id, handle } = writing
        await handle.sync()
        await handle.close()
        await disk.keep(id, 'in')
        writing = undefined
        put += 1
        // Those that were used last came first, and are to stay longest.
        await disk.setUsed(id, begun - put * 1_000).catch(() => undefined)
      }),
    missed: () => missed,
    close: giveUp,
  }
}
