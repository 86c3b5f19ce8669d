import type { DatabaseSync } from 'node:sqlite'
import { idToBytes } from '../../../core/protocol/ids.ts'
import type { MessageStore } from '../message-store.ts'
import { method, relaxedTransaction } from './database.ts'
import { createNumbers, numbered, opColumns, readOp } from './message-rows.ts'
import { packRows, unpackRows } from './packed-rows.ts'
import { bytes, integer } from './rows.ts'

/** The index of words: runs that are written once, each over some messages, and then only lose what is taken back. */
export function createMessageIndex(
  database: DatabaseSync,
): Pick<
  MessageStore,
  'unindexed' | 'countUnindexed' | 'beginRun' | 'addTokens' | 'finishRun' | 'runs' | 'rowsOf'
> {
  return { ...createIndexReads(database), ...createIndexWrites(database) }
}

function createIndexReads(
  database: DatabaseSync,
): Pick<MessageStore, 'unindexed' | 'countUnindexed' | 'runs' | 'rowsOf'> {
  const waiting = `FROM message_ops o WHERE o.conversation = ${numbered} AND o.run = 0`
  const unindexed = database.prepare(`SELECT ${opColumns} ${waiting} ORDER BY o.row LIMIT ?`)
  const count = database.prepare(`SELECT count(*) AS found FROM (SELECT 1 ${waiting} LIMIT ?)`)
  const runs = database.prepare(
    `SELECT run FROM message_runs WHERE conversation = ${numbered} AND finished = 1 ORDER BY run DESC`,
  )
  const rows = database.prepare(
    `SELECT rows FROM message_tokens WHERE conversation = ${numbered} AND token = ? AND run = ?`,
  )
  return {
    unindexed: method((conversation, most) => unindexed.all(idToBytes(conversation), most).map(readOp)),
    countUnindexed: method((conversation, most) =>
      integer(count.get(idToBytes(conversation), most) ?? {}, 'found'),
    ),
    runs: method((conversation) => runs.all(idToBytes(conversation)).map((row) => integer(row, 'run'))),
    rowsOf: method((conversation, token, run) => {
      const row = rows.get(idToBytes(conversation), token, run)
      return row === undefined ? [] : unpackRows(bytes(row, 'rows'))
    }),
  }
}

function createIndexWrites(
  database: DatabaseSync,
): Pick<MessageStore, 'beginRun' | 'addTokens' | 'finishRun'> {
  const numberOf = createNumbers(database)
  const unfinished = database.prepare('SELECT run FROM message_runs WHERE conversation = ? AND finished = 0')
  const drop = database.prepare('DELETE FROM message_tokens WHERE conversation = ? AND run = ?')
  const begin = database.prepare(
    `INSERT INTO message_runs SELECT ?1, coalesce(max(run), 0) + 1, 0 FROM message_runs WHERE conversation = ?1
     RETURNING run`,
  )
  const insert = database.prepare('INSERT INTO message_tokens VALUES (?, ?, ?, ?)')
  const finish = database.prepare('UPDATE message_runs SET finished = 1 WHERE conversation = ? AND run = ?')
  const claim = database.prepare('UPDATE message_ops SET run = ? WHERE row = ? AND run = 0')
  return {
    beginRun: method((conversation) => {
      const number = numberOf(conversation) ?? 0
      return relaxedTransaction(database, () => {
        const left = unfinished.get(number)
        if (left !== undefined) {
          drop.run(number, integer(left, 'run'))
          return integer(left, 'run')
        }
        return integer(begin.get(number) ?? {}, 'run')
      })
    }),
    addTokens: method((conversation, run, tokens) => {
      const number = numberOf(conversation) ?? 0
      relaxedTransaction(database, () => {
        for (const [token, rows] of tokens) insert.run(number, token, run, packRows(rows))
      })
    }),
    finishRun: method((conversation, run, rows) => {
      const number = numberOf(conversation) ?? 0
      relaxedTransaction(database, () => {
        finish.run(number, run)
        for (const row of rows) claim.run(run, row)
      })
    }),
  }
}
