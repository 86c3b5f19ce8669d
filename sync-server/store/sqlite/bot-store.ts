import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { botScopes } from '../../../core/protocol/bots-api.ts'
import { deviceId, idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { BotStore, BotToken } from '../bot-store.ts'
import { method, transaction } from './database.ts'
import { id, type Row, text, time } from './rows.ts'

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
  ...createBotRows(database),
  ...createEnds(database),
})

function createBotRows(database: DatabaseSync): Omit<BotStore, 'revoke' | 'remove'> {
  const insert = database.prepare('INSERT INTO bots SELECT ?, number, ?, ? FROM workspaces WHERE id = ?')
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
    add: method(
      ({ user, workspace, createdBy, created }) =>
        void insert.run(idToBytes(user), idToBytes(createdBy), created, idToBytes(workspace)),
    ),
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
