/** Databases of every version before, with rows in all tables, are brought to this one and lose nothing. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { createMasterKey } from '../../sync-server/at-rest/master-key.ts'
import { createAtRest } from '../../sync-server/at-rest/workspace-keys.ts'
import { atRestTable } from '../../sync-server/store/sqlite/at-rest-table.ts'
import { documentConversations } from '../../sync-server/store/sqlite/document-conversations.ts'
import { migrations } from '../../sync-server/store/sqlite/migrations.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite/open.ts'
import { statusTextsTold } from '../../sync-server/store/sqlite/identity-tables.ts'
import { picturesOfGone, pictureTables } from '../../sync-server/store/sqlite/picture-store.ts'
import { proveDatabase } from '../../sync-server/store/sqlite/proof.ts'
import { bytes } from '../../sync-server/store/sqlite/rows.ts'
import { sealAllInPlace } from '../../sync-server/store/sqlite/seal-in-place.ts'
import { sealedTables } from '../../sync-server/store/sqlite/sealed-tables.ts'
import { seenDevices } from '../../sync-server/store/sqlite/seen-devices.ts'
import { createKeyRows, receiptSeedPlace } from '../../sync-server/store/sqlite/workspace-key-rows.ts'
import { systemRandom as random } from '../../sync-server/system.ts'
import { type Cells, type Contents, contentsOf } from '../support/database-contents.ts'
import { erased, filledSteps, makeFilledDatabase } from '../support/filled-database.ts'
import { testMasterKey } from '../support/master-key.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const newest = migrations.length
const goneOwner = Buffer.from(erased).toString('hex')
const master = createMasterKey(testMasterKey, random)
/** The newest version without this step. */
const before = (sql: string): number => migrations.findIndex((each) => each.sql === sql)

async function using<Value>(
  file: string,
  work: (database: DatabaseSync) => Value | Promise<Value>,
): Promise<Value> {
  const database = new DatabaseSync(file)
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

/** What was sealed by the migration, as it lay there before. */
function unseal(database: DatabaseSync): void {
  const { load } = createKeyRows(database, { master, random })
  const { open } = createAtRest({ master, random, load })
  sealAllInPlace(database, { read: open, write: (_workspace, _place, plain) => plain })
  const seed = bytes(database.prepare('SELECT receipt_seed FROM relay').get() ?? {}, 'receipt_seed')
  database.prepare('UPDATE relay SET receipt_seed = ?').run(master.unwrap(receiptSeedPlace, seed))
}

/** The tables and columns that were there before; rows of conversations that documents have got are no part of it. */
function asBefore(after: Contents, given: Contents, version: number): Contents {
  const isLater = version <= before(documentConversations.sql)
  const added = isLater ? after['channels']?.filter(({ document }) => document !== null) : undefined
  const numbers = new Set(added?.map(({ number }) => number))
  const isAdded = (table: string, row: Cells): boolean =>
    (table === 'channels' && numbers.has(row['number'] ?? null)) ||
    (table === 'logs' && numbers.has(row['conversation'] ?? null))
  return Object.fromEntries(
    Object.entries(given).map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {})
      const kept = (after[table] ?? []).filter((row) => !isAdded(table, row))
      return [table, kept.map((row) => Object.fromEntries(columns.map((each) => [each, row[each] ?? null])))]
    }),
  )
}

/** All of it as it was, but for what steps between mean to change. */
function expected(given: Contents, version: number): Contents {
  const isGone = (table: string, row: Cells): boolean =>
    (table === 'marks' && row['conversation'] === 2 && version <= before(seenDevices)) || // of a sealed one
    (table === 'pictures' && row['owner'] === goneOwner && version <= before(picturesOfGone))
  const [relay = {}] = given['relay'] ?? []
  const hasStatus = given['users']?.some(({ status }) => status !== undefined && status !== '') === true
  const changed = (table: string, row: Cells): Cells => {
    if (table === 'users' && 'avatar' in row && version <= before(pictureTables))
      return { ...row, avatar: null }
    // The status text of Ada is told.
    const tellsStatus = hasStatus && version <= before(statusTextsTold)
    const hasDocument = given['documents'] !== undefined && version <= before(documentConversations.sql)
    const steps = Number(hasDocument) + Number(tellsStatus) // the document is told of
    const told = Number(relay['directory_version']) + steps
    if (table === 'relay') return { ...row, directory_version: told }
    const isAdas = table === 'memberships' && row['role'] === 'owner'
    return isAdas && tellsStatus ? { ...row, version: told } : row
  }
  return Object.fromEntries(
    Object.entries(given).map(([table, rows]) => [
      table,
      rows.filter((row) => !isGone(table, row)).map((row) => changed(table, row)),
    ]),
  )
}

const versions = migrations.map((_, index) => index + 1)

test.each(versions)(
  'a filled database of version %i loses nothing on the way to this one',
  async (version) => {
    const file = path.join(temporaryFolder(), 'relay.db')
    makeFilledDatabase(file, version)
    const given = await using(file, contentsOf)
    await orThrow(openSqliteStore({ file, random, masterKey: testMasterKey })).close()
    const proof = await using(file, (database) => proveDatabase(database, { master, random }))
    expect(proof.findings).toEqual([])
    expect(proof.entries).toBe(version > before(sealedTables) ? 5 : 4)
    if (version <= migrations.indexOf(atRestTable)) await using(file, unseal)
    const after = await using(file, contentsOf)
    expect(asBefore(after, given, version)).toEqual(expected(given, version))
  },
)

test('the filled database has a row in each table and something in each column', async () => {
  expect(filledSteps).toBe(newest)
  const file = path.join(temporaryFolder(), 'relay.db')
  makeFilledDatabase(file, newest)
  const empty = Object.entries(await using(file, contentsOf)).flatMap(([table, rows]) =>
    rows.length === 0
      ? [table]
      : Object.keys(rows[0] ?? {})
          .filter((column) => rows.every((row) => row[column] === null))
          .map((column) => `${table}.${column}`),
  )
  expect(empty).toEqual([])
})

test('a step that was released never changes', () => {
  const digests = migrations.map(({ sql }) => {
    const plain = sql.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').trim()
    return createHash('sha256').update(plain).digest('hex').slice(0, 8)
  })
  expect(digests.join(' ')).toBe(
    '94865bba e060aa5a ebc27583 34aebda2 470ea2a7 1ecfd757 65ebde87 db155b1f 0a5a53f5 67d72ac2 fbf6b695 b907c3f9 ' +
      'e1703226 8915e558 37dea5f5 b5bbd6a2 c658becf 083c5661 d304d50f 7cf96af5 ff9a4a9d 01137a4d fda75ca7 b7a6f738 02ab473c 2ad5163f 9c322dd9',
  )
})
