/** What lies in the files of the SQLite store: words of open conversations do not. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import {
  conversationId,
  deviceId,
  documentId,
  opId,
  randomId,
  reportId,
  userId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { emptyHead } from '../../core/protocol/log.ts'
import { createMasterKey } from '../../sync-server/at-rest/master-key.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite/open.ts'
import { rotateMasterKey, rotateWorkspaceKeys } from '../../sync-server/store/sqlite/rotate.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { systemRandom } from '../../sync-server/system.ts'
import { createEntryWriter } from '../support/entry-writer.ts'
import { testMasterKey } from '../support/master-key.ts'
import { takeBackToPlain } from '../support/plain-database.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const open = (file: string, masterKey = testMasterKey): Store =>
  orThrow(openSqliteStore({ file, random: systemRandom, masterKey }))

const holds = (folder: string, text: string): boolean =>
  readdirSync(folder).some((file) => readFileSync(path.join(folder, file)).includes(text))

const short = 'harbour master'
const long = 'a very long tale '.repeat(900) // lies in pages of its own
const drafted = 'minutes of the meeting'

/** A filled store: two posts and a document, and, sealed by its members, a conversation whose bodies are no business of ours. */
async function setupFilled() {
  const folder = temporaryFolder()
  const file = path.join(folder, 'relay.db')
  const store = open(file)
  const [general, dm] = [randomId(conversationId, systemRandom), randomId(conversationId, systemRandom)]
  const [device, user] = [randomId(deviceId, systemRandom), randomId(userId, systemRandom)]
  const workspace = randomId(workspaceId, systemRandom)
  const account = { user, username: 'ada', displayName: 'Ada', passwordHash: '', created: millis(1) }
  orThrow(await store.accounts.createAccount(account))
  const channels = [{ id: general, name: 'general', topic: '' }]
  orThrow(await store.directory.createWorkspace({ id: workspace, name: 'Quay', owner: user, channels }))
  const writer = createEntryWriter({ user, device }, general)
  const bodies = [writer.post(short), writer.post(long)]
  const none = { newestSegment: 0, claims: [], clocks: [], deletions: [], imported: [] }
  const place = { client: writer.client, clock: 0, ops: 1 }
  const common = { head: emptyHead, time: millis(1), segment: 0, device, place }
  const entries = bodies.map((bytes, counter) => ({ ...common, seq: counter + 1, counter, bytes }))
  orThrow(await store.logs.append([{ ...none, conversation: general, after: 0, entries }]))
  const sealedBody = new TextEncoder().encode('as received, whatever it is')
  const sealed = { create: { workspace, type: 'dm' }, state: new Uint8Array(1), members: [] } as const
  const received = [{ ...common, seq: 1, counter: 0, bytes: sealedBody }]
  orThrow(await store.logs.append([{ ...none, conversation: dm, after: 0, entries: received, sealed }]))
  const document = randomId(documentId, systemRandom)
  orThrow(
    await store.documents.create({
      id: document,
      conversation: randomId(conversationId, systemRandom),
      workspace,
      title: 'Plan',
      createdBy: user,
      created: millis(1),
    }),
  )
  const update = new TextEncoder().encode(drafted)
  await store.documents.append([{ document, update }])
  /** What the store says again of all that. */
  const readAll = async (from: Store) => {
    const range = { segment: undefined, after: 0, upTo: 2 }
    const read = await from.logs.entries(general, range, { maxBytes: 1e6 })
    const [received] = await from.logs.entries(dm, range, { maxBytes: 1e6 })
    const [stored] = await from.documents.updates(document)
    return { bodies: read.map((entry) => entry.bytes), received: received?.bytes, update: stored?.update }
  }
  const all = { bodies, received: sealedBody, update }
  return { folder, file, store, readAll, all, workspace, user, general, dm, document, update }
}

