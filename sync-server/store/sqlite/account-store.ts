import type { DatabaseSync } from 'node:sqlite'
import { type Millis, millis } from '../../../core/base/clock.ts'
import { fail, ok } from '../../../core/base/result.ts'
import { idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { Account, AccountStore, NewAccount, Profile, ProfileChange } from '../account-store.ts'
import { isConstraint, method, transaction } from './database.ts'
import { createAccountErasure } from './account-erasure.ts'
import { createAccountLists } from './account-lists.ts'
import { createDeviceRows } from './device-rows.ts'
import { createVersionCounter } from './directory-rows.ts'
import { createRedeem, type Redeem } from './invitation-store.ts'
import { bytes, id, integer, type Row, text, time } from './rows.ts'

export function createSqliteAccounts(database: DatabaseSync): AccountStore {
  return {
    ...createAccountRows(database),
    ...createAccountLists(database),
    ...createProfileRows(database),
    ...createStatusEnds(database),
    ...createPasswordRows(database),
    ...createDeviceRows(database),
    ...createKeyRows(database),
    ...createAccountErasure(database),
  }
}

const readAccount = (row: Row): Account => ({
  user: id(userId, row, 'id'),
  username: text(row, 'username'),
  displayName: text(row, 'name'),
})

const readProfile = (row: Row): Profile => ({
  ...readAccount(row),
  email: row['email'] === null ? undefined : text(row, 'email'),
  picture: row['avatar'] === null ? undefined : bytes(row, 'avatar'),
  status: text(row, 'status'),
  statusUntil: row['status_until'] === null ? undefined : millis(integer(row, 'status_until')),
  disabled: row['disabled'] !== null,
  hasPassword: integer(row, 'has_password') === 1,
})

/** Ends the transaction with a failure that is no exception. */
class Refused extends Error {
  readonly kind: 'username-taken' | 'identity-taken' | 'invitation-refused'
  constructor(kind: Refused['kind']) {
    super(kind)
    this.kind = kind
  }
}

function createAccountRows(database: DatabaseSync): Pick<AccountStore, 'createAccount' | 'account'> {
  const insert = createAccountInsert(database)
  const redeem = createRedeem(database)
  const byId = database.prepare('SELECT id, name, username FROM users WHERE id = ? AND username IS NOT NULL')
  return {
    createAccount: method((account) => {
      try {
        return transaction(database, () => {
          insert(account)
          return ok(redeemFor(redeem, account))
        })
      } catch (error) {
        if (error instanceof Refused) return fail({ kind: error.kind })
        throw error
      }
    }),
    account: method((user) => {
      const row = byId.get(idToBytes(user))
      return row && readAccount(row)
    }),
  }
}

function redeemFor(redeem: Redeem, { invitation, user, created }: NewAccount): ReturnType<Redeem> {
  if (invitation === undefined) return undefined
  const redeemed = redeem(invitation, user, created)
  if (redeemed === undefined) throw new Refused('invitation-refused')
  return redeemed
}

function createAccountInsert(database: DatabaseSync): (account: NewAccount) => void {
  const user = database.prepare(
    'INSERT INTO users (id, name, username, created, email) VALUES (?, ?, ?, ?, ?)',
  )
  const credentials = database.prepare('INSERT INTO credentials VALUES (?, ?)')
  const identity = database.prepare('INSERT INTO foreign_identities VALUES (?, ?, ?, ?)')
  const unlessTaken = (kind: Refused['kind'], run: () => unknown): void => {
    try {
      run()
    } catch (error) {
      throw isConstraint(error) ? new Refused(kind) : error
    }
  }
  return (account) => {
    const own = idToBytes(account.user)
    const { displayName, username, created, email = null } = account
    unlessTaken('username-taken', () => user.run(own, displayName, username, created, email))
    if (account.passwordHash !== undefined) credentials.run(own, account.passwordHash)
    if (account.identity === undefined) return
    const { issuer, subject } = account.identity
    unlessTaken('identity-taken', () => identity.run(issuer, subject, own, created))
  }
}

function createProfileRows(database: DatabaseSync): Pick<AccountStore, 'profile' | 'changeProfile'> {
  const nextVersion = createVersionCounter(database)
  const find = database.prepare(
    `SELECT id, name, username, email, avatar, status, status_until, disabled,
       EXISTS (SELECT 1 FROM credentials c WHERE c.user = users.id) AS has_password
     FROM users WHERE id = ? AND username IS NOT NULL`,
  )
  const change = database.prepare(
    'UPDATE users SET username = ?, name = ?, email = ?, status = ?, status_until = ? WHERE id = ?',
  )
  const touch = database.prepare('UPDATE memberships SET version = ? WHERE user = ?')
  const changed = (before: Profile, next: ProfileChange): Profile => ({
    ...before,
    username: next.username ?? before.username,
    displayName: next.displayName ?? before.displayName,
    email: next.email === undefined ? before.email : (next.email ?? undefined),
    status: next.status ?? before.status,
    statusUntil: next.status === undefined ? before.statusUntil : next.statusUntil,
  })
  return {
    profile: method((user) => {
      const row = find.get(idToBytes(user))
      return row && readProfile(row)
    }),
    changeProfile: method((user, next) => {
      try {
        return transaction(database, () => {
          const row = find.get(idToBytes(user))
          if (row === undefined) return fail({ kind: 'not-found' })
          const before = readProfile(row)
          const { username, displayName, email, status, statusUntil } = changed(before, next)
          change.run(username, displayName, email ?? null, status, statusUntil ?? null, idToBytes(user))
          const isSeen =
            username !== before.username ||
            displayName !== before.displayName ||
            status !== before.status ||
            statusUntil !== before.statusUntil
          if (isSeen) touch.run(nextVersion(), idToBytes(user))
          return ok(undefined)
        })
      } catch (error) {
        if (isConstraint(error)) return fail({ kind: 'username-taken' })
        throw error
      }
    }),
  }
}

function createStatusEnds(database: DatabaseSync): Pick<AccountStore, 'endStatuses'> {
  const nextVersion = createVersionCounter(database)
  const due = database.prepare('SELECT id FROM users WHERE status_until <= ?')
  const end = database.prepare("UPDATE users SET status = '', status_until = NULL WHERE id = ?")
  const nextEnd = database.prepare('SELECT min(status_until) AS next FROM users')
  const touch = database.prepare('UPDATE memberships SET version = ? WHERE user = ?')
  return {
    endStatuses: method((now) =>
      transaction(database, () => {
        const ended = due.all(now).map((row) => id(userId, row, 'id'))
        for (const user of ended) {
          end.run(idToBytes(user))
          touch.run(nextVersion(), idToBytes(user))
        }
        const next = nextEnd.get()?.['next']
        return { ended, next: typeof next === 'number' ? millis(next) : undefined }
      }),
    ),
  }
}

function createPasswordRows(
  database: DatabaseSync,
): Pick<AccountStore, 'credentials' | 'passwordHash' | 'setPasswordHash' | 'anyBcryptHash'> {
  const byName = database.prepare(
    `SELECT u.id, u.name, u.username, u.disabled, c.password_hash FROM users u
     JOIN credentials c ON c.user = u.id WHERE u.username = ?`,
  )
  const hash = database.prepare('SELECT password_hash FROM credentials WHERE user = ?')
  const replace = database.prepare(
    'UPDATE credentials SET password_hash = ? WHERE user = ? AND password_hash = ?',
  )
  const insert = database.prepare('INSERT INTO credentials VALUES (?, ?) ON CONFLICT DO NOTHING')
  const bcrypt = database.prepare(
    "SELECT password_hash FROM credentials WHERE substr(password_hash, 1, 2) = '$2' LIMIT 1",
  )
  return {
    credentials: method((username) => {
      const row = byName.get(username)
      if (row === undefined) return undefined
      const disabled = row['disabled'] !== null
      return { ...readAccount(row), passwordHash: text(row, 'password_hash'), disabled }
    }),
    passwordHash: method((user) => {
      const row = hash.get(idToBytes(user))
      return row && text(row, 'password_hash')
    }),
    setPasswordHash: method((user, before, next) => {
      const done =
        before === undefined ? insert.run(idToBytes(user), next) : replace.run(next, idToBytes(user), before)
      return done.changes === 1
    }),
    anyBcryptHash: method(() => {
      const row = bcrypt.get()
      return row && text(row, 'password_hash')
    }),
  }
}

function createKeyRows(database: DatabaseSync): Pick<AccountStore, 'signingKeys' | 'addSigningKey'> {
  // Two keys of one moment: the one that signs is the one that is not retired.
  const all = database.prepare(
    'SELECT kid, jwk, created, retired FROM signing_keys ORDER BY retired IS NOT NULL, created DESC',
  )
  const insert = database.prepare('INSERT INTO signing_keys (kid, jwk, created) VALUES (?, ?, ?)')
  const retire = database.prepare('UPDATE signing_keys SET retired = ? WHERE retired IS NULL')
  const forget = database.prepare('DELETE FROM signing_keys WHERE retired < ?')
  const retiredAt = (row: Row): Millis | undefined =>
    row['retired'] === null ? undefined : time(row, 'retired')
  return {
    signingKeys: method(() =>
      all.all().map((row) => ({
        kid: text(row, 'kid'),
        jwk: text(row, 'jwk'),
        created: time(row, 'created'),
        retired: retiredAt(row),
      })),
    ),
    addSigningKey: method(({ kid, jwk, created }, replacing, before) =>
      transaction(database, () => {
        const [newest] = all.all()
        const signs = newest !== undefined && newest['retired'] === null ? text(newest, 'kid') : undefined
        if (signs !== replacing) return false
        retire.run(created)
        forget.run(before)
        insert.run(kid, jwk, created)
        return true
      }),
    ),
  }
}
