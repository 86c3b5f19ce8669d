/** Backing up, restoring and proving, on the data folders of real relays. */
import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { readKeyFile } from '../../../sync-server/at-rest/master-key-source.ts'
import { blobPath } from '../../../sync-server/blobs/filesystem.ts'
import { openSqliteStore } from '../../../sync-server/store/sqlite/open.ts'
import { systemRandom } from '../../../sync-server/system.ts'
import { callAdmin, startAdmin } from '../../support/admin-run.ts'
import { type AdminWorld, admin, change, look, secret, setupAdminWorld } from '../../support/admin-world.ts'
import { fetchFrame } from '../../support/fetch-frame.ts'
import { createFileClient, sha256 } from '../../support/file-client.ts'
import { signInElsewhere } from '../../support/relay-accounts.ts'
import { openSession } from '../../support/socket-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spawnRelay } from './relay-process.ts'

let world: AdminWorld
beforeAll(async () => {
  world = await setupAdminWorld()
})
afterAll(() => world.relay.close())

test('[TA1][TA2] a backup is made while the relay runs and people write; it holds no plain words and no master key', async () => {
  const target = path.join(temporaryFolder(), 'backup.tar')
  const { adas, writer } = world
  const isRunning = { yet: true }
  let acks = 0
  const write = async (): Promise<void> => {
    adas.send({ kind: 'append', request: 10 + acks, entry: writer.post(`meanwhile ${acks}`) })
    await adas.waitFor('ack')
    acks++
  }
  for (let count = 0; count < 10; count++) await write()
  const before = acks
  const { ended } = startAdmin({ DATA_DIR: world.relay.folder }, 'backup', target)
  void ended.then(() => (isRunning.yet = false))
  while (isRunning.yet) await write() // at every moment of it, one is on its way
  await write()
  const { code, stdout, stderr } = await ended
  expect([code, stdout]).toEqual([0, `Backed up to ${target}, with 1 files.\n`])
  expect(stderr).toContain('master key')
  expect(statSync(target).mode & 0o777).toBe(0o600)
  const held = readFileSync(target)
  const key = readFileSync(path.join(world.relay.folder, 'master.key'), 'utf8').trim()
  const words = [secret, 'meanwhile', key, Buffer.from(key, 'base64')]
  expect(words.map((each) => held.includes(each))).toEqual(words.map(() => false))
  expect(readdirSync(path.dirname(target))).toEqual(['backup.tar'])
  // Every entry that was acknowledged before is in it, and of those that came meanwhile the first ones.
  const folder = world.folderWithKey()
  expect(await admin(folder, 'restore', target)).toMatchObject({ code: 0 })
  const bodies = await entriesIn(folder)
  const kept = bodies.slice(2).length // behind the claim and the secret
  expect(bodies.slice(2).map((body, at) => body.includes(`meanwhile ${at}`))).toEqual(Array(kept).fill(true))
  expect(kept).toBeGreaterThanOrEqual(before)
  expect(kept).toBeLessThan(acks)
})

/** All that the folder's database has of the conversation. */
async function entriesIn(folder: string): Promise<ReadonlyArray<Buffer>> {
  const masterKey = orThrow(readKeyFile(path.join(folder, 'master.key'), 'the key'))
  const file = path.join(folder, 'relay.db')
  const store = orThrow(openSqliteStore({ file, random: systemRandom, masterKey }))
  const range = { segment: undefined, after: 0, upTo: 100_000 }
  const entries = await store.logs.entries(world.general, range, { maxBytes: 100_000_000 })
  await store.close()
  return entries.map(({ bytes }) => Buffer.from(bytes))
}

test('[TA3] a restored relay has every message and file, under a new epoch', async () => {
  const folder = await world.restored()
  expect(readdirSync(folder).toSorted()).toEqual(['files', 'lock.db', 'master.key', 'relay.db'])
  expect(look(folder, 'SELECT hex(epoch) FROM relay')).not.toEqual(
    look(world.relay.folder, 'SELECT hex(epoch) FROM relay'),
  )
  const again = await spawnRelay(folder)
  onTestFinished(async () => {
    again.child.kill('SIGTERM')
    await again.exited
  })
  const { ada, general, file, bytes } = world
  const at = { url: again.url }
  const phone = await signInElsewhere(at, ada)
  const session = await openSession(at, phone)
  session.send(fetchFrame(general, 1))
  const { entries } = await session.waitFor('fetched')
  expect(entries.some(({ bytes: body }) => Buffer.from(body).includes(secret))).toBe(true)
  const fetched = await createFileClient(at, phone).fetch(file)
  expect(sha256(fetched.bytes)).toBe(sha256(bytes))
  session.close()
})

