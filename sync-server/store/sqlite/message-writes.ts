import type { DatabaseSync } from 'node:sqlite'
import { concatBytes } from '../../../core/base/bytes.ts'
import { fail, ok } from '../../../core/base/result.ts'
import { idToBytes } from '../../../core/protocol/ids.ts'
import type { ChangedOp, MessageStore, NewOp, Unindexed } from '../message-store.ts'
import { createChain } from './audit-store.ts'
import { method, relaxedTransaction, transaction } from './database.ts'
import { createNumbers, viewColumns, viewValues } from './message-rows.ts'
import { packRows, unpackRows } from './packed-rows.ts'
import { bytes, integer } from './rows.ts'

export function createMessageWrites(database: DatabaseSync): Pick<MessageStore, 'advance'> {
  const numberOf = createNumbers(database)
  const write = createOpWriter(database)
  const unindex = createUnindexer(database)
  const chain = createChain(database)
  const seq = database.prepare('SELECT seq FROM projections WHERE conversation = ?')
  const move = database.prepare(
    `INSERT INTO projections VALUES (?, ?, ?)
     ON CONFLICT (conversation) DO UPDATE SET seq = excluded.seq, moderators = excluded.moderators`,
  )
  return {
    advance: method(({ conversation, after, state, added, changed, removed, unindexed, notes }) => {
      const conflict = { kind: 'conflict', conversation } as const
      const number = numberOf(conversation)
      if (number === undefined) return fail(conflict)
      // Whoever has read an audit line must find it for ever.
      const run = notes.length === 0 ? relaxedTransaction : transaction
      return run(database, () => {
        const row = seq.get(number)
        if ((row === undefined ? 0 : integer(row, 'seq')) !== after) return fail(conflict)
        for (const each of unindexed) unindex(number, each)
        for (const each of removed) write.remove(each)
        for (const each of changed) write.change(number, each)
        for (const each of added) write.add(number, each)
        for (const each of notes) chain.add(each)
        move.run(number, state.seq, concatBytes(...state.moderators.map(idToBytes)))
        return ok(undefined)
      })
    }),
  }
}

interface OpWriter {
  readonly add: (conversation: number, op: NewOp) => void
  readonly change: (conversation: number, op: ChangedOp) => void
  readonly remove: (row: number) => void
}

function createOpWriter(database: DatabaseSync): OpWriter {
  const insert = database.prepare(
    `INSERT INTO message_ops (conversation, segment, client, clock, seq, topic, name, author, kind, time, counter, clamped,
       counts, body, ${viewColumns})
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = database.prepare(
    `UPDATE message_ops SET counts = ?, body = ?, (${viewColumns}) = (?, ?, ?, ?, ?, ?, ?) WHERE row = ? RETURNING seq`,
  )
  const remove = database.prepare('DELETE FROM message_ops WHERE row = ?')
  const mention = database.prepare('INSERT OR IGNORE INTO message_mentions VALUES (?, ?, ?, ?)')
  const forget = database.prepare('DELETE FROM message_mentions WHERE row = ?')
  const mentionAll = (conversation: number, row: number, seq: number, view: NewOp['view']): void => {
    for (const user of view?.mentions ?? []) mention.run(conversation, idToBytes(user), seq, row)
  }
  return {
    add: (conversation, op) => {
      const { lastInsertRowid } = insert.run(
        conversation,
        op.segment,
        op.client,
        op.clock,
        op.seq,
        idToBytes(op.topic),
        idToBytes(op.id),
        idToBytes(op.by),
        op.kind,
        op.shownAt.time,
        op.shownAt.counter,
        op.clamped ? 1 : 0,
        op.counts ? 1 : 0,
        op.body ?? null,
        ...viewValues(op.view, op.view?.state === 'said' ? 0 : undefined),
      )
      mentionAll(conversation, Number(lastInsertRowid), op.seq, op.view)
    },
    change: (conversation, { row, counts, body, view, run }) => {
      const changed = update.get(counts ? 1 : 0, body ?? null, ...viewValues(view, run), row)
      if (changed === undefined) return
      forget.run(row)
      mentionAll(conversation, row, integer(changed, 'seq'), view)
    },
    remove: (row) => {
      remove.run(row)
      forget.run(row)
    },
  }
}

function createUnindexer(database: DatabaseSync): (conversation: number, unindexed: Unindexed) => void {
  const find = database.prepare(
    'SELECT rows FROM message_tokens WHERE conversation = ? AND token = ? AND run = ?',
  )
  const set = database.prepare(
    'UPDATE message_tokens SET rows = ? WHERE conversation = ? AND token = ? AND run = ?',
  )
  const drop = database.prepare('DELETE FROM message_tokens WHERE conversation = ? AND token = ? AND run = ?')
  return (conversation, { row, run, tokens }) => {
    for (const token of tokens) {
      const found = find.get(conversation, token, run)
      if (found === undefined) continue
      const left = unpackRows(bytes(found, 'rows')).filter((each) => each !== row)
      if (left.length === 0) drop.run(conversation, token, run)
      else set.run(packRows(left), conversation, token, run)
    }
  }
}
