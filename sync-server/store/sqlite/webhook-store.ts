import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import {
  conversationId,
  deliveryId,
  idToBytes,
  opId,
  userId,
  webhookId,
  workspaceId,
} from '../../../core/protocol/ids.ts'
import { deliveryStates, webhookEvents } from '../../../core/protocol/webhooks-api.ts'
import type { AtRest } from '../../at-rest/at-rest.ts'
import { type Delivery, type IncomingStore, keptSettled, type WebhookStore } from '../webhook-store.ts'
import { method, transaction } from './database.ts'
import { id, integer, oneOf, type Row, text, time } from './rows.ts'
import { createWebhookEvents } from './webhook-events.ts'
import { createWebhookRows } from './webhook-rows.ts'

export const createSqliteWebhooks = (database: DatabaseSync, atRest: AtRest): WebhookStore => ({
  ...createWebhookRows(database, atRest),
  ...createWebhookEvents(database),
  ...createQueue(database),
  ...createSettling(database),
  ...createDeliveries(database),
})

const numberOf = '(SELECT row FROM webhooks WHERE id = ?)'

function createQueue(database: DatabaseSync): Pick<WebhookStore, 'due' | 'nextDue' | 'next'> {
  const ready = `paused IS NULL AND EXISTS
    (SELECT 1 FROM webhook_deliveries d WHERE d.webhook = h.row AND d.state = 'waiting')`
  const due = database.prepare(
    `SELECT h.id, w.id AS workspace FROM webhooks h JOIN workspaces w ON w.number = h.workspace
     WHERE next_attempt <= ? AND ${ready} ORDER BY next_attempt LIMIT ?`,
  )
  const nextDue = database.prepare(
    `SELECT min(next_attempt) AS at FROM webhooks h WHERE next_attempt > ? AND ${ready}`,
  )
  const next = database.prepare(
    `SELECT * FROM webhook_deliveries WHERE webhook = ${numberOf} AND state = 'waiting' ORDER BY row LIMIT 1`,
  )
  return {
    due: method((now, most) =>
      due.all(now, most).map((row) => ({
        workspace: id(workspaceId, row, 'workspace'),
        webhook: id(webhookId, row, 'id'),
      })),
    ),
    nextDue: method((now) => {
      const row = nextDue.get(now) ?? {}
      return row['at'] === null ? undefined : time(row, 'at')
    }),
    next: method((webhook) => {
      const row = next.get(idToBytes(webhook))
      return row && toDelivery(row)
    }),
  }
}

function createSettling(database: DatabaseSync): Pick<WebhookStore, 'settle'> {
  // What was sent again by hand, or taken away, while it was under way is left as it is.
  const settle = database.prepare(
    `UPDATE webhook_deliveries SET state = ?, attempts = attempts + ?, tried = ?, failure = ?
     WHERE webhook = ${numberOf} AND id = ? AND state = 'waiting'`,
  )
  const note = database.prepare(
    'UPDATE webhooks SET failure = ?1, next_attempt = ?2, paused = coalesce(?3, paused) WHERE id = ?4',
  )
  const trim = database.prepare(
    `DELETE FROM webhook_deliveries WHERE webhook = ?1 AND state <> 'waiting' AND row <= (SELECT row FROM webhook_deliveries
     WHERE webhook = ?1 AND state <> 'waiting' ORDER BY row DESC LIMIT 1 OFFSET ${keptSettled})`,
  )
  const find = database.prepare('SELECT row FROM webhooks WHERE id = ?')
  return {
    settle: method((webhook, delivery, attempt, now) =>
      transaction(database, () => {
        const found = find.get(idToBytes(webhook))
        if (found === undefined) return
        const failure = 'failure' in attempt ? attempt.failure : null
        const state = attempt.kind === 'retry' ? 'waiting' : attempt.kind
        const failed = failure === null ? 0 : 1
        settle.run(state, failed, now, failure, idToBytes(webhook), idToBytes(delivery))
        if (attempt.kind !== 'withheld') {
          const at = attempt.kind === 'retry' ? attempt.at : 0
          const pause = attempt.kind === 'dead' ? attempt.pause : null
          note.run(failure, at, pause, idToBytes(webhook))
        }
        trim.run(integer(found, 'row'))
      }),
    ),
  }
}

function createDeliveries(database: DatabaseSync): Pick<WebhookStore, 'deliveries' | 'redeliver'> {
  const place = database.prepare(`SELECT row FROM webhook_deliveries WHERE webhook = ${numberOf} AND id = ?`)
  const page = database.prepare(
    `SELECT * FROM webhook_deliveries WHERE webhook = (SELECT row FROM webhooks WHERE id = ?1)
     AND (?2 IS NULL OR state = ?2) AND row < ?3 ORDER BY row DESC LIMIT ?4`,
  )
  const again = database.prepare(
    `UPDATE webhook_deliveries SET state = 'waiting', attempts = 0, failure = NULL
     WHERE webhook = ${numberOf} AND id = ? AND state <> 'waiting'`,
  )
  const atOnce = database.prepare('UPDATE webhooks SET next_attempt = 0 WHERE id = ?')
  return {
    deliveries: method((webhook, { state, before, limit }) => {
      const last = before && place.get(idToBytes(webhook), idToBytes(before))
      if (before !== undefined && last === undefined) return []
      const below = last === undefined ? Number.MAX_SAFE_INTEGER : integer(last, 'row')
      return page.all(idToBytes(webhook), state ?? null, below, limit).map(toDelivery)
    }),
    redeliver: method((webhook, delivery) =>
      transaction(database, () => {
        const { changes } = again.run(idToBytes(webhook), idToBytes(delivery))
        if (changes === 0) return fail({ kind: 'not-found' })
        atOnce.run(idToBytes(webhook))
        return ok(undefined)
      }),
    ),
  }
}

function toDelivery(row: Row): Delivery {
  return {
    id: id(deliveryId, row, 'id'),
    event: {
      type: oneOf(webhookEvents, row, 'type'),
      conversation: row['conversation'] === null ? undefined : id(conversationId, row, 'conversation'),
      message: row['message'] === null ? undefined : id(opId, row, 'message'),
      user: row['user'] === null ? undefined : id(userId, row, 'user'),
      time: time(row, 'time'),
    },
    state: oneOf(deliveryStates, row, 'state'),
    attempts: integer(row, 'attempts'),
    tried: row['tried'] === null ? undefined : time(row, 'tried'),
    failure: row['failure'] === null ? undefined : text(row, 'failure'),
  }
}

export function createSqliteIncoming(database: DatabaseSync): IncomingStore {
  const all = database.prepare(
    `SELECT i.user, i.conversation, u.name, b.created_by, b.created FROM incoming_webhooks i JOIN bots b ON b.user = i.user
     JOIN users u ON u.id = i.user JOIN workspaces w ON w.number = b.workspace WHERE w.id = ? ORDER BY b.created, b.user`,
  )
  const byHash = database.prepare(
    `SELECT i.user, i.conversation FROM incoming_webhooks i JOIN users u ON u.id = i.user
     WHERE i.hash = ? AND u.disabled IS NULL`,
  )
  const placeOf = (row: Row) => ({
    user: id(userId, row, 'user'),
    conversation: id(conversationId, row, 'conversation'),
  })
  return {
    list: method((workspace) =>
      all.all(idToBytes(workspace)).map((row) => ({
        ...placeOf(row),
        name: text(row, 'name'),
        createdBy: id(userId, row, 'created_by'),
        created: time(row, 'created'),
      })),
    ),
    byHash: method((hash) => {
      const row = byHash.get(hash)
      return row && placeOf(row)
    }),
  }
}
