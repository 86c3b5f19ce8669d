/** Devices and the refresh tokens that they hold. */
import type { DatabaseSync } from 'node:sqlite'
import type { Millis } from '../../../core/base/clock.ts'
import { fail, ok } from '../../../core/base/result.ts'
import { type DeviceId, deviceId, idToBytes, type UserId, userId } from '../../../core/protocol/ids.ts'
import type { AccountStore } from '../account-store.ts'
import { method, transaction } from './database.ts'
import { bytes, id, integer, text, time } from './rows.ts'

type DeviceCalls = 'saveDevice' | 'activeDevice' | 'devices' | 'noteSeen' | 'noteGone' | 'seenDevices'
type EndCalls = 'endDevice' | 'endDevices' | 'setDisabled' | 'sessionsFrom'
type RefreshCalls = 'startRefresh' | 'rotateRefresh' | 'signOut'

export function createDeviceRows(
  database: DatabaseSync,
): Pick<AccountStore, DeviceCalls | EndCalls | RefreshCalls> {
  return { ...createDevices(database), ...createEnds(database), ...createRefreshRows(database) }
}

function createDevices(database: DatabaseSync): Pick<AccountStore, DeviceCalls> {
  const save = database.prepare(
    `INSERT INTO devices (id, user, name, active, created) VALUES (?, ?, ?, 1, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, active = 1
     WHERE user = excluded.user AND revoked = 0`,
  )
  const owned = database.prepare('SELECT 1 FROM devices WHERE id = ? AND user = ?')
  const active = database.prepare(
    `SELECT d.user FROM devices d JOIN users u ON u.id = d.user
     WHERE d.id = ? AND d.active = 1 AND u.disabled IS NULL`,
  )
  const list = database.prepare(
    `SELECT id, name, active, created, max(created, seen) AS last FROM devices
     WHERE user = ? AND revoked = 0 ORDER BY last DESC, id`,
  )
  const see = database.prepare('UPDATE devices SET seen = max(seen, ?) WHERE id = ?')
  const leave = database.prepare('UPDATE users SET gone = max(gone, ?) WHERE id = ?')
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
    devices: method((user) =>
      list.all(idToBytes(user)).map((row) => ({
        device: id(deviceId, row, 'id'),
        name: text(row, 'name'),
        active: integer(row, 'active') === 1,
        created: time(row, 'created'),
        seen: time(row, 'last'),
      })),
    ),
    noteSeen: method((devices) =>
      transaction(database, () => {
        for (const { device, at } of devices) see.run(at, idToBytes(device))
      }),
    ),
    noteGone: method((people) =>
      transaction(database, () => {
        for (const { user, at } of people) leave.run(at, idToBytes(user))
      }),
    ),
    seenDevices: method((user) =>
      seen.all(idToBytes(user)).map((row) => ({ device: id(deviceId, row, 'id'), at: time(row, 'seen') })),
    ),
  }
}

function createEnds(database: DatabaseSync): Pick<AccountStore, EndCalls> {
  const active = database.prepare('SELECT id FROM devices WHERE user = ? AND active = 1')
  const deactivate = database.prepare(
    'UPDATE devices SET active = 0, ended = ? WHERE id = ? AND user = ? AND active = 1',
  )
  const endTokens = database.prepare('DELETE FROM refresh_tokens WHERE device = ?')
  const endSessions = database.prepare('UPDATE users SET sessions_from = ? WHERE id = ?')
  const from = database.prepare(
    `SELECT max(u.sessions_from, ifnull(d.ended, 0)) AS since FROM users u LEFT JOIN devices d ON d.id = ?
     WHERE u.id = ?`,
  )
  const disable = database.prepare('UPDATE users SET disabled = ? WHERE id = ?')
  const end = (user: UserId, device: DeviceId, now: Millis): boolean => {
    const ended = deactivate.run(now, idToBytes(device), idToBytes(user)).changes === 1
    if (ended) endTokens.run(idToBytes(device))
    return ended
  }
  const endAll = (user: UserId, except: DeviceId | undefined, now: Millis): ReadonlyArray<DeviceId> => {
    endSessions.run(now, idToBytes(user))
    const devices = active.all(idToBytes(user)).map((row) => id(deviceId, row, 'id'))
    return devices.filter((device) => device !== except && end(user, device, now))
  }
  return {
    endDevice: method((user, device, now) => transaction(database, () => end(user, device, now))),
    endDevices: method((user, { except, now }) => transaction(database, () => endAll(user, except, now))),
    setDisabled: method((user, at) =>
      transaction(database, () => {
        disable.run(at ?? null, idToBytes(user))
        return at === undefined ? [] : endAll(user, undefined, at)
      }),
    ),
    sessionsFrom: method((user, device) => time(from.get(idToBytes(device), idToBytes(user)) ?? {}, 'since')),
  }
}

function createRefreshRows(database: DatabaseSync): Pick<AccountStore, RefreshCalls> {
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
