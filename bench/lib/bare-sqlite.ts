import { DatabaseSync } from 'node:sqlite'

/** What SQLite alone takes for rows of 300 bytes in one table, synced to the disk in groups. */
export function appendBare(
  file: string,
  count: number,
  group: number,
): { readonly perSecond: number; readonly times: ReadonlyArray<number> } {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  database.exec('CREATE TABLE rows (number INTEGER PRIMARY KEY, body BLOB NOT NULL)')
  const insert = database.prepare('INSERT INTO rows (body) VALUES (?)')
  const body = new Uint8Array(300)
  const times: Array<number> = []
  const began = performance.now()
  for (let done = 0; done < count; done += group) {
    const start = performance.now()
    database.exec('BEGIN')
    for (let row = 0; row < group; row++) insert.run(body)
    database.exec('COMMIT')
    times.push(performance.now() - start)
  }
  const perSecond = (count * 1_000) / (performance.now() - began)
  database.close()
  return { perSecond, times }
}
