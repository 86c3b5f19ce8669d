/** What happened that webhooks were not told of yet. */
import type { DatabaseSync } from 'node:sqlite'
import { conversationId, type Id, idToBytes, userId, workspaceId } from '../../../core/protocol/ids.ts'
import { webhookEvents } from '../../../core/protocol/webhooks-api.ts'
import { maxWaiting, type NewDelivery, type WebhookStore } from '../webhook-store.ts'
import { method, transaction } from './database.ts'
import { id, integer, oneOf } from './rows.ts'

type Events = Pick<WebhookStore, 'unheard' | 'happenings' | 'enqueue'>

export const createWebhookEvents = (database: DatabaseSync): Events => ({
  ...createReads(database),
  ...createEnqueue(database),
})

function createReads(database: DatabaseSync): Pick<Events, 'unheard' | 'happenings'> {
  const unheard = database.prepare(
    `SELECT c.id, w.id AS workspace, coalesce(h.seq, 0) AS heard, l.seq
     FROM (SELECT DISTINCT workspace FROM webhooks) o JOIN workspaces w ON w.number = o.workspace
     JOIN channels c ON c.workspace = o.workspace JOIN logs l ON l.conversation = c.number
     LEFT JOIN webhook_cursors h ON h.conversation = c.number
     WHERE c.sealed IS NULL AND c.deleted = 0 AND l.seq > coalesce(h.seq, 0) LIMIT ?`,
  )
  // A row that is about nothing any more is answered without what it was about, to be passed over.
  const happenings = database.prepare(
    `SELECT h.row, w.id AS workspace, h.type, c.id AS conversation, u.id AS user FROM webhook_happenings h
     JOIN workspaces w ON w.number = h.workspace
     LEFT JOIN channels c ON c.number = h.conversation AND c.sealed IS NULL AND c.document IS NULL AND c.deleted = 0
     LEFT JOIN users u ON u.id = h.user AND u.username IS NOT NULL ORDER BY h.row LIMIT ?`,
  )
  return {
    unheard: method((most) =>
      unheard.all(most).map((row) => ({
        conversation: id(conversationId, row, 'id'),
        workspace: id(workspaceId, row, 'workspace'),
        after: integer(row, 'heard'),
        upTo: integer(row, 'seq'),
      })),
    ),
    happenings: method((most) =>
      happenings.all(most).map((row) => ({
        row: integer(row, 'row'),
        workspace: id(workspaceId, row, 'workspace'),
        event: {
          type: oneOf(webhookEvents, row, 'type'),
          conversation: row['conversation'] === null ? undefined : id(conversationId, row, 'conversation'),
          user: row['user'] === null ? undefined : id(userId, row, 'user'),
        },
      })),
    ),
  }
}

const bytesOf = (given: Id | undefined): Uint8Array | null => (given === undefined ? null : idToBytes(given))

function createEnqueue(database: DatabaseSync): Pick<Events, 'enqueue'> {
  const insert = database.prepare(
    `INSERT INTO webhook_deliveries (id, webhook, type, conversation, message, user, time, state, failure)
     SELECT ?, row, ?, ?, ?, ?, ?, ?, ? FROM webhooks WHERE id = ?`,
  )
  const isFull = database.prepare(
    `SELECT 1 FROM webhook_deliveries WHERE state = 'waiting' AND webhook = (SELECT row FROM webhooks WHERE id = ?)
     LIMIT 1 OFFSET ${maxWaiting - 1}`,
  )
  const heard = database.prepare(
    `INSERT INTO webhook_cursors SELECT number, ?2 FROM channels WHERE id = ?1
     ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)`,
  )
  const drop = database.prepare('DELETE FROM webhook_happenings WHERE row <= ?')
  const queue = ({ id: delivery, webhook, event }: NewDelivery): void => {
    const { type, conversation, message, user, time } = event
    const full = isFull.get(idToBytes(webhook)) !== undefined
    const about = [type, bytesOf(conversation), bytesOf(message), bytesOf(user), time] as const
    const state = full ? (['dead', 'queue-full'] as const) : (['waiting', null] as const)
    insert.run(idToBytes(delivery), ...about, ...state, idToBytes(webhook))
  }
  return {
    enqueue: method((deliveries, read) =>
      transaction(database, () => {
        for (const each of deliveries) queue(each)
        if ('happening' in read) drop.run(read.happening)
        else heard.run(idToBytes(read.conversation), read.seq)
      }),
    ),
  }
}
