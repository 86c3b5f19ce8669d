import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { botScopes } from '../../../core/protocol/bots-api.ts'
import { deviceId, idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { BotStore, BotToken } from '../bot-store.ts'
import { createMemberPut } from './conversation-store.ts'
import { method, transaction } from './database.ts'
import { createVersionCounter } from './directory-rows.ts'
import { id, integer, type Row, text, time } from './rows.ts'

/** As `migrations.ts` adds them. Each token is a device of its bot, which is what signs it out. */
export const botTables = `
  CREATE TABLE bots (
    user BLOB PRIMARY KEY REFERENCES users (id),
    workspace INTEGER NOT NULL REFERENCES workspaces (number),
    created_by BLOB NOT NULL,
    created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX bots_by_workspace ON bots (workspace, created);
  CREATE TABLE bot_tokens (
    device BLOB PRIMARY KEY REFERENCES devices (id),
    user BLOB NOT NULL REFERENCES bots (user) ON DELETE CASCADE,
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX bot_tokens_by_user ON bot_tokens (user, created);
`

export const createSqliteBots = (database: DatabaseSync): BotStore => ({
  create: createMaking(database),
  ...createBotRows(database),
  ...createEnds(database),
})

function createMaking(database: DatabaseSync): BotStore['create'] {
  const nextVersion = createVersionCounter(database)
  const find = database.prepare('SELECT number FROM workspaces WHERE id = ?')
  const taken = database.prepare('SELECT 1 FROM users WHERE username = ?')
  const place = database.prepare(
    'SELECT number, private FROM channels WHERE id = ? AND workspace = ? AND deleted = 0 AND sealed IS NULL',
  )
  const account = database.prepare('INSERT INTO users (id, name, username, created) VALUES (?, ?, ?, ?)')
  const bot = database.prepare('INSERT INTO bots VALUES (?, ?, ?, ?)')
  const join = database.prepare("INSERT INTO memberships VALUES (?, ?, 'member', ?, ?)")
  const letIn = createMemberPut(database)
  const touch = database.prepare('UPDATE channels SET version = ? WHERE number = ?')
  const post = database.prepare('INSERT INTO incoming_webhooks VALUES (?, ?, ?)')
  return method(({ workspace, username, displayName, created, ...who }, incoming) =>
    transaction(database, () => {
      const inside = find.get(idToBytes(workspace))
      if (inside === undefined) return fail({ kind: 'not-found' })
      const number = integer(inside, 'number')
      const channel = incoming && place.get(idToBytes(incoming.conversation), number)
      if (incoming !== undefined && channel === undefined) return fail({ kind: 'not-found' })
      if (taken.get(username) !== undefined) return fail({ kind: 'username-taken' })
      const [user, version] = [idToBytes(who.user), nextVersion()]
      account.run(user, displayName, username, created)
      bot.run(user, number, idToBytes(who.createdBy), created)
      join.run(number, user, version, version)
      if (incoming === undefined || channel === undefined) return ok(undefined)
      const conversation = integer(channel, 'number')
      if (integer(channel, 'private') === 1) {
        letIn(conversation, who.user, { role: 'member', now: created, version })
        touch.run(version, conversation)
      }
      post.run(user, idToBytes(incoming.conversation), incoming.hash)
      return ok(undefined)
    }),
  )
}

function createBotRows(database: DatabaseSync): Omit<BotStore, 'create' | 'revoke' | 'remove'> {
  const all = database.prepare(
    `SELECT b.user, b.created_by, b.created, u.username, u.name FROM bots b JOIN workspaces w ON w.number = b.workspace
     JOIN users u ON u.id = b.user WHERE w.id = ? ORDER BY b.created, b.user`,
  )
  const tokens = database.prepare('SELECT * FROM bot_tokens WHERE user = ? ORDER BY created, device')
  const insertToken = database.prepare(
    'INSERT INTO bot_tokens (device, user, hash, name, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const byHash = database.prepare(
    `SELECT t.* FROM bot_tokens t JOIN devices d ON d.id = t.device JOIN users u ON u.id = t.user
     WHERE t.hash = ? AND d.active = 1 AND u.disabled IS NULL`,
  )
  const tokensOf = (bot: Uint8Array): ReadonlyArray<BotToken> => tokens.all(bot).map(toToken)
  return {
    bots: method((workspace) =>
      all.all(idToBytes(workspace)).map((row) => {
        const user = id(userId, row, 'user')
        return {
          user,
          workspace,
          createdBy: id(userId, row, 'created_by'),
          created: time(row, 'created'),
          username: text(row, 'username'),
          displayName: text(row, 'name'),
          tokens: tokensOf(idToBytes(user)),
        }
      }),
    ),
    addToken: method(({ device, user, hash, name, scopes, created, expires }) => {
      insertToken.run(idToBytes(device), idToBytes(user), hash, name, scopes.join(' '), created, expires)
    }),
    byHash: method((hash) => {
      const row = byHash.get(hash)
      return row && toToken(row)
    }),
  }
}

function createEnds(database: DatabaseSync): Pick<BotStore, 'revoke' | 'remove'> {
  const isBot = database.prepare(
    'SELECT 1 FROM bots b JOIN workspaces w ON w.number = b.workspace WHERE b.user = ? AND w.id = ?',
  )
  const dropToken = database.prepare('DELETE FROM bot_tokens WHERE device = ? AND user = ?')
  const end = database.prepare('UPDATE devices SET active = 0, ended = ? WHERE id = ?')
  const drop = database.prepare('DELETE FROM bots WHERE user = ?')
  const tokens = database.prepare('SELECT device FROM bot_tokens WHERE user = ?')
  return {
    revoke: method((workspace, bot, token, now) =>
      transaction(database, () => {
        if (isBot.get(idToBytes(bot), idToBytes(workspace)) === undefined) return fail({ kind: 'not-found' })
        if (dropToken.run(idToBytes(token), idToBytes(bot)).changes === 0) return fail({ kind: 'not-found' })
        end.run(now, idToBytes(token))
        return ok(undefined)
      }),
    ),
    remove: method((workspace, bot, now) =>
      transaction(database, () => {
        if (isBot.get(idToBytes(bot), idToBytes(workspace)) === undefined) return fail({ kind: 'not-found' })
        const devices = tokens.all(idToBytes(bot)).map((row) => id(deviceId, row, 'device'))
        for (const device of devices) end.run(now, idToBytes(device))
        drop.run(idToBytes(bot))
        return ok(devices)
      }),
    ),
  }
}

function toToken(row: Row): BotToken {
  const scopes = text(row, 'scopes').split(' ')
  return {
    device: id(deviceId, row, 'device'),
    user: id(userId, row, 'user'),
    name: text(row, 'name'),
    scopes: botScopes.filter((scope) => scopes.includes(scope)),
    created: time(row, 'created'),
    expires: time(row, 'expires'),
  }
}
