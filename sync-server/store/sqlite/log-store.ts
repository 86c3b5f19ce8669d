import type { DatabaseSync } from 'node:sqlite'
import { conversationId, deviceId, idToBytes, userId, workspaceId } from '../../../core/protocol/ids.ts'
import type { LogStore, LogSummary, ReadableLog, StoredClaim } from '../log-store.ts'
import { method } from './database.ts'
import type { EntryBodies } from './entry-bodies.ts'
import { claimSegment, createEntryReads, readEntry } from './entry-reads.ts'
import { createAppend } from './log-writer.ts'
import { bytes, id, integer, type Row, time } from './rows.ts'
import { createSealedReads } from './sealed-rows.ts'

export function createSqliteLogs(database: DatabaseSync, bodies: EntryBodies): LogStore {
  return {
    append: createAppend(database, bodies),
    ...createLogReads(database),
    ...createEntryReads(database, bodies),
    ...createWriterReads(database, bodies),
    ...createSealedReads(database),
  }
}

/** Subquery for the number of the conversation whose id is bound. */
const numbered = '(SELECT number FROM channels WHERE id = ?)'

const logColumns = `c.id AS conversation, w.id AS workspace, c.sealed, c.private, c.archived, l.seq, l.head, l.newest_segment, l.time`
const logTables = `channels c JOIN workspaces w ON w.number = c.workspace JOIN logs l ON l.conversation = c.number`
/** Binds device, user. */
const readerColumns = `
  coalesce((SELECT k.next FROM counters k WHERE k.conversation = c.number AND k.device = ?), 0) AS next_counter,
  coalesce((SELECT k.seq FROM marks k WHERE k.conversation = c.number AND k.user = ?), 0) AS marked`

function createLogReads(
  database: DatabaseSync,
): Pick<LogStore, 'log' | 'readableLogs' | 'readableLog' | 'headAt' | 'opCount'> {
  const one = database.prepare(`SELECT ${logColumns} FROM ${logTables} WHERE c.id = ? AND c.deleted = 0`)
  const readableOne = database.prepare(
    `SELECT ${logColumns}, ${readerColumns} FROM ${logTables} WHERE c.id = ? AND c.deleted = 0`,
  )
  const readable = database.prepare(
    `SELECT ${logColumns}, ${readerColumns} FROM readers r JOIN ${logTables} WHERE r.conversation = c.number AND r.user = ?
     ORDER BY l.time DESC, c.number`,
  )
  const head = database.prepare(`SELECT head FROM entries WHERE conversation = ${numbered} AND seq = ?`)
  const count = database.prepare(
    `SELECT coalesce(sum(next), 0) AS ops FROM clocks WHERE conversation = ${numbered} AND segment = ?`,
  )
  return {
    log: method((conversation) => {
      const row = one.get(idToBytes(conversation))
      return row && readLog(row)
    }),
    readableLogs: method((user, device) =>
      readable.all(idToBytes(device), idToBytes(user), idToBytes(user)).map(readReadable),
    ),
    readableLog: method((conversation, user, device) => {
      const row = readableOne.get(idToBytes(device), idToBytes(user), idToBytes(conversation))
      return row && readReadable(row)
    }),
    headAt: method((conversation, seq) => {
      const row = head.get(idToBytes(conversation), seq)
      return row && bytes(row, 'head')
    }),
    opCount: method((conversation, segment) =>
      integer(count.get(idToBytes(conversation), segment) ?? {}, 'ops'),
    ),
  }
}

const readLog = (row: Row): LogSummary => ({
  conversation: id(conversationId, row, 'conversation'),
  workspace: id(workspaceId, row, 'workspace'),
  audience:
    row['sealed'] === null && integer(row, 'private') === 0
      ? id(workspaceId, row, 'workspace')
      : id(conversationId, row, 'conversation'),
  sealed: row['sealed'] !== null,
  archived: integer(row, 'archived') === 1,
  seq: integer(row, 'seq'),
  head: bytes(row, 'head'),
  newestSegment: integer(row, 'newest_segment'),
  time: time(row, 'time'),
})

const readReadable = (row: Row): ReadableLog => ({
  ...readLog(row),
  nextCounter: integer(row, 'next_counter'),
  marked: integer(row, 'marked'),
})

function createWriterReads(
  database: DatabaseSync,
  { fromStored }: EntryBodies,
): Pick<LogStore, 'claim' | 'clientOf' | 'nextClock' | 'nextCounter' | 'entryByCounter'> {
  const claim = database.prepare(
    `SELECT client, device, user, gateway FROM claims WHERE conversation = ${numbered} AND client = ?`,
  )
  const client = database.prepare(
    `SELECT client FROM claims WHERE conversation = ${numbered} AND device = ? ORDER BY seq DESC LIMIT 1`,
  )
  const clock = database.prepare(
    `SELECT next FROM clocks WHERE conversation = ${numbered} AND segment = ? AND client = ?`,
  )
  const next = database.prepare(`SELECT next FROM counters WHERE conversation = ${numbered} AND device = ?`)
  const repeat = database.prepare(
    `SELECT seq, head, time, body, erased FROM entries
     WHERE conversation = ${numbered} AND segment = ? AND client = ? AND counter = ? AND device = ?`,
  )
  return {
    claim: method((conversation, wanted) => {
      const row = claim.get(idToBytes(conversation), wanted)
      return row && readClaim(row)
    }),
    clientOf: method((conversation, device) => {
      const row = client.get(idToBytes(conversation), idToBytes(device))
      return row && integer(row, 'client')
    }),
    nextClock: method((conversation, segment, writer) => {
      const row = clock.get(idToBytes(conversation), segment, writer)
      return row === undefined ? 0 : integer(row, 'next')
    }),
    nextCounter: method((conversation, device) => {
      const row = next.get(idToBytes(conversation), idToBytes(device))
      return row === undefined ? 0 : integer(row, 'next')
    }),
    entryByCounter: method((conversation, { device, counter, segment, client: writer }) => {
      const column = segment === 'claims' ? claimSegment : segment
      const row = repeat.get(idToBytes(conversation), column, writer, counter, idToBytes(device))
      return row && readEntry(row, fromStored(conversation))
    }),
  }
}

const readClaim = (row: Row): StoredClaim => ({
  client: integer(row, 'client'),
  device: id(deviceId, row, 'device'),
  user: id(userId, row, 'user'),
  gateway: integer(row, 'gateway') === 1,
})
