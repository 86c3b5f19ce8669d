/** Why a relay did not start: what to say in one line, and with which code to exit. `scripts/start.mjs` knows the codes. */
import type { MasterKeyFailure } from './at-rest/master-key-source.ts'
import type { ConfigFailure } from './config.ts'
import type { OpenFailure } from './store/sqlite/open.ts'

export type StartFailure =
  | ConfigFailure
  | MasterKeyFailure
  | { readonly kind: 'data-folder-in-use'; readonly folder: string; readonly by: string | undefined }
  | { readonly kind: 'no-permission'; readonly path: string; readonly detail: string }
  | { readonly kind: 'port-taken'; readonly host: string; readonly port: number }
  | { readonly kind: 'cannot-listen'; readonly host: string; readonly port: number; readonly detail: string }
  | { readonly kind: 'database'; readonly file: string; readonly failure: OpenFailure }

interface Ending {
  readonly exitCode: number
  readonly line: string
}

/** What a start that failed exits with; scripts tell the first two apart. @internal */
export const exitCodes = {
  dataFolderInUse: 70,
  portTaken: 71,
  noPermission: 72,
  damagedDatabase: 73,
  newerDatabase: 74,
  config: 75,
  diskFull: 76,
  cannotListen: 77,
  masterKey: 78,
} as const

export function startFailureEnding(failure: StartFailure): Ending {
  switch (failure.kind) {
    case 'config':
      return { exitCode: exitCodes.config, line: `The settings are not right: ${failure.faults.join('; ')}.` }
    case 'master-key':
      return { exitCode: exitCodes.masterKey, line: failure.detail }
    case 'data-folder-in-use': {
      const by = failure.by === undefined ? '' : ` (${failure.by})`
      const line = `The data folder ${failure.folder} is in use by another relay${by}. Stop that one, or set DATA_DIR to another folder.`
      return { exitCode: exitCodes.dataFolderInUse, line }
    }
    case 'no-permission': {
      const line = `The relay may not write to ${failure.path} (${failure.detail}). Give it the right to, or set DATA_DIR to another folder.`
      return { exitCode: exitCodes.noPermission, line }
    }
    case 'port-taken': {
      const line = `Port ${failure.port} on ${failure.host} is taken. Stop what listens there, or set PORT to another one.`
      return { exitCode: exitCodes.portTaken, line }
    }
    case 'cannot-listen': {
      const line = `The relay cannot listen on ${failure.host}, port ${failure.port} (${failure.detail}). Set HOST or PORT to something else.`
      return { exitCode: exitCodes.cannotListen, line }
    }
    case 'database':
      return databaseEnding(failure.file, failure.failure)
  }
}

function databaseEnding(file: string, failure: OpenFailure): Ending {
  switch (failure.kind) {
    case 'newer': {
      const line = `The database ${file} was written by a newer version of Tidings (${failure.found}, this one knows ${failure.known}). Update Tidings; nothing was changed.`
      return { exitCode: exitCodes.newerDatabase, line }
    }
    case 'damaged': {
      const line = `The database ${file} is damaged (${failure.detail}). Put a backup in its place, or move it away to start empty; nothing was changed.`
      return { exitCode: exitCodes.damagedDatabase, line }
    }
    case 'foreign': {
      const line = `The file ${file} is another program's database. Set DATA_DIR to another folder; nothing was changed.`
      return { exitCode: exitCodes.damagedDatabase, line }
    }
    case 'master-key': {
      const line = `The database ${file} was written under another master key. Set MASTER_KEY, MASTER_KEY_FILE or MASTER_KEY_COMMAND to the one that it was written under; nothing was changed.`
      return { exitCode: exitCodes.masterKey, line }
    }
    case 'full':
      return {
        exitCode: exitCodes.diskFull,
        line: `There is no room to write ${file}. Make room, then start again.`,
      }
    case 'denied': {
      const line = `The relay may not write to ${file} (${failure.detail}). Give it the right to, or set DATA_DIR to another folder.`
      return { exitCode: exitCodes.noPermission, line }
    }
  }
}
