/** The administrator's program, on the data folders of real relays. */
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
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { blobPath } from '../../../sync-server/blobs/filesystem.ts'
import { callAdmin, startAdmin } from '../../support/admin-run.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import { fetchFrame } from '../../support/fetch-frame.ts'
import { createFileClient, newFileId, sha256 } from '../../support/file-client.ts'
import { signInElsewhere } from '../../support/relay-accounts.ts'
import { openPair } from '../../support/relay-pair.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { openSession } from '../../support/socket-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spawnRelay } from './relay-process.ts'

const secret = 'the treasure lies under the third crane'

/** A relay with two people, a message and a file; `folder` is a copy of its data that no relay has open. */
async function setupFilled() {
  const relay = await startTestRelay()
  const { ada, workspace, general, adas, writer } = await openPair(relay)
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  adas.send({ kind: 'append', request: 1, entry: writer.post(secret) })
  await adas.waitFor('ack')
  await adas.waitFor('ack')
  const [file, bytes] = [newFileId(), new Uint8Array(randomBytes(100_000))]
  await createFileClient(relay, ada).put(file, general, bytes)
  return { relay, ada, workspace, general, adas, writer, file, bytes }
}

let world: Awaited<ReturnType<typeof setupFilled>>
let relay: TestRelay
beforeAll(async () => {
  world = await setupFilled()
  ;({ relay } = world)
})
afterAll(() => relay.close())

const admin = (folder: string, ...args: ReadonlyArray<string>) => callAdmin({ DATA_DIR: folder }, ...args)

async function backUp(): Promise<string> {
  const target = path.join(temporaryFolder(), 'backup.tar')
  expect(await admin(relay.folder, 'backup', target)).toMatchObject({ code: 0 })
  return target
}

/** An empty folder that holds the key of the test relay, as the guide has it. */
function folderWithKey(): string {
  const folder = temporaryFolder()
  cpSync(path.join(relay.folder, 'master.key'), path.join(folder, 'master.key'))
  return folder
}

/** A folder that holds what the test relay holds, without a relay. */
async function restored(): Promise<string> {
  const folder = folderWithKey()
  expect(await admin(folder, 'restore', await backUp())).toMatchObject({ code: 0, stderr: '' })
  return folder
}

function change(folder: string, sql: string): void {
  const database = new DatabaseSync(path.join(folder, 'relay.db'))
  database.exec(sql)
  database.close()
}

const epochOf = (folder: string): unknown => {
  const database = new DatabaseSync(path.join(folder, 'relay.db'), { readOnly: true })
  const row = database.prepare('SELECT hex(epoch) AS epoch FROM relay').get()
  database.close()
  return row?.['epoch']
}

test('[AD1][AD2] a backup is made while the relay runs and people write; it holds no plain words and no master key', async () => {
  const target = path.join(temporaryFolder(), 'backup.tar')
  const { ended } = startAdmin({ DATA_DIR: relay.folder }, 'backup', target)
  const { adas, writer } = world
  let acks = 0
  for (let number = 10; number < 60; number++) {
    adas.send({ kind: 'append', request: number, entry: writer.post(`meanwhile ${number}`) })
  }
  for (; acks < 50; acks++) await adas.waitFor('ack')
  const { code, stdout, stderr } = await ended
  expect([code, stdout]).toEqual([0, `Backed up to ${target}, with 1 files.\n`])
  expect(stderr).toContain('master key')
  expect(statSync(target).mode & 0o777).toBe(0o600)
  const held = readFileSync(target)
  const key = readFileSync(path.join(relay.folder, 'master.key'), 'utf8').trim()
  expect([secret, key, Buffer.from(key, 'base64')].map((each) => held.includes(each))).toEqual([
    false,
    false,
    false,
  ])
  expect(readdirSync(path.dirname(target))).toEqual(['backup.tar'])
})

