/** What the database still has of a person whose account was erased: every table is looked at, also those to come. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import {
  conversationId,
  deviceId,
  idToBytes,
  randomId,
  userId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { sha256 } from '../../sync-server/sha256.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite/open.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { testMasterKey } from '../support/master-key.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const now = millis(Date.UTC(2026, 10, 2, 9))
const later = millis(now + 60_000)
const random = createSeededRandom(21)

/** In which tables an id stands. */
function tablesWith(file: string, id: Uint8Array): ReadonlyArray<string> {
  const database = new DatabaseSync(file, { readOnly: true })
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const found = tables
    .map(({ name }) => String(name))
    .filter((name) =>
      database
        .prepare(`SELECT * FROM ${name}`)
        .all()
        .some((row) => Object.values(row).some((cell) => cell instanceof Uint8Array && isSame(cell, id))),
    )
  database.close()
  return found.toSorted()
}
const isSame = (left: Uint8Array, right: Uint8Array): boolean => Buffer.from(left).equals(right)

async function createPerson({ accounts, keys, links, pictures, providers }: Store, username: string) {
  const user = randomId(userId, random)
  const device = randomId(deviceId, random)
  const account = {
    user,
    username,
    displayName: 'Ada',
    email: `${username}@example.org`,
    passwordHash: `hash of ${username}`,
    created: now,
  }
  orThrow(await accounts.createAccount(account))
  orThrow(await accounts.changeProfile(user, { status: 'At the quay' }))
  orThrow(await accounts.saveDevice({ device, user, name: `laptop of ${username}`, now }))
  const refresh = { hash: random.bytes(32), family: random.bytes(16), expires: later }
  await accounts.startRefresh({ ...refresh, device, now })
  orThrow(await providers.link(user, { issuer: 'https://id.example', subject: username }, now))
  const bytes = Uint8Array.of(1, 2, 3)
  orThrow(await pictures.set({ user }, { hash: sha256(bytes), bytes }))
  const list = { user, version: 1, hash: sha256(bytes), bytes, devices: [device], revoked: [] }
  orThrow(await keys.putList(list))
  orThrow(await keys.putLeaf({ user, device, generation: 1, until: later, bytes }))
  orThrow(await keys.putBackup(user, 1, bytes))
  const bounds = { now, expires: later, maxMessages: 5, maxSlots: 5 }
  orThrow(await links.post({ user, slot: 'new' }, { from: device, message: bytes }, bounds))
  return { user, device }
}

test('[AU21] of what opened an account, named it and restored it nothing is left, in any table', async () => {
  const file = path.join(temporaryFolder(), 'relay.db')
  const store = orThrow(openSqliteStore({ file, random, masterKey: testMasterKey }))
  const ada = await createPerson(store, 'ada')
  const bob = await createPerson(store, 'bob')
  const workspace = randomId(workspaceId, random)
  const general = { id: randomId(conversationId, random), name: 'general', topic: '' }
  orThrow(
    await store.directory.createWorkspace({
      id: workspace,
      name: 'Quay',
      owner: bob.user,
      channels: [general],
    }),
  )
  orThrow(await store.directory.join(workspace, ada.user, 'member'))

  const ofPerson = [
    'credentials',
    'device_leaves',
    'devices',
    'foreign_identities',
    'key_backups',
    'link_messages',
    'memberships',
    'pictures',
    'users',
  ]
  const ofDevice = ['device_leaves', 'devices', 'link_messages', 'refresh_tokens']
  const [adasId, adasDevice, bobsId] = [idToBytes(ada.user), idToBytes(ada.device), idToBytes(bob.user)]
  expect(tablesWith(file, adasId)).toEqual(expect.arrayContaining(ofPerson))
  expect(tablesWith(file, adasDevice)).toEqual(ofDevice)
  const bobsBefore = tablesWith(file, bobsId)
  expect(orThrow(await store.accounts.erase(ada.user, now))).toEqual([workspace])

  // That there was somebody, whom messages name; that the device is spent; and the lists that others have checked.
  expect(tablesWith(file, adasId)).toEqual([
    'device_lists',
    'devices',
    'former_members',
    'key_heads',
    'users',
  ])
  expect(tablesWith(file, adasDevice)).toEqual(['devices'])
  expect(tablesWith(file, bobsId)).toEqual(bobsBefore)
  await store.close()
  const database = new DatabaseSync(file, { readOnly: true })
  expect(database.prepare('SELECT * FROM users WHERE id = ?').get(adasId)).toMatchObject({
    name: 'Deleted account',
    username: null,
    email: null,
    avatar: null,
    status: '',
  })
  expect(database.prepare('SELECT revoked, name FROM devices WHERE user = ?').get(adasId)).toEqual({
    revoked: 1,
    name: '',
  })
  database.close()
})