test('[ML6] letters that waited when the backup was made are not sent by the relay that is restored', async () => {
  change(world.relay.folder, "INSERT INTO letters (body, due) VALUES (x'00', 0)")
  const folder = await world.restored()
  expect(look(world.relay.folder, 'SELECT count(*) FROM letters')).toEqual([1])
  expect(look(folder, 'SELECT count(*) FROM letters')).toEqual([0])
  change(world.relay.folder, 'DELETE FROM letters')
})

test('[TA3] a backup without its master key is not restored, and nothing is left behind', async () => {
  const folder = temporaryFolder()
  const { code, stderr } = await admin(folder, 'restore', await world.backUp())
  expect(code).toBe(1)
  expect(stderr).toContain('The master key is in no backup')
  expect(readdirSync(folder)).toEqual(['lock.db'])
  const given = { DATA_DIR: folder, MASTER_KEY: randomBytes(32).toString('base64') }
  const wrong = await callAdmin(given, 'restore', await world.backUp())
  expect([wrong.code, wrong.stderr.includes('another master key')]).toEqual([1, true])
  expect(wrong.stderr).not.toContain(given.MASTER_KEY)
})

test('[TA3] a cut, changed or foreign backup is refused, and nothing is left behind', async () => {
  const whole = readFileSync(await world.backUp())
  const folder = world.folderWithKey()
  const file = path.join(temporaryFolder(), 'spoilt.tar')
  const database = whole.indexOf('SQLite format 3')
  const spoilt = [
    whole.subarray(0, 400),
    whole.subarray(0, 60_000),
    whole.subarray(0, whole.length - 2_048), // without its last file
    Buffer.concat([whole.subarray(0, 700), Buffer.of((whole[700] ?? 0) ^ 1), whole.subarray(701)]), // in a file of somebody's
    Buffer.concat([
      whole.subarray(0, database + 5_000),
      Buffer.from('chance'),
      whole.subarray(database + 5_006),
    ]),
    Buffer.from('not an archive at all'),
    Buffer.alloc(0),
  ]
  for (const bytes of spoilt) {
    writeFileSync(file, bytes)
    const { code, stderr } = await admin(folder, 'restore', file)
    expect([bytes.length, code, stderr.startsWith('The backup')]).toEqual([bytes.length, 1, true])
    expect(stderr.split('\n').length).toBeLessThan(5)
    expect(readdirSync(folder).toSorted()).toEqual(['lock.db', 'master.key'])
  }
})

test('[TA3] an archive that names places outside the data folder is refused', async () => {
  const whole = readFileSync(await world.backUp())
  const name = `files/${blobPath(world.file).join('/')}`
  const folder = world.folderWithKey()
  for (const evil of [
    '../../../../../tmp/evil',
    '/tmp/evil',
    'files/../relay.db',
    'master.key',
    'lock.db',
    'files/aa/bb/cc',
  ]) {
    const header = Buffer.from(whole.subarray(0, 512))
    expect(header.toString('latin1', 0, name.length)).toBe(name)
    header.fill(0, 0, 100)
    header.write(evil, 0)
    header.fill(' ', 148, 156)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    const file = path.join(temporaryFolder(), 'evil.tar')
    writeFileSync(file, Buffer.concat([header, whole.subarray(512)]))
    const { code, stderr } = await admin(folder, 'restore', file)
    expect([code, stderr.includes(JSON.stringify(evil))]).toEqual([1, true])
    expect(readdirSync(folder).toSorted()).toEqual(['lock.db', 'master.key'])
  }
})

test('[TA1][TA3] what a backup and a restoration left that were cut off is in nobody’s way', async () => {
  const target = path.join(temporaryFolder(), 'backup.tar')
  for (const left of ['partial', 'snapshot']) writeFileSync(`${target}.${left}`, 'cut off')
  expect(await admin(world.relay.folder, 'backup', target)).toMatchObject({ code: 0 })
  expect(readdirSync(path.dirname(target))).toEqual(['backup.tar'])
  const folder = world.folderWithKey()
  const [name, stranger] = [path.join('files', ...blobPath(world.file)), path.join('files', 'aa', 'stranger')]
  for (const left of ['relay.db.restoring', 'relay.db.restoring-wal', name, stranger]) {
    mkdirSync(path.dirname(path.join(folder, left)), { recursive: true })
    writeFileSync(path.join(folder, left), 'cut off')
  }
  expect(await admin(folder, 'restore', target)).toMatchObject({ code: 0 })
  expect(readdirSync(folder).toSorted()).toEqual(['files', 'lock.db', 'master.key', 'relay.db'])
  expect(existsSync(path.join(folder, stranger))).toBe(false)
  expect(await admin(folder, 'verify')).toMatchObject({ code: 0 })
})

