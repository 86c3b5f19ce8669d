import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isDamage } from '../store/sqlite/database.ts'
import { isOurs, versionGap } from '../store/sqlite/open.ts'
import { CommandFailure, messageOf } from './failure.ts'

/** Others may be writing; how long to wait for a moment that they leave. */
const patienceMs = 10_000

/** Runs `work` over the relay's database as of one moment, whether a relay is running or not. Nothing can be written. */
export async function readDatabase<Value>(
  file: string,
  work: (database: DatabaseSync) => Value | Promise<Value>,
): Promise<Value> {
  if (!existsSync(file)) {
    throw new CommandFailure(`There is no database ${file}: set DATA_DIR to the data folder of a relay.`)
  }
  const database = openReadOnly(file)
  try {
    if (!isOurs(database)) throw new CommandFailure(`The file ${file} is another program's database.`)
    database.exec('BEGIN')
    return await work(database)
  } catch (error) {
    if (isDamage(error))
      throw new CommandFailure(`The database ${file} is damaged (${messageOf(error)}). Restore a backup.`)
    throw error
  } finally {
    database.close()
  }
}

function openReadOnly(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly: true, timeout: patienceMs })
  } catch (error) {
    throw new CommandFailure(`The database ${file} cannot be opened (${messageOf(error)}).`)
  }
}

/** Throws unless the database is of this version of the program. */
export function demandSameVersion(database: DatabaseSync): void {
  const gap = versionGap(database)
  if (gap === 0) return
  throw new CommandFailure(
    gap > 0
      ? 'The database was written by a newer version of Tidings. Update Tidings.'
      : 'The database was written by an older version of Tidings. Start the relay once to bring it up to date.',
  )
}