test('[AR1][AR2] words of open conversations and of documents are in no file, its journal included; sealed bodies are stored as received', async () => {
  const { folder, store, readAll, all } = await setupFilled()
  expect(readdirSync(folder)).toContain('relay.db-wal')
  const words = [short, 'a very long tale', drafted]
  expect(words.map((word) => holds(folder, word))).toEqual([false, false, false])
  expect(holds(folder, 'as received, whatever it is')).toBe(true)
  expect(await readAll(store)).toEqual(all)
  await store.checkpoint()
  expect(words.map((word) => holds(folder, word))).toEqual([false, false, false])
  await store.close()
})

test('[AP6] what is given up of a sealed conversation goes with what is appended beside it, or stays with it', async () => {
  const { store, readAll, all, dm, general } = await setupFilled()
  const left = new TextEncoder().encode('what is left')
  const givenUp = [{ conversation: dm, seq: 1, bytes: left }]
  const none = { newestSegment: 0, claims: [], clocks: [], deletions: [], imported: [], entries: [] }
  const late = [{ ...none, conversation: general, after: 0 }] // another was faster
  expect(await store.logs.append(late, givenUp)).toMatchObject({ failure: { kind: 'conflict' } })
  expect(await readAll(store)).toEqual(all)
  orThrow(await store.logs.append([], givenUp))
  expect(await readAll(store)).toEqual({ ...all, received: left })
  await store.close()
})

test('[AR1] a body that was moved to another row, or back in time, does not open', async () => {
  const { file, store, readAll, document } = await setupFilled()
  const update = new TextEncoder().encode('later minutes')
  await store.documents.append([{ document, update }])
  await store.close()
  const database = new DatabaseSync(file)
  database.exec(`UPDATE entries SET body = (SELECT e.body FROM entries e WHERE e.row = 1) WHERE row = 2;
    UPDATE document_updates SET body = (SELECT u.body FROM document_updates u WHERE u.row = 1) WHERE row = 2`)
  database.close()
  const again = open(file)
  await expect(readAll(again)).rejects.toMatchObject({ kind: 'damaged' })
  await expect(again.documents.updates(document)).rejects.toMatchObject({ kind: 'damaged' })
  await again.close()
})

test('[AR3] a store does not open under another master key, and is as it was', async () => {
  const { file, store, readAll, all } = await setupFilled()
  await store.close()
  const other = new Uint8Array(32).fill(8)
  expect(openSqliteStore({ file, random: systemRandom, masterKey: other })).toEqual({
    ok: false,
    failure: { kind: 'master-key' },
  })
  const again = open(file)
  expect(await readAll(again)).toEqual(all)
  await again.close()
})

test('[AR4] a database of the version before is sealed where it lies, and nothing of it stays in plain', async () => {
  const { folder, file, store, readAll, all } = await setupFilled()
  const { receiptSeed } = store.identity
  await store.close()
  takeBackToPlain(file)
  const words = [short, 'a very long tale', drafted, Buffer.from(receiptSeed).toString('latin1')]
  const inFiles = (): ReadonlyArray<boolean> =>
    words.map((word) =>
      readdirSync(folder).some((each) =>
        readFileSync(path.join(folder, each)).includes(Buffer.from(word, 'latin1')),
      ),
    )
  expect(inFiles()).toEqual([true, true, true, true])
  const again = open(file)
  expect(await readAll(again)).toEqual(all)
  expect(again.identity.receiptSeed).toEqual(receiptSeed)
  expect(inFiles()).toEqual([false, false, false, false]) // while it is open: its journal too
  await again.close()
  expect(inFiles()).toEqual([false, false, false, false])
})

