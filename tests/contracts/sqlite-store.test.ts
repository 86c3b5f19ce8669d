import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { Defect, orThrow } from '../../core/base/defect.ts'
import {
  conversationId,
  deviceId,
  documentId,
  randomId,
  userId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import { migrations } from '../../sync-server/store/sqlite/migrations.ts'
import { scansOfWholeFiles } from '../../sync-server/store/sqlite/scan-store.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite/open.ts'
import { seenDevices } from '../../sync-server/store/sqlite/seen-devices.ts'
import { systemRandom } from '../../sync-server/system.ts'
import { createEntryWriter } from '../support/entry-writer.ts'
import { takeBack } from '../support/older-database.ts'
import { testMasterKey } from '../support/master-key.ts'
import { takeBackToPlain } from '../support/plain-database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { describeStore } from './store-contract.ts'

describeStore('SQLite', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-store-'))
  const file = path.join(folder, 'relay.db')
  return {
    open: async () => orThrow(openSqliteStore({ file, random: systemRandom, masterKey: testMasterKey })),
    destroy: async () => rmSync(folder, { recursive: true, force: true }),
  }
})

/** A conversation in which a device has posted twice, as `count` entries with these bodies. */
async function setupPosts(file: string) {
  const store = orThrow(openSqliteStore({ file, random: systemRandom, masterKey: testMasterKey }))
  const general = randomId(conversationId, systemRandom)
  const device = randomId(deviceId, systemRandom)
  const user = randomId(userId, systemRandom)
  const channels = [{ id: general, name: 'general', topic: '' }]
  const workspace = { id: randomId(workspaceId, systemRandom), name: 'Quay', owner: undefined, channels }
  orThrow(await store.directory.createWorkspace(workspace))
  const writer = createEntryWriter({ user, device }, general)
  const none = { newestSegment: 0, claims: [], clocks: [], deletions: [], imported: [] }
  const append = (seq: number, bytes: Uint8Array, clock: number, ops: number, deletes = false) =>
    store.logs.append([
      {
        conversation: general,
        after: seq - 1,
        ...none,
        entries: [
          {
            seq,
            head: emptyHead,
            time: millis(seq),
            bytes,
            segment: 0,
            device,
            counter: seq - 1,
            place: { client: writer.client, clock, ops },
          },
        ],
        deletions: deletes
          ? [{ seq, segment: 0, client: writer.client, ranges: [{ clock: 0, length: 2 }] }]
          : [],
      },
    ])
  return { store, general, device, writer, append }
}

const holds = (folder: string, what: Uint8Array): boolean =>
  readdirSync(folder).some((file) => readFileSync(path.join(folder, file)).includes(Buffer.from(what)))

/** What lies on the disk for the entry with this seq. */
function storedBody(file: string, seq: number): Uint8Array {
  const database = new DatabaseSync(file, { readOnly: true })
  const body = database.prepare('SELECT body FROM entries WHERE seq = ?').get(seq)?.['body']
  database.close()
  if (!(body instanceof Uint8Array)) throw new Error(`no entry ${seq}`)
  return body
}

test('[ER3] what was erased is nowhere in the files once the journal is emptied', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'relay.db')
  const { store, writer, append } = await setupPosts(file)
  const long = 'a long secret '.repeat(1_000) // lies in pages of its own
  orThrow(await append(1, writer.post('a short secret'), 0, 1))
  orThrow(await append(2, writer.post(long), 1, 1))
  for (let seq = 3; seq < 60; seq++) orThrow(await append(seq, writer.post('plain'), seq - 1, 1))
  await store.checkpoint()
  // Sealed as they are: who has the key could still read them.
  const [short, kept] = [storedBody(file, 1), storedBody(file, 3)]
  const longTail = storedBody(file, 2).subarray(-2_000)
  expect([holds(folder, short), holds(folder, longTail)]).toEqual([true, true])
  orThrow(await append(60, writer.post('gone'), 59, 0, true))
  expect(holds(folder, short)).toBe(true) // the journal was not emptied yet
  await store.checkpoint()
  expect([holds(folder, short), holds(folder, longTail)]).toEqual([false, false])
  expect(holds(folder, kept)).toBe(true)
  await store.close()
})

test('[RT2][EN6] a database of the first version gets a receipt key, and knows its ops and counters', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'relay.db')
  const { store, general, device, writer, append } = await setupPosts(file)
  orThrow(await append(1, writer.claim(), 0, 0))
  orThrow(await append(2, writer.post('a secret'), 0, 1))
  await store.close()
  takeBackToPlain(file)
  takeBack(file, 1)
  const again = orThrow(openSqliteStore({ file, random: systemRandom, masterKey: testMasterKey }))
  const name = { device, counter: 1, segment: 0, client: writer.client }
  expect(await again.logs.nextCounter(general, device)).toBe(2)
  expect(await again.logs.nextCounter(general, randomId(deviceId, systemRandom))).toBe(0)
  expect(await again.logs.entryByCounter(general, name)).toMatchObject({ seq: 2 })
  expect(again.identity.receiptSeed.length).toBe(32)
  const deletion = { seq: 3, segment: 0, client: writer.client, ranges: [{ clock: 0, length: 1 }] }
  const entry = { seq: 3, head: emptyHead, time: millis(3), bytes: new Uint8Array(1), segment: 0, device }
  const place = { client: writer.client, clock: 1, ops: 0 }
  orThrow(
    await again.logs.append([
      {
        conversation: general,
        after: 2,
        newestSegment: 0,
        entries: [{ ...entry, counter: 2, place }],
        claims: [],
        clocks: [],
        deletions: [deletion],
        imported: [],
      },
    ]),
  )
  expect(await again.logs.entryByCounter(general, name)).toHaveProperty('erased')
  expect(await again.logs.nextCounter(general, device)).toBe(3)
  await again.close()
})

