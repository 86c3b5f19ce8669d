import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { deviceId, idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { Account, AccountStore } from '../account-store.ts'
import { isConstraint, method, transaction } from './database.ts'
import { bytes, id, integer, type Row, text, time } from './rows.ts'

export function createSqliteAccounts(database: DatabaseSync): AccountStore {
  return {
    ...createAccountRows(database),
    ...createDeviceRows(database),
    ...createRefreshRows(database),
    ...createKeyRows(database),
  }
}

const readAccount = (row: Row): Account => ({
  user: id(userId, row, 'id'),
  username: text(row, 'username'),
  displayName: text(row, 'name'),
})

function createAccountRows(
  database: DatabaseSync,
): Pick<AccountStore, 'createAccount' | 'account' | 'credentials'> {
  const insertUser = database.prepare('INSERT INTO users (id, name, username, created) VALUES (?, ?, ?, ?)')
  const insertCredentials = database.prepare('INSERT INTO credentials VALUES (?, ?)')
  const byId = database.prepare('SELECT id, name, username FROM users WHERE id = ? AND username IS NOT NULL')
  const byName = database.prepare(
    `SELECT u.id, u.name, u.username, c.password_hash FROM users u JOIN credentials c ON c.user = u.id
     WHERE u.username = ?`,
  )
  return {
    createAccount: method(({ user, username, displayName, passwordHash, created }) => {
      try {
        transaction(database, () => {
          insertUser.run(idToBytes(user), displayName, username, created)
          insertCredentials.run(idToBytes(user), passwordHash)
        })
        return ok(undefined)
      } catch (error) {
        if (isConstraint(error)) return fail({ kind: 'username-taken' })
        throw error
      }
    }),
    account: method((user) => {
      const row = byId.get(idToBytes(user))
      return row && readAccount(row)
    }),
    credentials: method((username) => {
      const row = byName.get(username)
      return row && { ...readAccount(row), passwordHash: text(row, 'password_hash') }
    }),
  }
}

function createDeviceRows(
  database: DatabaseSync,
): Pick<AccountStore, 'saveDevice' | 'activeDevice' | 'noteSeen' | 'seenDevices'> {
  const save = database.prepare(
    `INSERT INTO devices (id, user, name, active, created) VALUES (?, ?, ?, 1, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, active = 1
     WHERE user = excluded.user AND revoked = 0`,
  )
  const owned = database.prepare('SELECT 1 FROM devices WHERE id = ? AND user = ?')
  const active = database.prepare('SELECT user FROM devices WHERE id = ? AND active = 1')
  const see = database.prepare('UPDATE devices SET seen = max(seen, ?) WHERE id = ?')
  const seen = database.prepare('SELECT id, seen FROM devices WHERE user = ? AND seen > 0')
  return {
    saveDevice: method(({ device, user, name, now }) =>
      save.run(idToBytes(device), idToBytes(user), name, now).changes === 1
        ? ok(undefined)
        : fail({ kind: owned.get(idToBytes(device), idToBytes(user)) ? 'device-revoked' : 'device-taken' }),
    ),
    activeDevice: method((device) => {
      const row = active.get(idToBytes(device))
      return row && { user: id(userId, row, 'user') }
    }),
    noteSeen: method((devices) =>
      transaction(database, () => {
        for (const { device, at } of devices) see.run(at, idToBytes(device))
      }),
    ),
    seenDevices: method((user) =>
      seen.all(idToBytes(user)).map((row) => ({ device: id(deviceId, row, 'id'), at: time(row, 'seen') })),
    ),
  }
}

function createRefreshRows(
  database: DatabaseSync,
): Pick<AccountStore, 'startRefresh' | 'rotateRefresh' | 'signOut'> {
  const insert = database.prepare('INSERT INTO refresh_tokens VALUES (?, ?, ?, ?, 0)')
  const endDevice = database.prepare('DELETE FROM refresh_tokens WHERE device = ?')
  const endFamily = database.prepare('DELETE FROM refresh_tokens WHERE family = ?')
  const purge = database.prepare('DELETE FROM refresh_tokens WHERE family = ? AND expires <= ?')
  const find = database.prepare(
    `SELECT t.family, t.device, t.expires, t.used, d.user FROM refresh_tokens t
     JOIN devices d ON d.id = t.device WHERE t.hash = ?`,
  )
  // used: 0 the live token of its family, 2 the one before it, 1 any other.
  const spend = database.prepare('UPDATE refresh_tokens SET used = 1 WHERE family = ? AND used = ?')
  const use = database.prepare('UPDATE refresh_tokens SET used = 2 WHERE hash = ?')
  const deactivate = database.prepare('UPDATE devices SET active = 0 WHERE id = ?')
  return {
    startRefresh: method(({ hash, family, expires, device }) =>
      transaction(database, () => {
        endDevice.run(idToBytes(device))
        insert.run(hash, family, idToBytes(device), expires)
      }),
    ),
    rotateRefresh: method((hash, next, now) =>
      transaction(database, () => {
        const row = find.get(hash)
        if (row === undefined) return fail({ kind: 'unknown' })
        const owner = { user: id(userId, row, 'user'), device: id(deviceId, row, 'device') }
        const family = bytes(row, 'family')
        if (integer(row, 'used') === 1) {
          endFamily.run(family)
          return fail({ kind: 'reused', ...owner })
        }
        if (integer(row, 'expires') <= now) return fail({ kind: 'expired' })
        purge.run(family, now)
        // The one before the live one comes again when its answer was lost: what that answer held is void then.
        spend.run(family, integer(row, 'used') === 2 ? 0 : 2)
        use.run(hash)
        insert.run(next.hash, family, idToBytes(owner.device), next.expires)
        return ok(owner)
      }),
    ),
    signOut: method((hash) =>
      transaction(database, () => {
        const row = find.get(hash)
        if (row === undefined) return undefined
        endFamily.run(bytes(row, 'family'))
        deactivate.run(bytes(row, 'device'))
        return id(deviceId, row, 'device')
      }),
    ),
  }
}

function createKeyRows(database: DatabaseSync): Pick<AccountStore, 'signingKeys' | 'addSigningKey'> {
  const all = database.prepare('SELECT kid, jwk FROM signing_keys ORDER BY created DESC')
  const insert = database.prepare('INSERT INTO signing_keys VALUES (?, ?, ?)')
  return {
    signingKeys: method(() => all.all().map((row) => ({ kid: text(row, 'kid'), jwk: text(row, 'jwk') }))),
    addSigningKey: method(({ kid, jwk, created }) => void insert.run(kid, jwk, created)),
  }
}
