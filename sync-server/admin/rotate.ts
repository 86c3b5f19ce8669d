/** `rotate-keys`: other keys for what lies on the disk (AR5). The folder's lock is held by the caller. */
import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../core/base/clock.ts'
import { bytesEqual } from '../../core/base/bytes.ts'
import { keyBytes } from '../at-rest/gcm.ts'
import { createMasterKey } from '../at-rest/master-key.ts'
import { readKeyFile, writeKeyFile } from '../at-rest/master-key-source.ts'
import { renameDurably } from '../at-rest/secret-file.ts'
import type { RelayConfig } from '../config.ts'
import type { DataFiles } from '../data-folder.ts'
import { createSigningKeys } from '../identity/signing-keys.ts'
import { nextKeyFile, openStore } from '../open-store.ts'
import { startFailureEnding } from '../start-failure.ts'
import { createSqliteAccounts } from '../store/sqlite/account-store.ts'
import { sweepIfNeeded } from '../store/sqlite/at-rest-table.ts'
import { rotateMasterKey, rotateWorkspaceKeys } from '../store/sqlite/rotate.ts'
import { systemRandom as random } from '../system.ts'
import { CommandFailure } from './failure.ts'
import { demandSameVersion } from './read-database.ts'

/** A relay that is writing is waited for. */
const patienceMs = 10_000

type Config = Pick<RelayConfig, 'masterKey'>

/** Opens, brings up to date and closes the store: whoever gets here has the right key. */
async function demandMasterKey(config: Config, folder: DataFiles): Promise<Uint8Array> {
  const opened = openStore(config, folder, { random })
  if (!opened.ok) throw new CommandFailure(startFailureEnding(opened.failure).line)
  await opened.value.store.close()
  return opened.value.masterKey
}

function withDatabase<Value>(file: string, work: (database: DatabaseSync) => Value): Value {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA synchronous = FULL')
    database.exec('PRAGMA secure_delete = ON')
    return work(database)
  } finally {
    database.close()
  }
}

/** `newKeyFile`: needed unless the relay keeps a key of its own. Answers how many keys were wrapped anew. */
export async function rotateMaster(
  config: Config,
  folder: DataFiles,
  newKeyFile: string | undefined,
): Promise<number> {
  const isOwn = config.masterKey.kind === 'own'
  if (!isOwn && newKeyFile === undefined) {
    throw new CommandFailure(
      'Write the new master key, 32 bytes in base64, into a file and name it: --new-key-file FILE',
    )
  }
  if (isOwn && newKeyFile !== undefined) {
    throw new CommandFailure(
      'This relay keeps a master key of its own and makes the next one itself: leave --new-key-file out.',
    )
  }
  const before = await demandMasterKey(config, folder)
  const fresh = newKeyFile === undefined ? new Uint8Array(randomBytes(keyBytes)) : demandKey(newKeyFile)
  if (bytesEqual(fresh, before))
    throw new CommandFailure('The new master key is the one in use: make another.')
  const next = nextKeyFile(folder.masterKeyFile)
  if (isOwn) writeKeyFile(next, fresh)
  const keys = { from: createMasterKey(before, random), to: createMasterKey(fresh, random), random }
  const count = withDatabase(folder.databaseFile, (database) => {
    const wrapped = rotateMasterKey(database, keys)
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    return wrapped
  })
  if (isOwn) renameDurably(next, folder.masterKeyFile)
  return count
}

function demandKey(file: string): Uint8Array {
  const key = readKeyFile(file, `The file ${file}`)
  if (!key.ok) throw new CommandFailure(key.failure.detail)
  return key.value
}

/** A relay that is running finds the key within a minute. Answers its `kid`. */
export async function rotateSigning(databaseFile: string, clock: Clock): Promise<string> {
  const database = new DatabaseSync(databaseFile, { timeout: patienceMs })
  try {
    demandSameVersion(database)
    database.exec('PRAGMA synchronous = FULL')
    const keys = await createSigningKeys({ accounts: createSqliteAccounts(database), clock })
    return await keys.rotate()
  } finally {
    database.close()
  }
}

/** Answers how many workspaces have a new key. */
export async function rotateWorkspaces(config: Config, folder: DataFiles): Promise<number> {
  const master = createMasterKey(await demandMasterKey(config, folder), random)
  return withDatabase(folder.databaseFile, (database) => {
    const count = rotateWorkspaceKeys(database, { master, random })
    sweepIfNeeded(database)
    return count
  })
}
