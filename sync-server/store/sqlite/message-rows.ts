import type { DatabaseSync } from 'node:sqlite'
import type { MessageOp } from '../../../core/conversation/op.ts'
import { type Id, idToBytes, opId, userId } from '../../../core/protocol/ids.ts'
import { messageStates, type NewOp, type StoredOp } from '../message-store.ts'
import { bytes, id, integer, oneOf, type Row, time } from './rows.ts'

/** Subquery for the number of the conversation whose id is bound. */
export const numbered = '(SELECT number FROM channels WHERE id = ?)'

/** Of a table called `o`. */
export const opColumns = `o.row, o.segment, o.client, o.clock, o.seq, o.topic, o.name, o.author, o.kind, o.time, o.counter,
  o.clamped, o.counts, o.body, o.state, o.reply_to, o.thread, o.in_channel, o.pinned, o.expires, o.run`

const kinds: ReadonlyArray<MessageOp['kind']> = ['post', 'edit', 'redact', 'react', 'pin', 'mask']

export function readOp(row: Row): StoredOp {
  return {
    row: integer(row, 'row'),
    segment: integer(row, 'segment'),
    client: integer(row, 'client'),
    clock: integer(row, 'clock'),
    seq: integer(row, 'seq'),
    topic: id(opId, row, 'topic'),
    id: id(opId, row, 'name'),
    by: id(userId, row, 'author'),
    kind: oneOf(kinds, row, 'kind'),
    shownAt: { time: time(row, 'time'), counter: integer(row, 'counter') },
    clamped: integer(row, 'clamped') === 1,
    counts: integer(row, 'counts') === 1,
    body: unlessNull(row, 'body', bytes),
    view: row['state'] === null ? undefined : readView(row),
    run: unlessNull(row, 'run', integer),
  }
}

const readView = (row: Row): NonNullable<StoredOp['view']> => ({
  state: oneOf(messageStates, row, 'state'),
  replyTo: unlessNull(row, 'reply_to', readOpId),
  thread: unlessNull(row, 'thread', readOpId),
  inChannel: integer(row, 'in_channel') === 1,
  pinned: integer(row, 'pinned') === 1,
  expiresAt: unlessNull(row, 'expires', time),
})

const readOpId = (row: Row, column: string) => id(opId, row, column)

const unlessNull = <Value>(
  row: Row,
  column: string,
  read: (row: Row, column: string) => Value,
): Value | undefined => (row[column] === null ? undefined : read(row, column))

/** What the statements below bind of a view, in this order. */
export const viewColumns = 'state, reply_to, thread, in_channel, pinned, expires, run'

export const viewValues = (
  view: NewOp['view'],
  run: number | undefined,
): ReadonlyArray<string | number | Uint8Array | null> => [
  view?.state ?? null,
  idOrNull(view?.replyTo),
  idOrNull(view?.thread),
  view?.inChannel === true ? 1 : 0,
  view?.pinned === true ? 1 : 0,
  view?.expiresAt ?? null,
  run ?? null,
]

const idOrNull = (id: Id | undefined): Uint8Array | null => (id === undefined ? null : idToBytes(id))

/** Answers the number of a conversation; undefined if it is not there. */
export function createNumbers(database: DatabaseSync): (conversation: Id) => number | undefined {
  const find = database.prepare('SELECT number FROM channels WHERE id = ? AND deleted = 0')
  return (conversation) => {
    const row = find.get(idToBytes(conversation))
    return row && integer(row, 'number')
  }
}
