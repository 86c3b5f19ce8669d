/** A relay's database as an older relay has left it. */
import { renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../../sync-server/store/sqlite/migrations.ts'

/**
 * Makes the database in `file` into one of `version`, with all rows and columns that such a one has. What later versions put
 * into a row in another form (say, sealed) comes as it is: a test about that writes its rows itself.
 */
export function takeBack(file: string, version: number): void {
  const older = `${file}.older`
  const database = new DatabaseSync(older)
  for (const { sql } of migrations.slice(0, version)) database.exec(sql)
  database.exec(`ATTACH '${file}' AS newer`)
  database.exec('PRAGMA foreign_keys = OFF')
  for (const { name } of rows(database, "SELECT name FROM main.sqlite_master WHERE type = 'table'")) {
    const columns = columnsOf(database, 'main', name).filter((column) =>
      columnsOf(database, 'newer', name).includes(column),
    )
    const list = columns.join(', ')
    database.exec(`INSERT INTO main.${name} (${list}) SELECT ${list} FROM newer.${name}`)
  }
  database.exec(`PRAGMA user_version = ${version}`)
  const owner = database.prepare('PRAGMA newer.application_id').get()?.['application_id']
  database.exec(`PRAGMA application_id = ${Number(owner)}`)
  database.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  renameSync(older, file)
}

const rows = (database: DatabaseSync, sql: string): ReadonlyArray<{ readonly name: string }> =>
  database
    .prepare(sql)
    .all()
    .map(({ name }) => ({ name: String(name) }))
const columnsOf = (database: DatabaseSync, schema: string, table: string): ReadonlyArray<string> =>
  rows(database, `SELECT name FROM pragma_table_info('${table}', '${schema}')`).map(({ name }) => name)
