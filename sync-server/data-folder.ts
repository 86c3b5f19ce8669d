/**
 * The folder that holds all a relay has: `relay.db`, people's files, a lock, in development the master key, the admin token of this run, and where the relay listens.
 * One relay at a time: the lock is SQLite's own lock on a file, which the system lets go of however the process ends.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { fail, ok, type Result } from '../core/base/result.ts'
import type { StartFailure } from './start-failure.ts'
import { sqliteCode } from './store/sqlite/database.ts'

export interface DataFiles {
  readonly databaseFile: string
  readonly filesFolder: string
  /** Where the relay keeps a master key of its own, if it has one. */
  readonly masterKeyFile: string
}

export interface DataFolder extends DataFiles {
  /** Kept for this run, readable by the owner of the folder alone. */
  readonly writeAdminToken: (token: string) => void
  /** For scripts that look for this relay. */
  readonly writeAddress: (url: string) => void
  /** Takes back what tells of this run, then unlocks. */
  readonly release: () => void
}

const sqliteBusy = 5
const ownerOnly = 0o600
const address = v.object({ pid: v.number(), url: v.string() })

export const dataFiles = (folder: string): DataFiles => ({
  databaseFile: join(folder, 'relay.db'),
  filesFolder: join(folder, 'files'),
  masterKeyFile: join(folder, 'master.key'),
})

export function openDataFolder(folder: string): Result<DataFolder, StartFailure> {
  const tokenFile = join(folder, 'admin.token')
  const addressFile = join(folder, 'relay.json')
  let lock: DatabaseSync | undefined
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    return fail(lockFailure(error, folder, addressFile))
  }
  const held = lock
  rmSync(addressFile, { force: true }) // of a relay that was killed
  return ok({
    ...dataFiles(folder),
    writeAdminToken: (token) => {
      writeFileSync(tokenFile, token, { mode: ownerOnly })
      chmodSync(tokenFile, ownerOnly) // the mode above counts only for a new file
    },
    writeAddress: (url) => writeFileSync(addressFile, JSON.stringify({ pid: process.pid, url })),
    release: () => {
      for (const file of [tokenFile, addressFile]) rmSync(file, { force: true })
      held.close()
    },
  })
}

function lockFailure(error: unknown, folder: string, addressFile: string): StartFailure {
  if (sqliteCode(error) === sqliteBusy) {
    return { kind: 'data-folder-in-use', folder, by: readAddress(addressFile) }
  }
  return {
    kind: 'no-permission',
    path: folder,
    detail: error instanceof Error ? error.message : String(error),
  }
}

function readAddress(file: string): string | undefined {
  try {
    const read = v.safeParse(address, JSON.parse(readFileSync(file, 'utf8')))
    return read.success ? `process ${read.output.pid} at ${read.output.url}` : undefined
  } catch {
    return undefined // only helps to find the other relay; not there while that one starts
  }
}
