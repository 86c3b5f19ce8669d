import type { DatabaseSync } from 'node:sqlite'
import { millis } from '../../../core/base/clock.ts'
import { attachmentId, conversationId, idToBytes, opId, userId } from '../../../core/protocol/ids.ts'
import type { DueScan, NamedFile, ScanState, ScanStore, UnreadLog } from '../scan-store.ts'
import { method, transaction } from './database.ts'
import { bytes, id, integer, type Row, text } from './rows.ts'

/** As `migrations.ts` adds it. A row without `due` has nothing to be done about it. */
export const scanTables = `
  CREATE TABLE scanned (
    conversation INTEGER PRIMARY KEY REFERENCES channels (number),
    seq INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE file_scans (
    file BLOB NOT NULL,
    opener BLOB NOT NULL,
    message BLOB NOT NULL,
    author BLOB NOT NULL,
    conversation INTEGER NOT NULL REFERENCES channels (number),
    seq INTEGER NOT NULL,
    state TEXT NOT NULL,
    due INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (file, opener, message, author)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX file_scans_due ON file_scans (due) WHERE due IS NOT NULL;
  CREATE INDEX file_scans_by_conversation ON file_scans (conversation);
  -- Another file may come under the same id.
  CREATE TRIGGER scans_of_gone_files AFTER DELETE ON files
    BEGIN UPDATE file_scans SET state = 'absent', due = NULL WHERE file = old.id AND state <> 'infected'; END;
  CREATE TRIGGER scans_of_deleted AFTER UPDATE OF deleted ON channels WHEN new.deleted = 1
    BEGIN DELETE FROM file_scans WHERE conversation = new.number; END;
`

/** As `migrations.ts` adds it: that a file has come is known with its hash, or a crash in between would hold it for ever. */
export const scansOfWholeFiles = `
  CREATE TRIGGER scans_of_whole_files AFTER UPDATE OF hash ON files WHEN new.hash IS NOT NULL
    BEGIN UPDATE file_scans SET state = 'waiting', due = 0, tries = 0 WHERE file = new.id AND state = 'absent'; END;
  UPDATE file_scans SET state = 'waiting', due = 0, tries = 0
    WHERE state = 'absent' AND file IN (SELECT id FROM files WHERE hash IS NOT NULL);
`

export const createSqliteScans = (database: DatabaseSync): ScanStore => ({
  ...createReadings(database),
  ...createOutcomes(database),
  ...createStandings(database),
})

const unreadLogs = `SELECT c.id, coalesce(s.seq, 0) AS read, l.seq FROM channels c
  JOIN logs l ON l.conversation = c.number LEFT JOIN scanned s ON s.conversation = c.number
  WHERE c.sealed IS NULL AND c.deleted = 0 AND l.seq > coalesce(s.seq, 0)`

const toUnread = (row: Row): UnreadLog => ({
  conversation: id(conversationId, row, 'id'),
  after: integer(row, 'read'),
  upTo: integer(row, 'seq'),
})

const keyOf = ({ file, opener, message, author }: NamedFile) =>
  [idToBytes(file), opener, idToBytes(message), idToBytes(author)] as const
const isRow = 'file = ?1 AND opener = ?2 AND message = ?3 AND author = ?4'

function createReadings(database: DatabaseSync): Pick<ScanStore, 'unread' | 'unreadOf' | 'note'> {
  const unread = database.prepare(`${unreadLogs} LIMIT ?`)
  const unreadOf = database.prepare(`${unreadLogs} AND c.id = ?`)
  const move = database.prepare(
    `INSERT INTO scanned SELECT number, ?2 FROM channels WHERE id = ?1
     ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)`,
  )
  const isInfected = database.prepare("SELECT 1 FROM file_scans WHERE file = ? AND state = 'infected'")
  const known = database.prepare(
    "SELECT state FROM file_scans WHERE file = ? AND opener = ? AND state IN ('clean', 'unfit')",
  )
  const add = database.prepare(
    `INSERT OR IGNORE INTO file_scans SELECT ?1, ?2, ?3, ?4, number, ?6, ?7, ?8, 0 FROM channels
     WHERE id = ?5 AND deleted = 0`,
  )
  return {
    unread: method((most) => unread.all(most).map(toUnread)),
    unreadOf: method((conversation) => {
      const row = unreadOf.get(idToBytes(conversation))
      return row && toUnread(row)
    }),
    note: method((conversation, upTo, found, now) =>
      transaction(database, () => {
        const place = idToBytes(conversation)
        for (const each of found) {
          const key = keyOf(each)
          const settled = known.get(key[0], key[1])
          const infected = isInfected.get(key[0]) !== undefined
          const state = infected ? 'infected' : settled === undefined ? 'waiting' : text(settled, 'state')
          const due = infected || settled === undefined ? now : null
          add.run(...key, place, each.seq, state, due)
        }
        move.run(place, upTo)
      }),
    ),
  }
}

