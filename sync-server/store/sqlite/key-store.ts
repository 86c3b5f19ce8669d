import type { DatabaseSync } from 'node:sqlite'
import { fail, ok } from '../../../core/base/result.ts'
import { deviceId, idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { KeyStore, StoredLeaf, StoredList } from '../key-store.ts'
import { method, transaction } from './database.ts'
import { createVersionCounter } from './directory-rows.ts'
import { bytes, id, integer, type Row, time } from './rows.ts'

export function createSqliteKeys(database: DatabaseSync): KeyStore {
  return { ...createListRows(database), ...createLeafRows(database), ...createBackupRows(database) }
}

const readList = (row: Row): StoredList => ({
  user: id(userId, row, 'user'),
  version: integer(row, 'version'),
  hash: bytes(row, 'hash'),
  bytes: bytes(row, 'body'),
})

function createListRows(
  database: DatabaseSync,
): Pick<KeyStore, 'putList' | 'newestList' | 'list' | 'listsAfter'> {
  const nextVersion = createVersionCounter(database)
  const head = database.prepare('SELECT version FROM key_heads WHERE user = ?')
  const setHead = database.prepare('INSERT OR REPLACE INTO key_heads VALUES (?, ?, ?, ?)')
  const insert = database.prepare('INSERT INTO device_lists VALUES (?, ?, ?, ?)')
  const revoke = database.prepare(
    'UPDATE devices SET active = 0, revoked = 1 WHERE id = ? AND user = ? AND revoked = 0',
  )
  const leaves = database.prepare('SELECT device FROM device_leaves WHERE user = ?')
  const endLeaf = database.prepare('DELETE FROM device_leaves WHERE device = ?')
  const endTokens = database.prepare('DELETE FROM refresh_tokens WHERE device = ?')
  const columns = 'SELECT user, version, hash, body FROM device_lists WHERE user = ?'
  const newest = database.prepare(`${columns} ORDER BY version DESC LIMIT 1`)
  const one = database.prepare(`${columns} AND version = ?`)
  const after = database.prepare(`${columns} AND version > ? ORDER BY version LIMIT ?`)
  return {
    putList: method(({ user, version, hash, bytes: body, devices, revoked }) =>
      transaction(database, () => {
        const owner = idToBytes(user)
        const before = head.get(owner)
        if (version !== (before === undefined ? 0 : integer(before, 'version')) + 1)
          return fail({ kind: 'moved' })
        insert.run(owner, version, hash, body)
        setHead.run(owner, version, hash, nextVersion())
        for (const row of leaves.all(owner)) {
          if (!devices.includes(id(deviceId, row, 'device'))) endLeaf.run(bytes(row, 'device'))
        }
        const ended = revoked.filter((device) => revoke.run(idToBytes(device), owner).changes === 1)
        for (const device of ended) endTokens.run(idToBytes(device))
        return ok(ended)
      }),
    ),
    newestList: method((user) => {
      const row = newest.get(idToBytes(user))
      return row && readList(row)
    }),
    list: method((user, version) => {
      const row = one.get(idToBytes(user), version)
      return row && readList(row)
    }),
    listsAfter: method((user, version, most) => after.all(idToBytes(user), version, most).map(readList)),
  }
}

const readLeaf = (row: Row): StoredLeaf => ({
  user: id(userId, row, 'user'),
  device: id(deviceId, row, 'device'),
  generation: integer(row, 'generation'),
  until: time(row, 'until'),
  bytes: bytes(row, 'body'),
})

function createLeafRows(database: DatabaseSync): Pick<KeyStore, 'putLeaf' | 'leaves'> {
  const put = database.prepare(
    `INSERT INTO device_leaves VALUES (?, ?, ?, ?, ?) ON CONFLICT (device) DO UPDATE
     SET generation = excluded.generation, until = excluded.until, body = excluded.body
     WHERE user = excluded.user AND excluded.generation > device_leaves.generation`,
  )
  const ofUser = database.prepare(
    'SELECT user, device, generation, until, body FROM device_leaves WHERE user = ?',
  )
  return {
    putLeaf: method(({ user, device, generation, until, bytes: body }) =>
      put.run(idToBytes(device), idToBytes(user), generation, until, body).changes === 1
        ? ok(undefined)
        : fail({ kind: 'moved' }),
    ),
    leaves: method((user) => ofUser.all(idToBytes(user)).map(readLeaf)),
  }
}

function createBackupRows(database: DatabaseSync): Pick<KeyStore, 'putBackup' | 'backup'> {
  const insert = database.prepare('INSERT OR IGNORE INTO key_backups VALUES (?, 1, ?)')
  const replace = database.prepare(
    'UPDATE key_backups SET version = ?, body = ? WHERE user = ? AND version = ?',
  )
  const get = database.prepare('SELECT version, body FROM key_backups WHERE user = ?')
  return {
    putBackup: method((user, version, blob) => {
      const owner = idToBytes(user)
      const put = version === 1 ? insert.run(owner, blob) : replace.run(version, blob, owner, version - 1)
      return put.changes === 1 ? ok(undefined) : fail({ kind: 'moved' })
    }),
    backup: method((user) => {
      const row = get.get(idToBytes(user))
      return row && { version: integer(row, 'version'), blob: bytes(row, 'body') }
    }),
  }
}
