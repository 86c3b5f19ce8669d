/** Device lists, leaves and backups (KY*). */
import { fail, ok } from '../../core/base/result.ts'
import { bytesToText } from '../../core/protocol/byte-schemas.ts'
import {
  backupBody,
  keysAnswer,
  keysPaths,
  maxBackupBytes,
  putLeafBody,
  putListBody,
  queryKeysBody,
  seenAnswer,
} from '../../core/protocol/keys-api.ts'
import type { Throttle } from '../identity/throttle.ts'
import type { Keys, KeysRefusal } from '../keys/keys.ts'
import type { Relay } from '../relay/relay.ts'
import { spend, tooMany } from './endpoint.ts'
import { type Operation, userOperation } from './operation.ts'
import { type ApiFailure, textRoom } from './problems.ts'
import { sample } from './samples.ts'

export interface KeysDeps {
  readonly keys: Keys
  readonly seen: Relay['seen']
  /** Of one user, beside `requests`: of what others are told, or what fills the disk. */
  readonly writes: Throttle
}

export const keysOperations = (deps: KeysDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'putDeviceList',
    method: 'PUT',
    path: keysPaths.list,
    tag: 'keys',
    summary: 'Publish one’s next device list, signed by one’s identity.',
    body: putListBody,
    problems: ['list-moved', 'keys-refused', 'not-linked'],
    example: { body: { list: 'o2R1c2Vy…' } },
    run: async ({ grant, body, reply }) => {
      const retryAfter = spend(reply, deps.writes, grant.user)
      if (retryAfter > 0) return tooMany(retryAfter)
      const put = await deps.keys.putList(grant, body)
      return put.ok ? put : fail(problemOf(put.failure))
    },
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
  userOperation({
    id: 'putLeaf',
    method: 'PUT',
    path: keysPaths.leaf,
    tag: 'keys',
    summary: 'Publish the next leaf key of this device.',
    body: putLeafBody,
    problems: ['keys-refused', 'not-linked'],
    example: { body: { leaf: 'pGZkZXZpY2U…' } },
    run: async ({ grant, body }) => {
      const put = await deps.keys.putLeaf(grant, body.leaf)
      return put.ok ? put : fail(problemOf(put.failure))
    },
  }),
  userOperation({
    id: 'queryKeys',
    method: 'POST',
    path: keysPaths.query,
    tag: 'keys',
    summary: 'Device lists and leaves of people one shares a workspace or a conversation with.',
    body: queryKeysBody,
    answer: keysAnswer,
    example: { body: { users: [{ user: sample.other, after: 0 }] }, answer: { users: [] } },
    run: async ({ grant, body }) => {
      const found = await deps.keys.query(grant.user, body.users)
      const users = found.map(({ user, lists, leaves }) => ({
        user,
        lists: lists.map(bytesToText),
        leaves: leaves.map(bytesToText),
      }))
      return ok({ users })
    },
  }),
  userOperation({
    id: 'getSeenDevices',
    method: 'GET',
    path: keysPaths.seen,
    tag: 'keys',
    summary: 'When one’s own devices were connected last.',
    answer: seenAnswer,
    example: { answer: { devices: [{ device: sample.device, seen: 1_793_610_000_000 }] } },
    run: async ({ grant }) => {
      const devices = await deps.seen(grant.user)
      return ok({ devices: devices.map(({ device, at }) => ({ device, seen: at })) })
    },
  }),
  ...backupOperations(deps),
]

const backupOperations = ({ keys, writes }: KeysDeps): ReadonlyArray<Operation> => [
  userOperation({
    id: 'putBackup',
    method: 'PUT',
    path: keysPaths.backup,
    tag: 'keys',
    summary: 'Leave the next version of one’s recovery backup, which only the recovery code opens.',
    bodyLimit: textRoom(maxBackupBytes),
    body: backupBody,
    problems: ['backup-moved', 'not-linked'],
    example: { body: { version: 1, blob: 'AQIDBA' } },
    run: async ({ grant, body, reply }) => {
      const retryAfter = spend(reply, writes, grant.user)
      if (retryAfter > 0) return tooMany(retryAfter)
      const put = await keys.putBackup(grant, body)
      return put.ok ? put : fail(problemOf(put.failure))
    },
    audit: ({ grant }) => ({ target: { user: grant.user } }),
  }),
  userOperation({
    id: 'getBackup',
    method: 'GET',
    path: keysPaths.backup,
    tag: 'keys',
    summary: 'One’s recovery backup.',
    answer: backupBody,
    problems: ['not-found'],
    example: { answer: { version: 1, blob: 'AQIDBA' } },
    run: async ({ grant }) => {
      const backup = await keys.backup(grant.user)
      if (backup === undefined) return fail({ code: 'not-found' })
      return ok({ version: backup.version, blob: bytesToText(backup.blob) })
    },
  }),
]

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
