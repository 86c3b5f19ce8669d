import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { damaged } from '../../at-rest/gcm.ts'
import type { MasterKey } from '../../at-rest/master-key.ts'
import { type Letter, letterSchema } from '../../identity/mail.ts'
import type { LetterStore } from '../letter-store.ts'
import { letterPlace } from '../sealed-places.ts'
import { method, transaction } from './database.ts'
import { bytes, integer, type Row, time } from './rows.ts'

/** As `migrations.ts` adds it. Sealed by the master key itself: some letters are of no workspace. */
export const letterTable = `
  CREATE TABLE letters (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    body BLOB NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX letters_by_due ON letters (due, row);
`

export function createSqliteLetters(database: DatabaseSync, master: MasterKey): LetterStore {
  const count = database.prepare('SELECT count(*) AS letters FROM letters')
  const waiting = (): number => integer(count.get() ?? {}, 'letters')
  const insert = database.prepare("INSERT INTO letters (body, due) VALUES (x'', ?)")
  const setBody = database.prepare('UPDATE letters SET body = ? WHERE row = ?')
  const due = database.prepare(
    'SELECT row, body, tries FROM letters WHERE due <= ? ORDER BY due, row LIMIT 1',
  )
  const nextDue = database.prepare('SELECT min(due) AS at FROM letters WHERE due > ?')
  const postpone = database.prepare('UPDATE letters SET tries = tries + 1, due = ? WHERE row = ?')
  const remove = database.prepare('DELETE FROM letters WHERE row = ?')
  return {
    add: method((letter, now, most) =>
      transaction(database, () => {
        if (waiting() >= most) return false
        const row = Number(insert.run(now).lastInsertRowid)
        setBody.run(seal(master, row, letter), row) // which row it is, is part of the seal
        return true
      }),
    ),
    due: method((now) => {
      const row = due.get(now)
      return (
        row && { row: integer(row, 'row'), letter: openLetter(master, row), tries: integer(row, 'tries') }
      )
    }),
    nextDue: method((now) => {
      const row = nextDue.get(now) ?? {}
      return row['at'] === null ? undefined : time(row, 'at')
    }),
    count: method(waiting),
    postpone: method((row, at) => void postpone.run(at, row)),
    remove: method((row) => void remove.run(row)),
  }
}

const seal = (master: MasterKey, row: number, letter: Letter): Uint8Array =>
  master.wrap(letterPlace(row), new TextEncoder().encode(JSON.stringify(letter)))

/** Throws StoreTrouble where it does not open. */
export function openLetter(master: MasterKey, row: Row): Letter {
  const plain = master.unwrap(letterPlace(integer(row, 'row')), bytes(row, 'body'))
  const read = v.safeParse(letterSchema, JSON.parse(new TextDecoder().decode(plain)))
  if (!read.success) throw damaged('a letter')
  return read.output
}

/** The same letters under another master key (AR5); within the transaction of the caller. */
export function rewrapLetters(
  database: DatabaseSync,
  { from, to }: { readonly from: MasterKey; readonly to: MasterKey },
): void {
  const set = database.prepare('UPDATE letters SET body = ? WHERE row = ?')
  for (const each of database.prepare('SELECT row, body FROM letters').all()) {
    const row = integer(each, 'row')
    set.run(to.wrap(letterPlace(row), from.unwrap(letterPlace(row), bytes(each, 'body'))), row)
  }
}