test('[MK4] marks that an older version had kept of sealed conversations are gone; those of open ones stay', async () => {
  const file = path.join(temporaryFolder(), 'relay.db')
  const { store, writer, append } = await setupPosts(file)
  orThrow(await append(1, writer.claim(), 0, 0))
  await store.close()
  takeBackToPlain(file)
  takeBack(
    file,
    migrations.findIndex(({ sql }) => sql === seenDevices),
  )
  const older = new DatabaseSync(file)
  const { number } = older.prepare('SELECT number FROM channels').get() ?? {}
  older.exec(`
    INSERT INTO channels (number, id, workspace, name, topic, created_version, version, sealed)
      SELECT 77, x'${'77'.repeat(16)}', workspace, '', '', version, version, 'group' FROM channels LIMIT 1;
    INSERT INTO marks VALUES (77, x'${'11'.repeat(16)}', 1), (${Number(number)}, x'${'11'.repeat(16)}', 1);
  `)
  older.close()
  await orThrow(openSqliteStore({ file, random: systemRandom, masterKey: testMasterKey })).close()
  const newer = new DatabaseSync(file)
  expect(newer.prepare('SELECT conversation FROM marks').all()).toEqual([{ conversation: number }])
  newer.close()
})

test('[SC2] files whose coming an older version had lost are scanned after all', async () => {
  const file = path.join(temporaryFolder(), 'relay.db')
  await (await setupPosts(file)).store.close()
  takeBack(
    file,
    migrations.findIndex(({ sql }) => sql === scansOfWholeFiles),
  )
  const older = new DatabaseSync(file)
  const [whole, half] = ['11', '22'].map((byte) => `x'${byte.repeat(16)}'`)
  older.exec(`
    PRAGMA foreign_keys = OFF; -- no person is needed for this
    INSERT INTO files SELECT ${whole}, number, x'', 1, x'00', 0 FROM channels;
    INSERT INTO files SELECT ${half}, number, x'', 1, NULL, 0 FROM channels;
    INSERT INTO file_scans SELECT id, x'', x'', x'', conversation, 1, 'absent', NULL, 0 FROM files;
  `)
  older.close()
  await orThrow(openSqliteStore({ file, random: systemRandom, masterKey: testMasterKey })).close()
  const newer = new DatabaseSync(file)
  expect(newer.prepare('SELECT state, due FROM file_scans ORDER BY file').all()).toEqual([
    { state: 'waiting', due: 0 },
    { state: 'absent', due: null },
  ])
  newer.close()
})

test('[YW25] documents of a database that knew no conversations of them get one each, and are told', async () => {
  const file = path.join(temporaryFolder(), 'relay.db')
  const { store } = await setupPosts(file)
  const user = randomId(userId, systemRandom)
  const account = { user, username: 'ada', displayName: 'Ada', passwordHash: '', created: millis(0) }
  orThrow(await store.accounts.createAccount(account))
  const workspace = await store.directory.workspaceByName('Quay')
  if (workspace === undefined) throw new Defect('no workspace')
  orThrow(await store.directory.join(workspace, user, 'member'))
  const ids = [1, 2].map(() => randomId(documentId, systemRandom))
  for (const id of ids) {
    const conversation = randomId(conversationId, systemRandom)
    const document = { id, conversation, workspace, title: 'Plan', createdBy: user, created: millis(0) }
    orThrow(await store.documents.create(document))
  }
  const { version } = await store.directory.changesSince(user, 0)
  await store.close()
  const before = new DatabaseSync(file)
  const numbers = 'SELECT number FROM channels WHERE document IS NOT NULL'
  before.exec(`DELETE FROM logs WHERE conversation IN (${numbers})`)
  before.exec('DELETE FROM channels WHERE document IS NOT NULL')
  before.close()
  takeBack(
    file,
    migrations.findIndex(({ sql }) => sql.includes('channels_by_document')),
  )
  const again = orThrow(openSqliteStore({ file, random: systemRandom, masterKey: testMasterKey }))
  const news = await again.directory.changesSince(user, version)
  const listed = await again.documents.list(workspace)
  expect(listed.map(({ id }) => id).toReversed()).toEqual(ids)
  expect(new Set(listed.map(({ conversation }) => conversation)).size).toBe(2)
  expect(news.changes).toMatchObject(ids.map((id) => ({ kind: 'document', id, title: 'Plan' })))
  expect(news.newlyReadable.toSorted()).toEqual(listed.map(({ conversation }) => conversation).toSorted())
  await again.close()
})
