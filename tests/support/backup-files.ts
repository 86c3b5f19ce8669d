/** Attached files as backups meet them: in the folder of an account, sealed. */
import path from 'node:path'
import { millis } from '../../core/base/clock.ts'
import { ok } from '../../core/base/result.ts'
import type { Files } from '../../main/files/files.ts'
import { createRestoredFiles, type RestoredFiles } from '../../main/files/restored-files.ts'

/** Of an account that holds none. */
export const noFiles: Pick<Files, 'kept' | 'openKept'> = {
  kept: async () => ok([]),
  openKept: async () => undefined,
}

/** In an account's folder, on a disk with room. */
export const restoreIn = (accountFolder: string): RestoredFiles =>
  createRestoredFiles({
    folder: path.join(accountFolder, 'files'),
    keptBytes: 2 ** 30,
    freeBytes: async () => 2 ** 40,
    clock: { now: () => millis(Date.UTC(2026, 10, 28)) },
  })