test('[TA3] nothing is restored over a relay', async () => {
  const before = readFileSync(path.join(world.relay.folder, 'master.key'))
  const running = await admin(world.relay.folder, 'restore', await world.backUp())
  expect([running.code, running.stderr.includes('in use by another relay')]).toEqual([1, true])
  const folder = await world.restored()
  const stopped = await admin(folder, 'restore', await world.backUp())
  expect([stopped.code, stopped.stderr.includes('already')]).toEqual([1, true])
  expect(readFileSync(path.join(world.relay.folder, 'master.key'))).toEqual(before)
  // Somebody has moved the database away, not yet the files.
  renameSync(path.join(folder, 'relay.db'), path.join(folder, 'moved'))
  const halfway = await admin(folder, 'restore', await world.backUp())
  expect([halfway.code, halfway.stderr.includes('There are files')]).toEqual([1, true])
  expect(existsSync(path.join(folder, 'files', ...blobPath(world.file)))).toBe(true)
  renameSync(path.join(folder, 'moved'), path.join(folder, 'relay.db'))
  expect(await admin(folder, 'verify')).toMatchObject({ code: 0 })
})

test('[TA4] verify proves a relay that runs', async () => {
  const { code, stdout } = await admin(world.relay.folder, 'verify')
  expect([code, stdout.startsWith('All is sound: ')]).toEqual([0, true])
})

test('[TA4] verify finds what was changed behind the relay’s back', async () => {
  const sound = await world.restored()
  const file = path.join('files', ...blobPath(world.file))
  const tampered: ReadonlyArray<readonly [string, (folder: string) => void]> = [
    [
      'the chain breaks at entry 2',
      (folder) => change(folder, 'UPDATE entries SET head = zeroblob(32) WHERE seq = 2'),
    ],
    ['entry 2 is missing', (folder) => change(folder, 'DELETE FROM entries WHERE seq = 2')],
    [
      'should have',
      (folder) => change(folder, 'DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)'),
    ],
    ['its head is not', (folder) => change(folder, 'UPDATE logs SET head = zeroblob(32) WHERE seq > 0')],
    ['after entry 2', (folder) => change(folder, "UPDATE entries SET body = x'00' WHERE seq = 2")],
    [
      'after entry 3',
      (folder) =>
        change(
          folder,
          'UPDATE entries SET body = (SELECT body FROM entries e WHERE e.seq = 2) WHERE seq = 3',
        ),
    ],
    [
      'The audit log of workspace',
      (folder) => change(folder, 'UPDATE audit_lines SET time = time + 1 WHERE length(scope) > 0'),
    ],
    [
      'The audit log of the relay: line 1 is missing',
      (folder) => change(folder, 'DELETE FROM audit_lines WHERE length(scope) = 0'),
    ],
    ['The key of receipts', (folder) => change(folder, "UPDATE relay SET receipt_seed = x'00'")],
    ['points at a row', (folder) => change(folder, 'PRAGMA foreign_keys = OFF; DELETE FROM workspaces')],
    ['has another length', (folder) => writeFileSync(path.join(folder, file), 'short')],
    ['is damaged', (folder) => writeFileSync(path.join(folder, file), randomBytes(100_000))],
    ['is missing', (folder) => rmSync(path.join(folder, file))],
  ]
  for (const [finding, tamper] of tampered) {
    const folder = temporaryFolder()
    cpSync(sound, folder, { recursive: true })
    tamper(folder)
    const { code, stdout } = await admin(folder, 'verify')
    expect([finding, code, stdout.includes(finding)]).toEqual([finding, 2, true])
  }
})

test('[TA1] a file that the disk has lost is told, and the rest is backed up', async () => {
  const folder = await world.restored()
  rmSync(path.join(folder, 'files', ...blobPath(world.file)))
  const target = path.join(temporaryFolder(), 'backup.tar')
  const { code, stderr } = await admin(folder, 'backup', target)
  expect([code, stderr.includes(`File ${world.file} is missing on the disk`)]).toEqual([2, true])
  expect(existsSync(target)).toBe(true)
})
