/** Rows of webhooks: address and secrets are sealed under the key of their workspace. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { millis } from '../../../core/base/clock.ts'
import { fail, ok } from '../../../core/base/result.ts'
import { conversationId, idToBytes, userId, webhookId, type WorkspaceId } from '../../../core/protocol/ids.ts'
import { pauses, webhookEvents } from '../../../core/protocol/webhooks-api.ts'
import type { AtRest } from '../../at-rest/at-rest.ts'
import { damaged } from '../../at-rest/gcm.ts'
import { webhookPlace } from '../sealed-places.ts'
import type { NewWebhook, WebhookRow, WebhookSecrets, WebhookStore } from '../webhook-store.ts'
import { method, transaction } from './database.ts'
import { bytes, id, integer, oneOf, type Row, text, time } from './rows.ts'

type Rows = Pick<WebhookStore, 'add' | 'webhooks' | 'webhook' | 'change' | 'pause' | 'remove'>

const ofWorkspace = 'workspace = (SELECT number FROM workspaces WHERE id = ?)'

export const createWebhookRows = (database: DatabaseSync, atRest: AtRest): Rows => ({
  ...createMaking(database, atRest),
  ...createReads(database, atRest),
  ...createChanges(database, atRest),
})

function createMaking(database: DatabaseSync, atRest: AtRest): Pick<Rows, 'add'> {
  const insert = database.prepare(
    `INSERT INTO webhooks (id, workspace, name, events, conversations, body, changed_by, created)
     SELECT ?, number, ?, ?, ?, ?, ?, ? FROM workspaces WHERE id = ?`,
  )
  const any = database.prepare(`SELECT 1 FROM webhooks WHERE ${ofWorkspace} LIMIT 1`)
  const allHeard = database.prepare(
    `INSERT OR REPLACE INTO webhook_cursors SELECT c.number, l.seq FROM channels c JOIN logs l ON l.conversation = c.number
     JOIN workspaces w ON w.number = c.workspace WHERE w.id = ? AND c.sealed IS NULL`,
  )
  return {
    add: method((webhook) =>
      transaction(database, () => {
        const { workspace, name, changedBy, created } = webhook
        const place = idToBytes(workspace)
        if (any.get(place) === undefined) allHeard.run(place)
        const [events, conversations] = listsOf(webhook)
        const by = idToBytes(changedBy)
        const body = sealBody(webhook, atRest)
        insert.run(idToBytes(webhook.id), name, events, conversations, body, by, created, place)
      }),
    ),
  }
}

function createReads(database: DatabaseSync, atRest: AtRest): Pick<Rows, 'webhooks' | 'webhook'> {
  const counted = (state: string): string =>
    `(SELECT count(*) FROM webhook_deliveries d WHERE d.webhook = webhooks.row AND d.state = '${state}') AS ${state}`
  const columns = `*, ${counted('waiting')}, ${counted('dead')}`
  const all = database.prepare(`SELECT ${columns} FROM webhooks WHERE ${ofWorkspace} ORDER BY row`)
  const one = database.prepare(`SELECT ${columns} FROM webhooks WHERE ${ofWorkspace} AND id = ?`)
  return {
    webhooks: method((workspace) =>
      all.all(idToBytes(workspace)).map((row) => toWebhook(workspace, row, atRest)),
    ),
    webhook: method((workspace, webhook) => {
      const row = one.get(idToBytes(workspace), idToBytes(webhook))
      return row && toWebhook(workspace, row, atRest)
    }),
  }
}

function createChanges(database: DatabaseSync, atRest: AtRest): Pick<Rows, 'change' | 'pause' | 'remove'> {
  const change = database.prepare(
    `UPDATE webhooks SET name = ?, events = ?, conversations = ?, body = ?, changed_by = ? WHERE ${ofWorkspace} AND id = ?`,
  )
  const pause = database.prepare(
    `UPDATE webhooks SET paused = ?, failure = NULL, next_attempt = 0 WHERE ${ofWorkspace} AND id = ?`,
  )
  const remove = database.prepare(`DELETE FROM webhooks WHERE ${ofWorkspace} AND id = ?`)
  const found = ({ changes }: { readonly changes: number | bigint }) =>
    changes > 0 ? ok(undefined) : fail({ kind: 'not-found' as const })
  return {
    change: method((workspace, webhook, wish) => {
      const body = sealBody({ ...wish, workspace, id: webhook }, atRest)
      const given = [wish.name, ...listsOf(wish), body, idToBytes(wish.changedBy)] as const
      return found(change.run(...given, idToBytes(workspace), idToBytes(webhook)))
    }),
    pause: method((workspace, webhook, paused) =>
      found(pause.run(paused ?? null, idToBytes(workspace), idToBytes(webhook))),
    ),
    remove: method((workspace, webhook) => found(remove.run(idToBytes(workspace), idToBytes(webhook)))),
  }
}

const listsOf = ({ events, conversations }: Pick<NewWebhook, 'events' | 'conversations'>) =>
  [events.join(' '), conversations.join(' ')] as const

const bodySchema = v.object({
  url: v.string(),
  newest: v.string(),
  previous: v.optional(v.object({ secret: v.string(), until: v.number() })),
})

const toBase64 = (secret: Uint8Array): string => Buffer.from(secret).toString('base64')
const fromBase64 = (secret: string): Uint8Array => new Uint8Array(Buffer.from(secret, 'base64'))

function sealBody(
  { workspace, id: webhook, url, secrets }: Pick<NewWebhook, 'workspace' | 'id' | 'url' | 'secrets'>,
  atRest: AtRest,
): Uint8Array {
  const { newest, previous } = secrets
  const json = JSON.stringify({
    url,
    newest: toBase64(newest),
    ...(previous && { previous: { secret: toBase64(previous.secret), until: previous.until } }),
  })
  return atRest.seal(workspace, webhookPlace(webhook), new TextEncoder().encode(json))
}

function openBody(
  workspace: WorkspaceId,
  row: Row,
  atRest: AtRest,
): { readonly url: string; readonly secrets: WebhookSecrets } {
  const plain = atRest.open(workspace, webhookPlace(id(webhookId, row, 'id')), bytes(row, 'body'))
  const read = v.safeParse(bodySchema, JSON.parse(new TextDecoder().decode(plain)))
  if (!read.success) throw damaged('a webhook')
  const { url, newest, previous } = read.output
  const before = previous && { secret: fromBase64(previous.secret), until: millis(previous.until) }
  return { url, secrets: { newest: fromBase64(newest), previous: before } }
}

function toWebhook(workspace: WorkspaceId, row: Row, atRest: AtRest): WebhookRow {
  const events = text(row, 'events').split(' ')
  const conversations = text(row, 'conversations').split(' ')
  return {
    id: id(webhookId, row, 'id'),
    workspace,
    name: text(row, 'name'),
    ...openBody(workspace, row, atRest),
    events: webhookEvents.filter((event) => events.includes(event)),
    conversations: conversations.filter((each) => each !== '').map(conversationId),
    changedBy: id(userId, row, 'changed_by'),
    created: time(row, 'created'),
    paused: row['paused'] === null ? undefined : oneOf(pauses, row, 'paused'),
    failure: row['failure'] === null ? undefined : text(row, 'failure'),
    waiting: integer(row, 'waiting'),
    dead: integer(row, 'dead'),
  }
}
