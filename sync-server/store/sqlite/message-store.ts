import type { DatabaseSync } from 'node:sqlite'
import {
  conversationId,
  everyone,
  idBytes,
  idFromBytes,
  idToBytes,
  opId,
  userId,
} from '../../../core/protocol/ids.ts'
import { type MessageStore, maxRepliesLookedAt, maxUnreadCounted } from '../message-store.ts'
import { method } from './database.ts'
import { createMessageIndex } from './message-index.ts'
import { createMessageLists } from './message-lists.ts'
import { numbered, opColumns, readOp } from './message-rows.ts'
import { createMessageWrites } from './message-writes.ts'
import { bytes, id, integer, text } from './rows.ts'

export function createSqliteMessages(database: DatabaseSync): MessageStore {
  return {
    ...createMessageWrites(database),
    ...createProgressReads(database),
    ...createPeopleReads(database),
    ...createOpReads(database),
    ...createMessageLists(database),
    ...createUnreadReads(database),
    ...createMessageIndex(database),
  }
}

function createProgressReads(
  database: DatabaseSync,
): Pick<MessageStore, 'projection' | 'behind' | 'moderators'> {
  const projection = database.prepare(
    `SELECT seq, moderators FROM projections WHERE conversation = ${numbered}`,
  )
  const behind = database.prepare(
    `SELECT c.id, l.seq - coalesce(p.seq, 0) AS entries FROM channels c JOIN logs l ON l.conversation = c.number
     LEFT JOIN projections p ON p.conversation = c.number
     WHERE c.sealed IS NULL AND c.deleted = 0 AND l.seq > coalesce(p.seq, 0) ORDER BY entries DESC LIMIT ?`,
  )
  const moderators = database.prepare(
    `SELECT user FROM memberships INDEXED BY memberships_leading
     WHERE workspace = (SELECT workspace FROM channels WHERE id = ?1) AND role IN ('owner', 'admin')
     UNION
     SELECT user FROM conversation_members
     WHERE conversation = (SELECT number FROM channels WHERE id = ?1) AND role = 'admin' AND left_version IS NULL
     ORDER BY user`,
  )
  return {
    projection: method((conversation) => {
      const row = projection.get(idToBytes(conversation))
      if (row === undefined) return { seq: 0, moderators: [] }
      const ids = bytes(row, 'moderators')
      const people = Array.from({ length: ids.length / idBytes }, (_, index) =>
        idFromBytes(userId, ids.subarray(index * idBytes, (index + 1) * idBytes)),
      )
      return { seq: integer(row, 'seq'), moderators: people }
    }),
    behind: method((most) =>
      behind
        .all(most)
        .map((row) => ({ conversation: id(conversationId, row, 'id'), entries: integer(row, 'entries') })),
    ),
    moderators: method((conversation) =>
      moderators.all(idToBytes(conversation)).map((row) => id(userId, row, 'user')),
    ),
  }
}

function createPeopleReads(database: DatabaseSync): Pick<MessageStore, 'about' | 'nameOf'> {
  const about = database.prepare(
    `SELECT c.name, (SELECT count(*) FROM credentials k
       WHERE EXISTS (SELECT 1 FROM readers r WHERE r.conversation = c.number AND r.user = k.user)) AS members
     FROM channels c WHERE c.id = ?`,
  )
  const name = database.prepare(
    'SELECT coalesce(m.name, u.name) AS name FROM users u LEFT JOIN users m ON m.id = u.matched WHERE u.id = ?',
  )
  return {
    about: method((conversation) => {
      const row = about.get(idToBytes(conversation))
      return row && { name: text(row, 'name'), members: integer(row, 'members') }
    }),
    nameOf: method((user) => {
      const row = name.get(idToBytes(user))
      return row && text(row, 'name')
    }),
  }
}