test('[AR4] a migration that died before the traces were swept sweeps them at the next start', async () => {
  const { folder, file, store } = await setupFilled()
  await store.close()
  // What a free page holds that an older SQLite setting did not overwrite.
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA secure_delete = OFF; CREATE TABLE traces (text TEXT) STRICT`)
  database.prepare('INSERT INTO traces VALUES (?)').run('a trace of old '.repeat(3_000))
  database.exec('DROP TABLE traces; UPDATE relay SET swept = 0')
  database.close()
  expect(holds(folder, 'a trace of old')).toBe(true)
  const again = open(file)
  expect(holds(folder, 'a trace of old')).toBe(false)
  await again.close()
  const third = open(file) // and only once
  await third.close()
})

test('[AR4] a migration that finds no room changes nothing', async () => {
  const { folder, file, store, readAll, all } = await setupFilled()
  await store.close()
  takeBackToPlain(file)
  const database = new DatabaseSync(file)
  database.exec('VACUUM') // not a page to spare
  database.close()
  const full = openSqliteStore({ file, random: systemRandom, masterKey: testMasterKey, maxPages: 1 })
  expect(full).toEqual({ ok: false, failure: { kind: 'full' } })
  expect(holds(folder, short)).toBe(true)
  const again = open(file)
  expect(await readAll(again)).toEqual(all)
  await again.close()
})

test('rows of document updates are not given out again after the last one was compacted', async () => {
  const { store, document, update } = await setupFilled()
  expect(
    await store.documents.append([
      { document, update },
      { document, update },
    ]),
  ).toEqual([2, 3])
  await store.documents.compact(document, 3, update)
  expect(await store.documents.append([{ document, update }])).toEqual([4])
  expect((await store.documents.updates(document)).map(({ row }) => row)).toEqual([3, 4])
  await store.close()
})

test('[MO7] what was reported lies sealed, and opens after the keys were changed', async () => {
  const { folder, file, store, workspace, user, general } = await setupFilled()
  const [report, message] = [randomId(reportId, systemRandom), randomId(opId, systemRandom)]
  const said = { note: 'the note of a reporter', text: 'the words of an author' }
  const about = { conversation: general, message }
  const made = {
    id: report,
    workspace,
    about,
    person: user,
    reporter: user,
    reason: 'spam',
    created: millis(1),
  }
  await store.moderation.addReport({ ...made, ...said })
  expect([holds(folder, said.note), holds(folder, said.text)]).toEqual([false, false])
  await store.close()
  const database = new DatabaseSync(file)
  rotateWorkspaceKeys(database, {
    master: createMasterKey(testMasterKey, systemRandom),
    random: systemRandom,
  })
  database.close()
  const again = open(file)
  expect((await again.moderation.report(workspace, report))?.said).toEqual(said)
  await again.close()
})

test('[ML6][AR5] letters that wait are in no file in plain, and open under another master key', async () => {
  const { folder, file, store } = await setupFilled()
  const link = 'https://relay.example/invite#secret-token'
  const letter = { kind: 'invitation', to: 'bob@bar.example', link, workspaceName: 'Harbour' } as const
  for (let count = 0; count < 2; count++) await store.letters.add(letter, millis(1), 10)
  expect(['bob@bar.example', 'secret-token', 'Harbour'].map((word) => holds(folder, word))).toEqual([
    false,
    false,
    false,
  ])
  await store.close()
  const other = new Uint8Array(32).fill(8)
  const database = new DatabaseSync(file)
  const [from, to] = [testMasterKey, other].map((key) => createMasterKey(key, systemRandom))
  if (from === undefined || to === undefined) throw new Error('two keys')
  rotateMasterKey(database, { from, to, random: systemRandom })
  database.close()
  const again = open(file, other)
  expect(await again.letters.due(millis(2))).toMatchObject({ letter })
  await again.close()
  // What was moved to another row does not open.
  const moved = new DatabaseSync(file)
  moved.exec('UPDATE letters SET body = (SELECT body FROM letters WHERE row = 2) WHERE row = 1')
  moved.close()
  const third = open(file, other)
  await expect(third.letters.due(millis(2))).rejects.toMatchObject({ kind: 'damaged' })
  await third.close()
})
