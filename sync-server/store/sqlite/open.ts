/** Opens the relay's database file, makes it, or brings it to this version. Never touches a file it cannot read. */
import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Random } from '../../../core/base/random.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { deviceId, userId } from '../../../core/protocol/ids.ts'
import { createMasterKey, type MasterKey } from '../../at-rest/master-key.ts'
import { createAtRest } from '../../at-rest/workspace-keys.ts'
import { type RelayIdentity, type Store, StoreTrouble } from '../store.ts'
import { createSqliteAccounts } from './account-store.ts'
import { createSqliteAudit } from './audit-store.ts'
import { createSqliteBots } from './bot-store.ts'
import { createSqliteConversations } from './conversation-store.ts'
import { atRestTable, sweepIfNeeded } from './at-rest-table.ts'
import { isDamage, method, sqliteCode, transaction } from './database.ts'
import { createSqliteDirectory } from './directory-store.ts'
import { createSqliteDocuments } from './document-store.ts'
import { createEntryBodies } from './entry-bodies.ts'
import { createSqliteFiles } from './file-store.ts'
import { createSqliteImports } from './import-store.ts'
import { createSqliteInvitations } from './invitation-store.ts'
import { createSqliteKeys } from './key-store.ts'
import { createSqliteLetters } from './letter-store.ts'
import { createSqliteLinks } from './link-store.ts'
import { createSqliteLogs } from './log-store.ts'
import { createSqliteMarks } from './mark-store.ts'
import { createSqliteMessages } from './message-store.ts'
import { migrations } from './migrations.ts'
import { createSqliteModeration } from './moderation-store.ts'
import { createSqlitePictures } from './picture-store.ts'
import { createSqliteProviders } from './provider-store.ts'
import { createSqliteQuotas } from './quota-store.ts'
import { createSqliteRetention } from './retention-store.ts'
import { bytes, id, integer } from './rows.ts'
import { createSqliteScans } from './scan-store.ts'
import { createSqliteIncoming, createSqliteWebhooks } from './webhook-store.ts'
import { createKeyRows, receiptSeedPlace } from './workspace-key-rows.ts'

export type OpenFailure =
  /** Written by a later version of the relay. */
  | { readonly kind: 'newer'; readonly found: number; readonly known: number }
  | { readonly kind: 'damaged'; readonly detail: string }
  /** A sound SQLite database of some other program. */
  | { readonly kind: 'foreign' }
  /** What lies here was sealed under another master key (AR3). */
  | { readonly kind: 'master-key' }
  | { readonly kind: 'full' }
  | { readonly kind: 'denied'; readonly detail: string }

export interface SqliteOptions {
  /** A path, or `:memory:`. */
  readonly file: string
  readonly random: Random
  /** 32 bytes. */
  readonly masterKey: Uint8Array
  /** Bounds the file to so many pages of 4 KiB: a quota, and how tests fill a disk. */
  readonly maxPages?: number
}

/** "TDGS" in SQLite's application_id: says whose database this is. */
const applicationId = 0x54_44_47_53
/** Larger files are not read whole at every start; damage there shows when it is met. */
const wholeCheckBytes = 64 * 1024 * 1024

const sqliteReadOnly = 8
const sqliteFull = 13
const sqliteCannotOpen = 14

export function openSqliteStore(options: SqliteOptions): Result<Store, OpenFailure> {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(options.file)
    const failure = examine(database, options.file)
    if (failure !== undefined) {
      database.close()
      return fail(failure)
    }
    configure(database, options.maxPages)
    const master = createMasterKey(options.masterKey, options.random)
    const isSealed = pragma(database, 'user_version') > migrations.indexOf(atRestTable)
    if (isSealed && !fits(database, master)) {
      database.close()
      return fail({ kind: 'master-key' })
    }
    migrate(database, options.random, master)
    sweepIfNeeded(database)
    return ok(storeOver(database, master, options.random))
  } catch (error) {
    database?.close()
    return fail(openFailure(error))
  }
}

function openFailure(error: unknown): OpenFailure {
  const detail = error instanceof Error ? error.message : String(error)
  const code = sqliteCode(error)
  if (isDamage(error)) return { kind: 'damaged', detail }
  if (code === sqliteFull) return { kind: 'full' }
  if (code === sqliteReadOnly || code === sqliteCannotOpen) return { kind: 'denied', detail }
  throw error
}