function createOpReads(
  database: DatabaseSync,
): Pick<MessageStore, 'topic' | 'topics' | 'namesakes' | 'opsAt' | 'judgedBy'> {
  const select = `SELECT ${opColumns} FROM message_ops o WHERE o.conversation = ${numbered}`
  const topic = database.prepare(`${select} AND o.topic = ? AND o.segment = ?`)
  const topics = database.prepare(`${select} AND o.topic = ?`)
  const namesakes = database.prepare(
    `${select} AND o.name = ? AND o.name <> o.topic AND o.segment = ? AND o.author = ?`,
  )
  const places = database.prepare(
    `${select} AND o.segment = ? AND o.client = ? AND o.clock >= ? AND o.clock < ?`,
  )
  const judged = database.prepare(
    `SELECT DISTINCT o.topic, o.segment FROM message_ops o
     WHERE o.conversation = ${numbered} AND o.author = ? AND o.kind IN ('redact', 'mask')`,
  )
  return {
    topic: method((conversation, key) =>
      topic.all(idToBytes(conversation), idToBytes(key.topic), key.segment).map(readOp),
    ),
    topics: method((conversation, wanted) =>
      topics.all(idToBytes(conversation), idToBytes(wanted)).map(readOp),
    ),
    namesakes: method((conversation, { segment, id: name, by }) =>
      namesakes.all(idToBytes(conversation), idToBytes(name), segment, idToBytes(by)).map(readOp),
    ),
    opsAt: method((conversation, { segment, client, clock }, length) =>
      places.all(idToBytes(conversation), segment, client, clock, clock + length).map(readOp),
    ),
    judgedBy: method((conversation, people) =>
      people.flatMap((person) =>
        judged
          .all(idToBytes(conversation), idToBytes(person))
          .map((row) => ({ topic: id(opId, row, 'topic'), segment: integer(row, 'segment') })),
      ),
    ),
  }
}

function createUnreadReads(database: DatabaseSync): Pick<MessageStore, 'unread'> {
  const channel = database.prepare(
    `SELECT count(*) AS found FROM (SELECT 1 FROM message_ops o
     WHERE o.conversation = ${numbered} AND o.state = 'said' AND o.in_channel = 1 AND o.seq > ?2 AND o.author <> ?3
     LIMIT ${maxUnreadCounted})`,
  )
  const followed = [
    `EXISTS (SELECT 1 FROM message_ops r
       WHERE r.conversation = t.conversation AND r.topic = t.thread AND r.author = ?3 AND r.state IS NOT NULL)`,
    `EXISTS (SELECT 1 FROM message_ops r WHERE r.conversation = t.conversation
       AND r.thread = t.thread AND r.thread IS NOT NULL AND r.state IS NOT NULL AND r.author = ?3)`,
    `EXISTS (SELECT 1 FROM message_mentions n JOIN message_ops r ON r.row = n.row
       WHERE n.conversation = t.conversation AND n.user = ?3 AND (r.topic = t.thread OR r.thread = t.thread))`,
  ].join(' OR ')
  const replies = database.prepare(
    `SELECT coalesce(sum(t.replies), 0) AS found FROM (
       SELECT conversation, thread, count(*) AS replies FROM (
         SELECT o.conversation, o.thread FROM message_ops o
         WHERE o.conversation = ${numbered} AND o.state = 'said' AND o.in_channel = 0 AND o.seq > ?2 AND o.author <> ?3
         ORDER BY o.seq DESC LIMIT ${maxRepliesLookedAt})
       GROUP BY thread) t
     WHERE ${followed}`,
  )
  const mentions = database.prepare(
    `SELECT count(*) AS found FROM (SELECT DISTINCT t.row FROM message_mentions m JOIN message_ops t ON t.row = m.row
     WHERE m.conversation = ${numbered} AND m.user IN (?3, ?4) AND m.seq > ?2 AND t.state = 'said' AND t.author <> ?3
       AND (m.user = ?3 OR t.in_channel = 1 OR ${followed})
     LIMIT ${maxUnreadCounted})`,
  )
  return {
    unread: method((conversation, user, seq) => {
      const count = (statement: typeof channel, ...more: ReadonlyArray<Uint8Array>): number =>
        integer(statement.get(idToBytes(conversation), seq, idToBytes(user), ...more) ?? {}, 'found')
      return {
        unread: Math.min(maxUnreadCounted, count(channel) + count(replies)),
        mentions: count(mentions, idToBytes(everyone)),
      }
    }),
  }
}
