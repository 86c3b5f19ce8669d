import type { DatabaseSync } from 'node:sqlite'
import type { LoggedEntry } from '../../../core/protocol/frame.ts'
import { idToBytes } from '../../../core/protocol/ids.ts'
import type { EntryRange, LogStore } from '../log-store.ts'
import { method } from './database.ts'
import type { EntryBodies } from './entry-bodies.ts'
import { bytes, integer, type Row, time } from './rows.ts'

/** In the column `segment`: the entry is a claim. */
export const claimSegment = -1
const numbered = '(SELECT number FROM channels WHERE id = ?)'

export function readEntry(row: Row, open: (seq: number, stored: Uint8Array) => Uint8Array): LoggedEntry {
  const seq = integer(row, 'seq')
  const entry = {
    seq,
    head: bytes(row, 'head'),
    time: time(row, 'time'),
    bytes: open(seq, bytes(row, 'body')),
  }
  return row['erased'] === null ? entry : { ...entry, erased: bytes(row, 'erased') }
}

export function createEntryReads(
  database: DatabaseSync,
  { fromStored }: EntryBodies,
): Pick<LogStore, 'entries' | 'claimsOf'> {
  const rows = createRangeReader(database, 'seq, head, time, body, erased')
  const writers = createRangeReader(database, 'client')
  const claim = database.prepare(
    `SELECT e.seq, e.head, e.time, e.body, e.erased
     FROM claims k JOIN entries e ON e.conversation = k.conversation AND e.seq = k.seq
     WHERE k.conversation = ${numbered} AND k.client = ?`,
  )
  return {
    entries: method((conversation, range, { maxBytes, maxEntries }) => {
      const found: Array<LoggedEntry> = []
      const open = fromStored(conversation)
      let size = 0
      for (const row of rows(idToBytes(conversation), range, maxEntries ?? noBound)) {
        const entry = readEntry(row, open)
        size += entry.bytes.length
        if (found.length > 0 && size > maxBytes) break
        found.push(entry)
      }
      return found
    }),
    claimsOf: method((conversation, range, maxEntries) => {
      const number = idToBytes(conversation)
      const open = fromStored(conversation)
      const clients = new Set<number>()
      for (const row of writers(number, range, maxEntries)) clients.add(integer(row, 'client'))
      return Array.from(clients, (client) => claim.get(number, client))
        .flatMap((row) => (row === undefined ? [] : [readEntry(row, open)]))
        .toSorted((left, right) => left.seq - right.seq)
    }),
  }
}

const noBound = -1 // as SQLite's LIMIT has it

function createRangeReader(
  database: DatabaseSync,
  columns: string,
): (conversation: Uint8Array, range: EntryRange, limit: number) => Iterable<Row> {
  const prepare = (where: string, order: 'ASC' | 'DESC') =>
    database.prepare(
      `SELECT ${columns} FROM entries WHERE conversation = ${numbered} ${where} AND seq > ? AND seq <= ?
       ORDER BY seq ${order} LIMIT ?`,
    )
  const all = { forwards: prepare('', 'ASC'), backwards: prepare('', 'DESC') }
  const inSegment = 'AND segment = ?'
  const ofSegment = { forwards: prepare(inSegment, 'ASC'), backwards: prepare(inSegment, 'DESC') }
  return (conversation, { segment, after, upTo, backwards = false }, limit) => {
    const direction = backwards ? 'backwards' : 'forwards'
    if (segment === undefined) return all[direction].iterate(conversation, after, upTo, limit)
    const wanted = segment === 'claims' ? claimSegment : segment
    return ofSegment[direction].iterate(conversation, wanted, after, upTo, limit)
  }
}
