/** Device lists, leaves and backups (KY*). */
import type { FastifyInstance } from 'fastify'
import { fail, ok } from '../../core/base/result.ts'
import {
  backupBody,
  bytesToText,
  keysPaths,
  maxBackupBytes,
  putLeafBody,
  putListBody,
  queryKeysBody,
} from '../../core/protocol/keys-api.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Keys, KeysRefusal } from '../keys/keys.ts'
import { endpoint, enter, type GateDeps, read, tooMany } from './endpoint.ts'
import { createGate, textRoom } from './gate.ts'
import type { ApiFailure } from './problems.ts'

export interface KeysRoutesDeps extends GateDeps {
  readonly keys: Keys
  /** Of one user, beside `requests`: of what others are told, or what fills the disk. */
  readonly writes: Throttle
}

export function addKeysRoutes(app: FastifyInstance, deps: KeysRoutesDeps): void {
  const { keys, writes } = deps
  app.put(
    keysPaths.list,
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const { retryAfter } = writes.take(grant.value.user)
      if (retryAfter > 0) return tooMany(retryAfter)
      const body = read(putListBody, request.body)
      if (!body.ok) return body
      const put = await keys.putList(grant.value, body.value)
      return put.ok ? put : fail(problemOf(put.failure))
    }),
  )
  app.put(
    keysPaths.leaf,
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const body = read(putLeafBody, request.body)
      if (!body.ok) return body
      const put = await keys.putLeaf(grant.value, body.value.leaf)
      return put.ok ? put : fail(problemOf(put.failure))
    }),
  )
  app.post(
    keysPaths.query,
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const body = read(queryKeysBody, request.body)
      if (!body.ok) return body
      const found = await keys.query(grant.value.user, body.value.users)
      const users = found.map(({ user, lists, leaves }) => ({
        user,
        lists: lists.map(bytesToText),
        leaves: leaves.map(bytesToText),
      }))
      return ok({ users })
    }),
  )
  addBackupRoutes(app, deps)
}

function addBackupRoutes(app: FastifyInstance, deps: KeysRoutesDeps): void {
  const { keys, writes } = deps
  const { onRequest, grantOf } = createGate(deps)
  app.put(
    keysPaths.backup,
    { onRequest, bodyLimit: textRoom(maxBackupBytes) },
    endpoint(async (request) => {
      const grant = grantOf(request)
      const { retryAfter } = writes.take(grant.user)
      if (retryAfter > 0) return tooMany(retryAfter)
      const body = read(backupBody, request.body)
      if (!body.ok) return body
      const put = await keys.putBackup(grant, body.value)
      return put.ok ? put : fail(problemOf(put.failure))
    }),
  )
  app.get(
    keysPaths.backup,
    endpoint(async (request, reply) => {
      const grant = await enter(request, reply, deps)
      if (!grant.ok) return grant
      const backup = await keys.backup(grant.value.user)
      if (backup === undefined) return fail({ code: 'not-found' })
      return ok({ version: backup.version, blob: bytesToText(backup.blob) })
    }),
  )
}

function problemOf(failure: KeysRefusal): ApiFailure {
  switch (failure.kind) {
    case 'list-moved':
      return { code: failure.kind, newest: bytesToText(failure.newest) }
    case 'keys-refused':
      return { code: failure.kind, detail: failure.detail }
    case 'backup-moved':
    case 'not-linked':
      return { code: failure.kind }
  }
}
