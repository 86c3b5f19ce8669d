import type { DatabaseSync } from 'node:sqlite'
import type { Millis } from '../../../core/base/clock.ts'
import { fail, ok } from '../../../core/base/result.ts'
import { idToBytes, userId } from '../../../core/protocol/ids.ts'
import type { ForeignPerson, OidcFlow, ProviderStore } from '../provider-store.ts'
import { method, transaction } from './database.ts'
import { id, integer, type Row, text } from './rows.ts'

export function createSqliteProviders(database: DatabaseSync): ProviderStore {
  return { ...createIdentityRows(database), ...createFlowRows(database), ...createTicketRows(database) }
}

function createIdentityRows(
  database: DatabaseSync,
): Pick<ProviderStore, 'user' | 'identities' | 'link' | 'unlink'> {
  const owner = database.prepare('SELECT user FROM foreign_identities WHERE issuer = ? AND subject = ?')
  const ofUser = database.prepare(
    'SELECT issuer, subject FROM foreign_identities WHERE user = ? ORDER BY created, issuer, subject',
  )
  const insert = database.prepare('INSERT INTO foreign_identities VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const remove = database.prepare(
    'DELETE FROM foreign_identities WHERE user = ? AND issuer = ? AND subject = ?',
  )
  const ways = database.prepare(
    `SELECT (SELECT count(*) FROM foreign_identities WHERE user = ?1)
          + (SELECT count(*) FROM credentials WHERE user = ?1) AS ways`,
  )
  return {
    user: method(({ issuer, subject }) => {
      const row = owner.get(issuer, subject)
      return row && id(userId, row, 'user')
    }),
    identities: method((user) =>
      ofUser
        .all(idToBytes(user))
        .map((row) => ({ issuer: text(row, 'issuer'), subject: text(row, 'subject') })),
    ),
    link: method((user, { issuer, subject }, now) =>
      transaction(database, () => {
        insert.run(issuer, subject, idToBytes(user), now)
        const row = owner.get(issuer, subject) ?? {}
        return id(userId, row, 'user') === user ? ok(undefined) : fail({ kind: 'taken' })
      }),
    ),
    unlink: method((user, { issuer, subject }) =>
      transaction(database, () => {
        const row = owner.get(issuer, subject)
        if (row === undefined || id(userId, row, 'user') !== user) return fail({ kind: 'not-found' })
        if (integer(ways.get(idToBytes(user)) ?? {}, 'ways') < 2) return fail({ kind: 'last' })
        remove.run(idToBytes(user), issuer, subject)
        return ok(undefined)
      }),
    ),
  }
}

function createFlowRows(database: DatabaseSync): Pick<ProviderStore, 'addFlow' | 'takeFlow'> {
  const insert = database.prepare('INSERT INTO oidc_flows VALUES (?, ?, ?, ?, ?)')
  const purge = database.prepare('DELETE FROM oidc_flows WHERE expires <= ?')
  const take = database.prepare('DELETE FROM oidc_flows WHERE hash = ? AND expires > ? RETURNING *')
  const readFlow = (row: Row): OidcFlow => ({
    nonce: text(row, 'nonce'),
    challenge: text(row, 'challenge'),
    redirectUri: text(row, 'redirect_uri'),
  })
  return {
    addFlow: method((hash, { nonce, challenge, redirectUri }, expires, now) =>
      transaction(database, () => {
        purge.run(now)
        insert.run(hash, nonce, challenge, redirectUri, expires)
      }),
    ),
    takeFlow: method((hash, now) => {
      const row = take.get(hash, now)
      return row && readFlow(row)
    }),
  }
}

function createTicketRows(database: DatabaseSync): Pick<ProviderStore, 'addTicket' | 'takeTicket'> {
  const insert = database.prepare('INSERT INTO oidc_tickets VALUES (?, ?, ?, ?, ?, ?, ?)')
  const purge = database.prepare('DELETE FROM oidc_tickets WHERE expires <= ?')
  const take = database.prepare('DELETE FROM oidc_tickets WHERE hash = ? AND expires > ? RETURNING *')
  const readPerson = (row: Row): ForeignPerson => ({
    issuer: text(row, 'issuer'),
    subject: text(row, 'subject'),
    username: text(row, 'username'),
    name: text(row, 'name'),
    email: row['email'] === null ? undefined : text(row, 'email'),
  })
  return {
    addTicket: method((hash, person: ForeignPerson, expires: Millis, now: Millis) =>
      transaction(database, () => {
        purge.run(now)
        const { issuer, subject, username, name, email = null } = person
        insert.run(hash, issuer, subject, username, name, email, expires)
      }),
    ),
    takeTicket: method((hash, now) => {
      const row = take.get(hash, now)
      return row && readPerson(row)
    }),
  }
}
