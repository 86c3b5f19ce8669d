import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'

/**
 * Keeps a second program out of a profile. Undefined if one is in there already. SQLite's lock is the system's: it goes
 * with the process, however that ends. Throws the system's error if the folder cannot be written.
 */
export function lockProfile(folder: string): (() => void) | undefined {
  const database = new DatabaseSync(path.join(folder, 'lock.db'), { timeout: 0 })
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return () => {
    if (database.isOpen) database.close()
  }
}

const sqliteBusy = 5

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