function createOutcomes(
  database: DatabaseSync,
): Omit<ScanStore, 'unread' | 'unreadOf' | 'note' | 'standing' | 'infectedIn'> {
  const due = database.prepare(
    `SELECT s.*, c.id FROM file_scans s JOIN channels c ON c.number = s.conversation
     WHERE s.due <= ? AND c.deleted = 0 ORDER BY s.due LIMIT ?`,
  )
  const next = database.prepare('SELECT min(due) AS due FROM file_scans WHERE due > ?')
  const isThisFile = 'EXISTS (SELECT 1 FROM files WHERE id = ?1 AND hash = ?2)'
  const settle = database.prepare(
    `UPDATE file_scans SET state = ?4, due = NULL WHERE file = ?1 AND opener = ?3 AND state = 'waiting' AND ${isThisFile}`,
  )
  const infect = database.prepare(
    `UPDATE file_scans SET state = 'infected', due = ?3 WHERE file = ?1 AND ${isThisFile}`,
  )
  const done = database.prepare(`UPDATE file_scans SET due = NULL WHERE ${isRow}`)
  const later = database.prepare(`UPDATE file_scans SET due = ?5, tries = tries + 1 WHERE ${isRow}`)
  const absent = database.prepare(
    `UPDATE file_scans SET state = 'absent', due = NULL WHERE ${isRow}
     AND NOT EXISTS (SELECT 1 FROM files WHERE id = ?1 AND hash IS NOT NULL)`,
  )
  const forget = database.prepare(`DELETE FROM file_scans WHERE ${isRow}`)
  return {
    due: method((now, most) => due.all(now, most).map(toDue)),
    nextDue: method((now) => {
      const row = next.get(now)
      return row === undefined || row['due'] === null ? undefined : millis(integer(row, 'due'))
    }),
    settle: method((scan, hash, state) => void settle.run(idToBytes(scan.file), hash, scan.opener, state)),
    infected: method((file, hash, now) => void infect.run(idToBytes(file), hash, now)),
    done: method((scan) => void done.run(...keyOf(scan))),
    later: method((scan, at) => void later.run(...keyOf(scan), at)),
    absent: method((scan) => void absent.run(...keyOf(scan))),
    forget: method((scan) => void forget.run(...keyOf(scan))),
  }
}

const toDue = (row: Row): DueScan => ({
  file: id(attachmentId, row, 'file'),
  opener: bytes(row, 'opener'),
  message: id(opId, row, 'message'),
  author: id(userId, row, 'author'),
  seq: integer(row, 'seq'),
  conversation: id(conversationId, row, 'id'),
  state: text(row, 'state') === 'infected' ? 'infected' : 'waiting',
  tries: integer(row, 'tries'),
})

const states: ReadonlyArray<ScanState> = ['waiting', 'absent', 'clean', 'unfit', 'infected']

function createStandings(database: DatabaseSync): Pick<ScanStore, 'standing' | 'infectedIn'> {
  const place = database.prepare(
    `SELECT c.id FROM files f JOIN channels c ON c.number = f.conversation WHERE f.id = ? AND c.sealed IS NULL`,
  )
  const statesOf = database.prepare('SELECT DISTINCT state FROM file_scans WHERE file = ?')
  const infectedIn = database.prepare(
    `SELECT c.id FROM file_scans s JOIN channels c ON c.number = s.conversation
     WHERE s.file = ? AND s.state = 'infected' LIMIT 1`,
  )
  return {
    standing: method((file) => {
      const row = place.get(idToBytes(file))
      if (row === undefined) return undefined
      const found = new Set(statesOf.all(idToBytes(file)).map((each) => text(each, 'state')))
      return {
        conversation: id(conversationId, row, 'id'),
        states: new Set(states.filter((each) => found.has(each))),
      }
    }),
    infectedIn: method((file) => {
      const row = infectedIn.get(idToBytes(file))
      return row && id(conversationId, row, 'id')
    }),
  }
}
