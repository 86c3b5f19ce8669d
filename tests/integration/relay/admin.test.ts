/** What else the administrator's program does, on the data folders of real relays. */
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { paths } from '../../../core/protocol/api.ts'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { callAdmin } from '../../support/admin-run.ts'
import { type AdminWorld, admin, look, secret, setupAdminWorld } from '../../support/admin-world.ts'
import { callRelay } from '../../support/relay-accounts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spawnRelay } from './relay-process.ts'

let world: AdminWorld
beforeAll(async () => {
  world = await setupAdminWorld()
})
afterAll(() => world.relay.close())

test('[TA6] what the administrator did is in the audit log of the relay', async () => {
  const folder = await world.restored()
  expect(await admin(folder, 'backup', path.join(temporaryFolder(), 'b.tar'))).toMatchObject({ code: 0 })
  expect(await admin(folder, 'rotate-keys', 'master')).toMatchObject({ code: 0 })
  const found = look(folder, 'SELECT line FROM audit_lines WHERE length(scope) = 0 ORDER BY number')
  const lines = found.slice(-3).map((line): unknown => JSON.parse(String(line)))
  const console = { from: 'console', outcome: 'done' }
  expect(lines).toMatchObject([
    { action: 'restore', ...console },
    { action: 'backup', ...console },
    { action: 'rotate-keys', ...console, details: { what: 'master' } },
  ])
})

test('[AR5] rotate-keys master: the old key opens nothing any more, the new one everything', async () => {
  const folder = await world.restored()
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
  const folder = await world.restored()
  const stored = (): ReadonlyArray<Uint8Array> =>
    [
      ...look(folder, 'SELECT body FROM entries WHERE length(body) > 100'),
      ...look(folder, 'SELECT wrapped FROM workspace_keys WHERE number > 0'),
    ].filter((each) => each instanceof Uint8Array)
  const before = stored()
  expect(before.length).toBeGreaterThan(1) // a message and a key
  expect(await admin(folder, 'rotate-keys', 'workspaces')).toMatchObject({ code: 0 })
  const held = Buffer.concat(
    readdirSync(folder)
      .filter((name) => name.startsWith('relay.db'))
      .map((name) => readFileSync(path.join(folder, name))),
  )
  expect(before.filter((bytes) => held.includes(Buffer.from(bytes)))).toEqual([])
  expect(stored().every((bytes) => held.includes(Buffer.from(bytes)))).toBe(true)
  expect(await admin(folder, 'verify')).toMatchObject({ code: 0 })
})

test('[AR5] a rotation that died before the new key was in its place leaves a relay that starts', async () => {
  const folder = await world.restored()
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
  const folder = await world.restored()
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
  expect((await run('everything')).stderr).toContain('Name master, workspaces or signing')
  expect((await admin(world.relay.folder, 'rotate-keys', 'master')).stderr).toContain(
    'in use by another relay',
  )
  const empty = temporaryFolder()
  expect((await admin(empty, 'rotate-keys', 'master')).stderr).toContain('There is no database')
  expect(readdirSync(empty)).toEqual([])
})

test('[TA5] whoever calls it wrongly is told how, and nothing happens', async () => {
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
  expect((await admin(world.relay.folder, 'backup', existing)).stderr).toContain('already')
  const nowhere = path.join(temporaryFolder(), 'no/such/folder.tar')
  expect((await admin(world.relay.folder, 'backup', nowhere)).stderr).toContain('cannot be written')
})

test('[TA6][TA7] export writes what open conversations say, in the order of the log, and the workspace’s audit log says so', async () => {
  const target = path.join(temporaryFolder(), 'export.jsonl')
  const { workspace, general, ada } = world
  expect(await admin(world.relay.folder, 'export', workspace, target)).toMatchObject({ code: 0 })
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
  const said = lines.filter((line) => JSON.stringify(line).includes(secret))
  expect(said).toMatchObject([
    { kind: 'op', conversation: general, seq: 2, op: { kind: 'post', by: ada.user, text: secret } },
  ])
  expect(lines.at(-1)).toEqual({ kind: 'end', lines: lines.length - 1 })
  const audited = look(
    world.relay.folder,
    `SELECT line FROM audit_lines WHERE hex(scope) = upper('${workspace}')`,
  )
  expect(audited.map((line): unknown => JSON.parse(String(line)))).toContainEqual(
    expect.objectContaining({ action: 'exportWorkspace', outcome: 'done' }),
  )
})

test('[TA7] export of a relay that is stopped is the same; nobody exports without the administrator’s token', async () => {
  const folder = await world.restored()
  const target = path.join(temporaryFolder(), 'export.jsonl')
  expect(await admin(folder, 'export', world.workspace, target)).toMatchObject({ code: 0, stderr: '' })
  expect(readFileSync(target, 'utf8')).toContain(secret)
  expect((await admin(folder, 'export', world.workspace, target)).stderr).toContain('already')
  const none = path.join(temporaryFolder(), 'none.jsonl')
  expect((await admin(folder, 'export', 'f'.repeat(32), none)).stderr).toContain('no workspace')
  expect((await admin(folder, 'export', 'Quay', none)).stderr).toContain('by its id')
  expect(existsSync(none)).toBe(false)
  const address = `${world.relay.url}/v1/admin/workspaces/${world.workspace}/export`
  for (const token of ['', 'x', world.ada.session.accessToken])
    expect((await fetch(address, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
})

test('[TA8] rotate-keys signing: the relay that runs signs with another key, and nobody is signed out', async () => {
  const { relay } = world
  const published = async (): Promise<ReadonlyArray<string>> => {
    const { body } = await callRelay(relay, paths.keys)
    return v
      .parse(v.object({ keys: v.array(v.object({ kid: v.string() })) }), body)
      .keys.map(({ kid }) => kid)
  }
  const [before = ''] = await published()
  expect(await admin(relay.folder, 'rotate-keys', 'signing')).toMatchObject({ code: 0 })
  const [after] = look(relay.folder, 'SELECT kid FROM signing_keys WHERE retired IS NULL')
  expect(after).not.toBe(before)
  await relay.restart()
  expect(await published()).toEqual(expect.arrayContaining([before, String(after)]))
  expect((await callRelay(relay, identityPaths.me, { token: world.ada.session.accessToken })).status).toBe(
    200,
  )
})

test('[TA9] usage and quota: what is said counts, and what makes no sense is told', async () => {
  const { folder } = world.relay
  const [hex] = look(folder, 'SELECT lower(hex(id)) FROM workspaces')
  const workspace = String(hex)
  expect(await admin(folder, 'quota', workspace, '--people', '7')).toMatchObject({ code: 0 })
  const { code, stdout } = await admin(folder, 'usage', workspace)
  expect([code, /^people +\d+ of 7$/m.test(stdout), /^files +1, \d+ bytes$/m.test(stdout)]).toEqual([
    0,
    true,
    true,
  ])
  for (const args of [
    ['quota', workspace, '--people', '0'],
    ['quota', workspace, '--files-mib', '1e3'],
    ['quota', 'ff'.repeat(16)],
    ['usage', 'ff'.repeat(16)],
    ['usage', 'nonsense'],
  ]) {
    const { code: failed, stderr } = await admin(folder, ...args)
    expect([failed, stderr === '']).toEqual([1, false])
  }
})