test('[AD3] a restored relay has every message and file, under a new epoch', async () => {
  const folder = await restored()
  expect(readdirSync(folder).toSorted()).toEqual(['files', 'lock.db', 'master.key', 'relay.db'])
  expect(epochOf(folder)).not.toBe(epochOf(relay.folder))
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

test('[AD3] a backup without its master key is not restored, and nothing is left behind', async () => {
  const folder = temporaryFolder()
  const { code, stderr } = await admin(folder, 'restore', await backUp())
  expect(code).toBe(1)
  expect(stderr).toContain('The master key is in no backup')
  expect(readdirSync(folder)).toEqual(['lock.db'])
  const given = { DATA_DIR: folder, MASTER_KEY: randomBytes(32).toString('base64') }
  const wrong = await callAdmin(given, 'restore', await backUp())
  expect([wrong.code, wrong.stderr.includes('another master key')]).toEqual([1, true])
  expect(wrong.stderr).not.toContain(given.MASTER_KEY)
})

test('[AD3] a cut, changed or foreign backup is refused, and nothing is left behind', async () => {
  const whole = readFileSync(await backUp())
  const folder = folderWithKey()
  const file = path.join(temporaryFolder(), 'spoilt.tar')
  const database = whole.indexOf('SQLite format 3')
  const spoilt = [
    whole.subarray(0, 400),
    whole.subarray(0, 60_000),
    whole.subarray(0, whole.length - 2_048), // without its last file
    Buffer.concat([whole.subarray(0, 700), Buffer.from('x'), whole.subarray(701)]), // in a file of somebody's
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

test('[AD3] an archive that names places outside the data folder is refused', async () => {
  const whole = readFileSync(await backUp())
  const name = `files/${blobPath(world.file).join('/')}`
  const folder = folderWithKey()
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

test('[AD1][AD3] what a backup and a restoration left that were cut off is in nobody’s way', async () => {
  const target = path.join(temporaryFolder(), 'backup.tar')
  for (const left of ['partial', 'snapshot']) writeFileSync(`${target}.${left}`, 'cut off')
  expect(await admin(relay.folder, 'backup', target)).toMatchObject({ code: 0 })
  expect(readdirSync(path.dirname(target))).toEqual(['backup.tar'])
  const folder = folderWithKey()
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

test('[AD3] nothing is restored over a relay', async () => {
  const before = readFileSync(path.join(relay.folder, 'master.key'))
  const running = await admin(relay.folder, 'restore', await backUp())
  expect([running.code, running.stderr.includes('in use by another relay')]).toEqual([1, true])
  const folder = await restored()
  const stopped = await admin(folder, 'restore', await backUp())
  expect([stopped.code, stopped.stderr.includes('already')]).toEqual([1, true])
  expect(readFileSync(path.join(relay.folder, 'master.key'))).toEqual(before)
  // Somebody has moved the database away, not yet the files.
  renameSync(path.join(folder, 'relay.db'), path.join(folder, 'moved'))
  const halfway = await admin(folder, 'restore', await backUp())
  expect([halfway.code, halfway.stderr.includes('There are files')]).toEqual([1, true])
  expect(existsSync(path.join(folder, 'files', ...blobPath(world.file)))).toBe(true)
  renameSync(path.join(folder, 'moved'), path.join(folder, 'relay.db'))
  expect(await admin(folder, 'verify')).toMatchObject({ code: 0 })
})

test('[AD4] verify proves a relay that runs', async () => {
  const { code, stdout } = await admin(relay.folder, 'verify')
  expect([code, stdout.startsWith('All is sound: ')]).toEqual([0, true])
})

test('[AD4] verify finds what was changed behind the relay’s back', async () => {
  const sound = await restored()
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

test('[AD1] a file that the disk has lost is told, and the rest is backed up', async () => {
  const folder = await restored()
  rmSync(path.join(folder, 'files', ...blobPath(world.file)))
  const target = path.join(temporaryFolder(), 'backup.tar')
  const { code, stderr } = await admin(folder, 'backup', target)
  expect([code, stderr.includes(`File ${world.file} is missing on the disk`)]).toEqual([2, true])
  expect(existsSync(target)).toBe(true)
})

test('[AD6] what the administrator did is in the audit log of the relay', async () => {
  const folder = await restored()
  expect(await admin(folder, 'backup', path.join(temporaryFolder(), 'b.tar'))).toMatchObject({ code: 0 })
  expect(await admin(folder, 'rotate-keys', 'master')).toMatchObject({ code: 0 })
  const database = new DatabaseSync(path.join(folder, 'relay.db'), { readOnly: true })
  const rows = database.prepare('SELECT line FROM audit_lines WHERE length(scope) = 0 ORDER BY number').all()
  database.close()
  const lines = rows.map(({ line }): unknown => JSON.parse(String(line))).slice(-3)
  const console = { from: 'console', outcome: 'done' }
  expect(lines).toMatchObject([
    { action: 'restore', ...console },
    { action: 'backup', ...console },
    { action: 'rotate-keys', ...console, details: { what: 'master' } },
  ])
})

test('[AR5] rotate-keys master: the old key opens nothing any more, the new one everything', async () => {
  const folder = await restored()
  const key = path.join(folder, 'master.key')
  const before = readFileSync(key, 'utf8')
  expect(await admin(folder, 'rotate-keys', 'master')).toMatchObject({ code: 0, stderr: '' })
  expect(readFileSync(key, 'utf8')).not.toBe(before)
  expect(await admin(folder, 'verify')).toMatchObject({ code: 0 })
  const old = await callAdmin({ DATA_DIR: folder, MASTER_KEY: before.trim() }, 'verify')
  expect([old.code, old.stdout.includes('The key of receipts')]).toEqual([2, true])
  expect(await admin(folder, 'rotate-keys', 'workspaces')).toMatchObject({ code: 0 })
  expect(await admin(folder, 'verify')).toMatchObject({ code: 0 })
})

test('[AR5] rotate-keys workspaces: nothing that was sealed under a key before stays in the files', async () => {
  const folder = await restored()
  const stored = (): ReadonlyArray<Buffer> => {
    const database = new DatabaseSync(path.join(folder, 'relay.db'), { readOnly: true })
    const rows = database.prepare('SELECT body FROM entries WHERE length(body) > 100').all()
    const keys = database.prepare('SELECT wrapped FROM workspace_keys WHERE number > 0').all()
    database.close()
    return [...rows, ...keys].map((row) => Buffer.from((row['body'] ?? row['wrapped']) as Uint8Array))
  }
  const before = stored()
  expect(before.length).toBeGreaterThan(2)
  expect(await admin(folder, 'rotate-keys', 'workspaces')).toMatchObject({ code: 0 })
  const held = Buffer.concat(
    readdirSync(folder)
      .filter((name) => name.startsWith('relay.db'))
      .map((name) => readFileSync(path.join(folder, name))),
  )
  expect(before.filter((bytes) => held.includes(bytes))).toEqual([])
  expect(stored().every((bytes) => held.includes(bytes))).toBe(true)
  expect(await admin(folder, 'verify')).toMatchObject({ code: 0 })
})

test('[AR5] a rotation that died before the new key was in its place leaves a relay that starts', async () => {
  const folder = await restored()
  const [key, next] = [path.join(folder, 'master.key'), path.join(folder, 'master.key.next')]
  const before = readFileSync(key)
  expect(await admin(folder, 'rotate-keys', 'master')).toMatchObject({ code: 0 })
  const after = readFileSync(key)
  // Wrapped anew, and the file not yet renamed.
  writeFileSync(key, before)
  writeFileSync(next, after)
  const running = await spawnRelay(folder)
  running.child.kill('SIGTERM')
  await running.exited
  expect([readFileSync(key).equals(after), existsSync(next)]).toEqual([true, false])
  // The file written, and nothing wrapped yet.
  writeFileSync(next, randomBytes(32).toString('base64'))
  expect(await admin(folder, 'verify')).toMatchObject({ code: 0 })
})

test('[AR5] rotate-keys asks for the new key where the old one is given, and refuses a running relay and no key at all', async () => {
  const folder = await restored()
  const given = { DATA_DIR: folder, MASTER_KEY_FILE: path.join(folder, 'master.key') }
  const run = (...args: ReadonlyArray<string>) => callAdmin(given, 'rotate-keys', ...args)
  expect((await run('master')).stderr).toContain('--new-key-file')
  const fresh = path.join(temporaryFolder(), 'new.key')
  writeFileSync(fresh, 'too short')
  expect((await run('master', '--new-key-file', fresh)).stderr).toContain('is not a key')
  cpSync(given.MASTER_KEY_FILE, fresh)
  expect((await run('master', '--new-key-file', fresh)).stderr).toContain('the one in use')
  writeFileSync(fresh, randomBytes(32).toString('base64'))
  expect(await run('master', '--new-key-file', fresh)).toMatchObject({ code: 0 })
  expect(await callAdmin({ ...given, MASTER_KEY_FILE: fresh }, 'verify')).toMatchObject({ code: 0 })
  expect((await run('everything')).stderr).toContain('Name master or workspaces')
  expect((await admin(relay.folder, 'rotate-keys', 'master')).stderr).toContain('in use by another relay')
  const empty = temporaryFolder()
  expect((await admin(empty, 'rotate-keys', 'master')).stderr).toContain('There is no database')
  expect(readdirSync(empty)).toEqual([])
})

test('[AD5] whoever calls it wrongly is told how, and nothing happens', async () => {
  const folder = temporaryFolder()
  expect(await admin(folder)).toMatchObject({ code: 1, stdout: '' })
  expect((await admin(folder, 'help')).stdout).toContain('rotate-keys')
  expect((await admin(folder, 'help', 'restore')).stdout).toContain('tidings-admin restore FILE')
  expect(await admin(folder, 'dance')).toMatchObject({ code: 1 })
  for (const args of [['backup'], ['backup', 'a', 'b'], ['restore'], ['verify', 'x'], ['verify', '--deep']]) {
    const { code, stderr } = await admin(folder, ...args)
    expect([code, stderr.includes(`tidings-admin ${args[0]}`)]).toEqual([1, true])
  }
  expect((await admin(folder, 'verify')).stderr).toContain('There is no database')
  expect((await admin(folder, 'backup', path.join(folder, 'b.tar'))).stderr).toContain('There is no database')
  expect((await admin(folder, 'restore', path.join(folder, 'b.tar'))).stderr).toContain('There is no file')
  expect(readdirSync(folder).filter((name) => name !== 'lock.db')).toEqual([])
  const wrong = await callAdmin({ DATA_DIR: folder, PORT: 'x', MASTER_KEY: 'hush' }, 'verify')
  expect(wrong.stderr).toMatch(/PORT .*MASTER_KEY/)
  expect(wrong.stderr).not.toContain('hush')
  const existing = path.join(temporaryFolder(), 'there')
  mkdirSync(existing)
  expect((await admin(relay.folder, 'backup', existing)).stderr).toContain('already')
  const nowhere = path.join(temporaryFolder(), 'no/such/folder.tar')
  expect((await admin(relay.folder, 'backup', nowhere)).stderr).toContain('cannot be written')
})

test('[AD6][AD7] export writes what open conversations say, in the order of the log, and the workspace’s audit log says so', async () => {
  const target = path.join(temporaryFolder(), 'export.jsonl')
  const { workspace, general, ada } = world
  expect(await admin(relay.folder, 'export', workspace, target)).toMatchObject({ code: 0 })
  expect(statSync(target).mode & 0o777).toBe(0o600)
  const lines = readFileSync(target, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(lines[0]).toMatchObject({ kind: 'workspace', id: workspace, format: 'tidings export 1' })
  expect(lines).toContainEqual({
    kind: 'person',
    id: ada.user,
    name: ada.username,
    username: ada.username,
    role: 'owner',
  })
  const said = { kind: 'op', conversation: general, seq: 2, op: { kind: 'post', by: ada.user, text: secret } }
  expect(lines).toContainEqual(expect.objectContaining({ ...said, op: expect.objectContaining(said.op) }))
  expect(lines.at(-1)).toEqual({ kind: 'end', lines: lines.length - 1 })
  const database = new DatabaseSync(path.join(relay.folder, 'relay.db'), { readOnly: true })
  const rows = database.prepare('SELECT line FROM audit_lines WHERE hex(scope) = upper(?)').all(workspace)
  database.close()
  expect(rows.map(({ line }): unknown => JSON.parse(String(line)))).toContainEqual(
    expect.objectContaining({ action: 'exportWorkspace', outcome: 'done' }),
  )
})

test('[AD7] export of a relay that is stopped is the same; nobody exports without the administrator’s token', async () => {
  const folder = await restored()
  const target = path.join(temporaryFolder(), 'export.jsonl')
  expect(await admin(folder, 'export', world.workspace, target)).toMatchObject({ code: 0, stderr: '' })
  expect(readFileSync(target, 'utf8')).toContain(secret)
  expect((await admin(folder, 'export', world.workspace, target)).stderr).toContain('already')
  const none = path.join(temporaryFolder(), 'none.jsonl')
  expect((await admin(folder, 'export', 'f'.repeat(32), none)).stderr).toContain('no workspace')
  expect((await admin(folder, 'export', 'Quay', none)).stderr).toContain('by its id')
  expect(existsSync(none)).toBe(false)
  const address = `${relay.url}/v1/admin/workspaces/${world.workspace}/export`
  for (const token of ['', 'x', world.ada.session.accessToken])
    expect((await fetch(address, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
})
