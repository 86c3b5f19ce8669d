import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { entryIdOf } from '../../../core/protocol/entry.ts'
import { type ConversationId, type DeviceId, idToBytes } from '../../../core/protocol/ids.ts'
import { eraseEntry } from '../entry-place.ts'
import type { Conflict, Deletion, GivenUp, LogStore, LogWrite, NewEntry } from '../log-store.ts'
import { method, transaction } from './database.ts'
import type { EntryBodies } from './entry-bodies.ts'
import { claimSegment } from './entry-reads.ts'
import { bytes, integer } from './rows.ts'
import { createSealedWriter } from './sealed-rows.ts'

/** Rolls the transaction back from within. */
class ConflictSignal extends Error {
  readonly conflict: Conflict
  constructor(conflict: Conflict) {
    super(conflict.kind)
    this.conflict = conflict
  }
}

export function createAppend(database: DatabaseSync, bodies: EntryBodies): LogStore['append'] {
  const write = createLogWriter(database, bodies)
  const replace = database.prepare(
    'UPDATE entries SET body = ? WHERE conversation = (SELECT number FROM channels WHERE id = ?) AND seq = ?',
  )
  return method((writes: ReadonlyArray<LogWrite>, givenUp: ReadonlyArray<GivenUp> = []) => {
    try {
      transaction(database, () => {
        for (const each of writes) write(each)
        // Entries of sealed conversations, which lie on the disk as they came.
        for (const { conversation, seq, bytes: body } of givenUp)
          replace.run(body, idToBytes(conversation), seq)
      })
      return ok(undefined)
    } catch (error) {
      if (error instanceof ConflictSignal) return fail(error.conflict)
      throw error
    }
  })
}

function createLogWriter(database: DatabaseSync, bodies: EntryBodies): (write: LogWrite) => void {
  const insertEntry = createEntryWriter(database)
  const insertFacts = createFactWriter(database)
  const erase = createEraser(database, bodies)
  const sealed = createSealedWriter(database)
  const move = database.prepare(
    `UPDATE logs SET seq = ?, head = ?, newest_segment = ?, time = ?
     WHERE conversation = (SELECT number FROM channels WHERE id = ?) AND seq = ?
     RETURNING conversation`,
  )
  const setCounter = database.prepare(
    `INSERT INTO counters VALUES (?, ?, ?)
     ON CONFLICT (conversation, device) DO UPDATE SET next = excluded.next`,
  )
  return (write) => {
    const conflict = { kind: 'conflict', conversation: write.conversation } as const
    if (!sealed.create(write)) throw new ConflictSignal(conflict)
    const last = write.entries.at(-1)
    if (last === undefined) throw new ConflictSignal(conflict)
    const id = idToBytes(write.conversation)
    const moved = move.get(last.seq, last.head, write.newestSegment, last.time, id, write.after)
    if (moved === undefined) throw new ConflictSignal(conflict)
    const number = integer(moved, 'conversation')
    const counters = new Map<DeviceId, number>()
    // What is made here is sealed, and is not looked up: the transaction may yet be rolled back.
    const toStored = write.sealed?.create ? asItCame : bodies.toStored(write.conversation)
    for (const entry of write.entries) {
      insertEntry(number, entry, toStored(entry.seq, entry.bytes))
      counters.set(entry.device, entry.counter + 1)
    }
    for (const [device, next] of counters) setCounter.run(number, idToBytes(device), next)
    insertFacts(number, write)
    for (const deletion of write.deletions) erase(number, write.conversation, deletion)
    if (write.sealed !== undefined) sealed.change(number, write.sealed)
  }
}

const asItCame = (_seq: number, body: Uint8Array): Uint8Array => body

function createEntryWriter(
  database: DatabaseSync,
): (conversation: number, entry: NewEntry, body: Uint8Array) => void {
  const insert = database.prepare(
    `INSERT INTO entries (conversation, seq, segment, device, counter, time, head, body, client, clock, ops)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (conversation, { seq, segment, device, counter, time, head, place }, body) => {
    const column = segment === 'claims' ? claimSegment : segment
    const { client, clock, ops } = place
    insert.run(conversation, seq, column, idToBytes(device), counter, time, head, body, client, clock, ops)
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

/** Finds the entries by the index of the segment alone: their writer's ops stand in it in the order of the log. */
function createEraser(
  database: DatabaseSync,
  { toStored, fromStored }: EntryBodies,
): (number: number, conversation: ConversationId, deletion: Deletion) => void {
  const find = database.prepare(
    `SELECT seq, clock, ops FROM entries
     WHERE conversation = ? AND segment = ? AND seq < ? AND client = ? AND ops > 0 AND clock >= ? AND clock + ops <= ?
     ORDER BY seq`,
  )
  const read = database.prepare(
    'SELECT row, body FROM entries WHERE conversation = ? AND seq = ? AND erased IS NULL',
  )
  const giveUp = database.prepare('UPDATE entries SET body = ?, erased = ? WHERE row = ?')
  return (number, conversation, { seq, segment, client, ranges }) => {
    const [seal, open] = [toStored(conversation), fromStored(conversation)]
    const [first, last] = [ranges[0], ranges.at(-1)]
    if (first === undefined || last === undefined) return
    const end = last.clock + last.length
    for (const found of find.all(number, segment, seq, client, first.clock, end)) {
      const clock = integer(found, 'clock')
      if (!isWithin(clock, clock + integer(found, 'ops'), ranges)) continue
      const place = integer(found, 'seq')
      const row = read.get(number, place)
      if (row === undefined) continue
      const body = open(place, bytes(row, 'body'))
      giveUp.run(seal(place, eraseEntry(body)), entryIdOf(body), integer(row, 'row'))
    }
  }
}

/** Ranges that touch count as one. */
function isWithin(from: number, to: number, ranges: Deletion['ranges']): boolean {
  let covered = from
  for (const { clock, length } of ranges) if (clock <= covered) covered = Math.max(covered, clock + length)
  return covered >= to
}
