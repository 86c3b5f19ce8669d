import type { DatabaseSync } from 'node:sqlite'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { LoggedEntry } from '../../../core/protocol/frame.ts'
import { conversationId, deviceId, idToBytes, userId, workspaceId } from '../../../core/protocol/ids.ts'
import type { Conflict, EntryRange, LogStore, LogSummary, LogWrite, StoredClaim } from '../log-store.ts'
import { method, transaction } from './database.ts'
import { bytes, id, integer, type Row, time } from './rows.ts'

export function createSqliteLogs(database: DatabaseSync): LogStore {
  return {
    append: createAppend(database),
    ...createLogReads(database),
    ...createEntryReads(database),
    ...createWriterReads(database),
  }
}

const claimSegment = -1
/** Subquery for the number of the conversation whose id is bound. */
const numbered = '(SELECT number FROM channels WHERE id = ?)'

/** Rolls the transaction back from within. */
class ConflictSignal extends Error {
  readonly conflict: Conflict
  constructor(conflict: Conflict) {
    super(conflict.kind)
    this.conflict = conflict
  }
}

function createAppend(database: DatabaseSync): LogStore['append'] {
  const write = createLogWriter(database)
  return method((writes: ReadonlyArray<LogWrite>): Result<void, Conflict> => {
    try {
      transaction(database, () => {
        for (const each of writes) write(each)
      })
      return ok(undefined)
    } catch (error) {
      if (error instanceof ConflictSignal) return fail(error.conflict)
      throw error
    }
  })
}

function createLogWriter(database: DatabaseSync): (write: LogWrite) => void {
  const insertEntry = createEntryWriter(database)
  const insertFacts = createFactWriter(database)
  const move = database.prepare(
    'UPDATE logs SET seq = ?, head = ?, newest_segment = ?, time = ? WHERE conversation = ? AND seq = ?',
  )
  const find = database.prepare('SELECT number FROM channels WHERE id = ?')
  return (write) => {
    const conflict = { kind: 'conflict', conversation: write.conversation } as const
    const row = find.get(idToBytes(write.conversation))
    const last = write.entries.at(-1)
    if (row === undefined || last === undefined) throw new ConflictSignal(conflict)
    const number = integer(row, 'number')
    const moved = move.run(last.seq, last.head, write.newestSegment, last.time, number, write.after)
    if (moved.changes !== 1) throw new ConflictSignal(conflict)
    for (const entry of write.entries) insertEntry(number, entry)
    insertFacts(number, write)
  }
}

function createEntryWriter(
  database: DatabaseSync,
): (conversation: number, entry: LogWrite['entries'][number]) => void {
  const insert = database.prepare(
    `INSERT INTO entries (conversation, seq, segment, device, counter, time, head, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (conversation, entry) => {
    const segment = entry.segment === 'claims' ? claimSegment : entry.segment
    const device = idToBytes(entry.device)
    insert.run(conversation, entry.seq, segment, device, entry.counter, entry.time, entry.head, entry.bytes)
  }
}

function createFactWriter(database: DatabaseSync): (conversation: number, write: LogWrite) => void {
  const insertClaim = database.prepare('INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?)')
  const setClock = database.prepare(
    `INSERT INTO clocks VALUES (?, ?, ?, ?)
     ON CONFLICT (conversation, segment, client) DO UPDATE SET next = excluded.next`,
  )
  const insertImported = database.prepare('INSERT INTO imported_messages VALUES (?, ?)')
  return (conversation, write) => {
    for (const { client, device, user, gateway, seq } of write.claims) {
      insertClaim.run(conversation, client, idToBytes(device), idToBytes(user), gateway ? 1 : 0, seq)
    }
    for (const { segment, client, next } of write.clocks) setClock.run(conversation, segment, client, next)
    for (const source of write.imported) insertImported.run(conversation, source)
  }
}

const logColumns = `c.id AS conversation, w.id AS workspace, l.seq, l.head, l.newest_segment, l.time`
const logTables = `channels c JOIN workspaces w ON w.number = c.workspace JOIN logs l ON l.conversation = c.number`

function createLogReads(
  database: DatabaseSync,
): Pick<LogStore, 'log' | 'readableLogs' | 'headAt' | 'opCount'> {
  const one = database.prepare(`SELECT ${logColumns} FROM ${logTables} WHERE c.id = ?`)
  const readable = database.prepare(
    `SELECT ${logColumns} FROM ${logTables} JOIN memberships m ON m.workspace = c.workspace
     WHERE m.user = ? ORDER BY l.time DESC, c.number`,
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
    readableLogs: method((user) => readable.all(idToBytes(user)).map(readLog)),
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
  seq: integer(row, 'seq'),
  head: bytes(row, 'head'),
  newestSegment: integer(row, 'newest_segment'),
  time: time(row, 'time'),
})

function createWriterReads(
  database: DatabaseSync,
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
  const ofDevice = `FROM entries WHERE conversation = ${numbered} AND device = ?`
  const counter = database.prepare(`SELECT coalesce(max(counter) + 1, 0) AS next ${ofDevice}`)
  const repeat = database.prepare(`SELECT seq, head, time, body ${ofDevice} AND counter = ?`)
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
    nextCounter: method((conversation, device) =>
      integer(counter.get(idToBytes(conversation), idToBytes(device)) ?? {}, 'next'),
    ),
    entryByCounter: method((conversation, device, wanted) => {
      const row = repeat.get(idToBytes(conversation), idToBytes(device), wanted)
      return row && readEntry(row)
    }),
  }
}

const readClaim = (row: Row): StoredClaim => ({
  client: integer(row, 'client'),
  device: id(deviceId, row, 'device'),
  user: id(userId, row, 'user'),
  gateway: integer(row, 'gateway') === 1,
})

const readEntry = (row: Row): LoggedEntry => ({
  seq: integer(row, 'seq'),
  head: bytes(row, 'head'),
  time: time(row, 'time'),
  bytes: bytes(row, 'body'),
})

function createEntryReads(database: DatabaseSync): Pick<LogStore, 'entries'> {
  const columns = `SELECT seq, head, time, body FROM entries WHERE conversation = ${numbered}`
  const range = 'AND seq > ? AND seq <= ? ORDER BY seq'
  const all = database.prepare(`${columns} ${range}`)
  const ofSegment = database.prepare(`${columns} AND segment = ? ${range}`)
  const rows = (conversation: Uint8Array, { segment, after, upTo }: EntryRange): Iterable<Row> => {
    if (segment === undefined) return all.iterate(conversation, after, upTo)
    return ofSegment.iterate(conversation, segment === 'claims' ? claimSegment : segment, after, upTo)
  }
  return {
    entries: method((conversation, wanted, maxBytes) => {
      const found: Array<LoggedEntry> = []
      let size = 0
      for (const row of rows(idToBytes(conversation), wanted)) {
        const entry = readEntry(row)
        size += entry.bytes.length
        if (found.length > 0 && size > maxBytes) break
        found.push(entry)
      }
      return found
    }),
  }
}
