import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { idToBytes } from '../../../core/protocol/ids.ts'
import type { MessagePlace, MessageRange, MessageStore } from '../message-store.ts'
import { method } from './database.ts'
import { numbered, opColumns, readOp } from './message-rows.ts'

const order = ['time', 'counter', 'topic', 'author', 'segment'] as const
const ordered = (direction: 'ASC' | 'DESC'): string =>
  order.map((column) => `o.${column} ${direction}`).join(', ')
const conversation1 = numbered.replace('?', '?1')
const place = order.map((column) => `o.${column}`).join(', ')

export function createMessageLists(
  database: DatabaseSync,
): Pick<MessageStore, 'messages' | 'newestUpTo' | 'byRows' | 'expiring'> {
  const read = createRangeReader(database)
  const select = `SELECT ${opColumns} FROM message_ops o`
  const upTo = database.prepare(
    `${select} WHERE o.conversation = ${conversation1} AND o.state = 'said' AND o.in_channel = 1 AND o.seq = (
       SELECT max(m.seq) FROM message_ops m
       WHERE m.conversation = ${conversation1} AND m.state = 'said' AND m.in_channel = 1 AND m.seq <= ?2)
     ORDER BY ${ordered('DESC')} LIMIT 1`,
  )
  const byRow = database.prepare(`${select} WHERE o.row = ? AND o.conversation = ${numbered}`)
  const due = database.prepare(
    `${select} WHERE o.conversation = ${numbered} AND o.state = 'said' AND o.expires IS NOT NULL AND o.expires <= ?
     ORDER BY o.expires LIMIT ?`,
  )
  return {
    messages: method((conversation, range) => {
      const rows = read(idToBytes(conversation), range).map(readOp)
      return range.beyond?.side === 'after' ? rows : rows.toReversed()
    }),
    newestUpTo: method((conversation, seq) => {
      const row = upTo.get(idToBytes(conversation), seq)
      return row && readOp(row)
    }),
    byRows: method((conversation, rows) =>
      rows.flatMap((each) => {
        const row = byRow.get(each, idToBytes(conversation))
        return row === undefined ? [] : [readOp(row)]
      }),
    ),
    expiring: method((conversation, now, most) => due.all(idToBytes(conversation), now, most).map(readOp)),
  }
}

const placeValues = ({ at, id, author, segment }: MessagePlace): ReadonlyArray<SQLInputValue> => [
  at.time,
  at.counter,
  idToBytes(id),
  idToBytes(author),
  segment,
]

/** Each order of each list is a scan of one index from one place on. */
function createRangeReader(
  database: DatabaseSync,
): (conversation: Uint8Array, range: MessageRange) => ReturnType<StatementSync['all']> {
  const prepare = (which: string): Record<'newest' | 'before' | 'after', StatementSync> => {
    const statement = (beyond: string, direction: 'ASC' | 'DESC'): StatementSync =>
      database.prepare(
        `SELECT ${opColumns} FROM message_ops o WHERE o.conversation = ${numbered} ${which} ${beyond}
         ORDER BY ${ordered(direction)} LIMIT ?`,
      )
    return {
      newest: statement('', 'DESC'),
      before: statement(`AND (${place}) < (?, ?, ?, ?, ?)`, 'DESC'),
      after: statement(`AND (${place}) > (?, ?, ?, ?, ?)`, 'ASC'),
    }
  }
  const prepareBoth = (which: string) => ({
    all: prepare(which),
    said: prepare(`${which} AND o.state = 'said'`),
  })
  const lists = {
    channel: prepareBoth('AND o.state IS NOT NULL AND o.in_channel = 1'),
    pinned: prepareBoth('AND o.pinned = 1'),
    thread: prepareBoth('AND o.state IS NOT NULL AND o.thread IS NOT NULL AND o.thread = ?'),
  }
  return (conversation, { of, beyond, withGone, limit }) => {
    const list = (typeof of === 'string' ? lists[of] : lists.thread)[withGone ? 'all' : 'said']
    const bound: Array<SQLInputValue> = [
      conversation,
      ...(typeof of === 'string' ? [] : [idToBytes(of.thread)]),
    ]
    if (beyond === undefined) return list.newest.all(...bound, limit)
    return list[beyond.side].all(...bound, ...placeValues(beyond.place), limit)
  }
}