const pragma = (database: DatabaseSync, name: string): number =>
  integer(database.prepare(`PRAGMA ${name}`).get() ?? {}, name)

export const isOurs = (database: DatabaseSync): boolean =>
  pragma(database, 'application_id') === applicationId

/** How many steps of the schema the database is ahead of this program; under 0 where it is behind. */
export const versionGap = (database: DatabaseSync): number =>
  pragma(database, 'user_version') - migrations.length

/** Reads only: what this finds is told before the first byte is written. */
function examine(database: DatabaseSync, file: string): OpenFailure | undefined {
  const version = pragma(database, 'user_version')
  const owner = pragma(database, 'application_id')
  const tables = integer(
    database.prepare('SELECT count(*) AS tables FROM sqlite_master').get() ?? {},
    'tables',
  )
  if (owner !== applicationId && (owner !== 0 || tables > 0)) return { kind: 'foreign' }
  if (version > migrations.length) return { kind: 'newer', found: version, known: migrations.length }
  if (!existsSync(file) || statSync(file).size > wholeCheckBytes) return undefined
  const finding = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
  return finding === 'ok' ? undefined : { kind: 'damaged', detail: String(finding).replaceAll(/\s+/g, ' ') }
}

function configure(database: DatabaseSync, maxPages: number | undefined): void {
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL') // an ack promises that a power cut loses nothing
  database.exec('PRAGMA wal_autocheckpoint = 4000') // 16 MiB: pages that are written again and again move once
  database.exec('PRAGMA foreign_keys = ON')
  database.exec('PRAGMA cache_size = -32768') // 32 MiB
  database.exec('PRAGMA secure_delete = ON') // what people erase is overwritten, not only unlinked (ER3)
  // The administrator's program writes a line now and then, in another process: that takes a moment.
  database.exec('PRAGMA busy_timeout = 2000')
  if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`)
}

function migrate(database: DatabaseSync, random: Random, master: MasterKey): void {
  const version = pragma(database, 'user_version')
  if (version === migrations.length) return
  transaction(database, () => {
    for (const { sql, fill } of migrations.slice(version)) {
      database.exec(sql)
      fill?.(database, random, master)
    }
    database.exec(`PRAGMA application_id = ${applicationId}`)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

function fits(database: DatabaseSync, master: MasterKey): boolean {
  try {
    readIdentity(database, master)
    return true
  } catch (error) {
    if (error instanceof StoreTrouble && error.kind === 'damaged') return false
    throw error
  }
}

function storeOver(database: DatabaseSync, master: MasterKey, random: Random): Store {
  const keys = createKeyRows(database, { master, random })
  const atRest = createAtRest({ master, random, load: keys.load })
  return {
    identity: readIdentity(database, master),
    atRest,
    logs: createSqliteLogs(database, createEntryBodies(database, atRest)),
    accounts: createSqliteAccounts(database),
    audit: createSqliteAudit(database),
    bots: createSqliteBots(database),
    conversations: createSqliteConversations(database),
    directory: createSqliteDirectory(database, keys),
    documents: createSqliteDocuments(database, atRest),
    files: createSqliteFiles(database),
    imports: createSqliteImports(database),
    invitations: createSqliteInvitations(database),
    marks: createSqliteMarks(database),
    pictures: createSqlitePictures(database),
    providers: createSqliteProviders(database),
    messages: createSqliteMessages(database),
    moderation: createSqliteModeration(database, atRest),
    quotas: createSqliteQuotas(database),
    retention: createSqliteRetention(database),
    scans: createSqliteScans(database),
    keys: createSqliteKeys(database),
    letters: createSqliteLetters(database, master),
    links: createSqliteLinks(database),
    webhooks: createSqliteWebhooks(database, atRest),
    incoming: createSqliteIncoming(database),
    checkpoint: method(() => database.exec('PRAGMA wal_checkpoint(TRUNCATE)')),
    check: method(() => void readIdentity(database, master)),
    close: method(() => database.close()),
  }
}

function readIdentity(database: DatabaseSync, master: MasterKey): RelayIdentity {
  const row =
    database.prepare('SELECT epoch, gateway_device, gateway_user, receipt_seed FROM relay').get() ?? {}
  return {
    epoch: bytes(row, 'epoch'),
    gatewayDevice: id(deviceId, row, 'gateway_device'),
    gatewayUser: id(userId, row, 'gateway_user'),
    receiptSeed: master.unwrap(receiptSeedPlace, bytes(row, 'receipt_seed')),
  }
}
