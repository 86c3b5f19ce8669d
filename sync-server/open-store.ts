/** The store of a data folder, opened with the master key that the settings name. */
import { existsSync, rmSync } from 'node:fs'
import type { Random } from '../core/base/random.ts'
import { fail, ok, type Result } from '../core/base/result.ts'
import { makeOwnKey, readKeyFile, readMasterKey } from './at-rest/master-key-source.ts'
import { renameDurably } from './at-rest/secret-file.ts'
import type { RelayConfig } from './config.ts'
import type { DataFolder } from './data-folder.ts'
import type { StartFailure } from './start-failure.ts'
import { openSqliteStore, type SqliteOptions } from './store/sqlite/open.ts'
import type { Store } from './store/store.ts'

export interface OpenedStore {
  readonly store: Store
  readonly masterKey: Uint8Array
  /** The key lies in the data folder itself; `made`: since a moment ago. */
  readonly ownKey: { readonly file: string; readonly made: boolean } | undefined
}

type Folder = Pick<DataFolder, 'databaseFile' | 'masterKeyFile'>

export function openStore(
  { masterKey: source }: Pick<RelayConfig, 'masterKey'>,
  folder: Folder,
  options: Omit<SqliteOptions, 'file' | 'masterKey'>,
): Result<OpenedStore, StartFailure> {
  const { databaseFile: file, masterKeyFile } = folder
  const isOwn = source.kind === 'own'
  const made = isOwn && makeOwnKey(masterKeyFile)
  const key = readMasterKey(source, masterKeyFile)
  if (!key.ok) return key
  const store = openSqliteStore({ ...options, file, masterKey: key.value })
  if (store.ok) {
    const ownKey = isOwn ? { file: masterKeyFile, made } : undefined
    return ok({ store: store.value, masterKey: key.value, ownKey })
  }
  if (made) rmSync(masterKeyFile) // nothing is sealed under it, and the one that belongs there may be missing
  if (store.failure.kind !== 'master-key' || !isOwn) {
    return fail({ kind: 'database', file, failure: store.failure })
  }
  return openWithNextKey(folder, options, made)
}

/** A rotation writes the new key beside the old one, re-wraps, and puts it in its place: it may have died before the last step. */
function openWithNextKey(
  { databaseFile: file, masterKeyFile }: Folder,
  options: { readonly random: Random },
  isMissing: boolean,
): Result<OpenedStore, StartFailure> {
  const next = nextKeyFile(masterKeyFile)
  const key = existsSync(next) ? readKeyFile(next, `The file ${next}`) : undefined
  const store = key?.ok ? openSqliteStore({ ...options, file, masterKey: key.value }) : undefined
  if (!key?.ok || !store?.ok) {
    const failure = { kind: 'master-key' } as const
    const missing: StartFailure = {
      kind: 'master-key',
      detail: `The key file ${masterKeyFile} is missing: put it back, or set MASTER_KEY. Nothing was changed.`,
    }
    return fail(isMissing ? missing : { kind: 'database', file, failure })
  }
  renameDurably(next, masterKeyFile)
  return ok({ store: store.value, masterKey: key.value, ownKey: { file: masterKeyFile, made: false } })
}

export const nextKeyFile = (masterKeyFile: string): string => `${masterKeyFile}.next`
