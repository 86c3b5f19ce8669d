import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { exitCodes } from '../../../sync-server/start-failure.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { callRelay } from '../../support/relay-accounts.ts'
import { failToStart, type FailedStart, spawnRelay } from './relay-process.ts'

const expectOneLine = (failed: FailedStart, exitCode: number, ...says: ReadonlyArray<string>): void => {
  expect(failed).toMatchObject({ exitCode, stdout: '' })
  expect(failed.stderr.trimEnd().split('\n').length).toBe(1)
  for (const part of says) expect(failed.stderr).toContain(part)
}

test('a relay tells where it is, keeps its token to itself, and leaves nothing of the run behind', async () => {
  const folder = temporaryFolder()
  const relay = await spawnRelay(folder)
  expect(JSON.parse(readFileSync(path.join(folder, 'relay.json'), 'utf8'))).toEqual({
    pid: relay.child.pid,
    url: relay.url,
  })
  expect(statSync(path.join(folder, 'admin.token')).mode & 0o777).toBe(0o600)
  expect(await callRelay(relay, '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
  relay.child.kill('SIGTERM')
  expect(await relay.exited).toBe(0)
  expect(existsSync(path.join(folder, 'relay.json'))).toBe(false)
  expect(existsSync(path.join(folder, 'admin.token'))).toBe(false)
})

describe('a start that cannot be says why in one line', () => {
  test('the data folder is in use; a killed relay leaves it free', async () => {
    const folder = temporaryFolder()
    const relay = await spawnRelay(folder)
    const second = await failToStart(folder)
    expectOneLine(second, exitCodes.dataFolderInUse, folder, relay.url, `${relay.child.pid}`)
    relay.child.kill('SIGKILL')
    await relay.exited
    const third = await spawnRelay(folder)
    third.child.kill('SIGINT')
    expect(await third.exited).toBe(0)
  })

  const takePort = async (): Promise<string> => {
    const server = createServer()
    onTestFinished(() => void server.close())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return typeof address === 'object' && address !== null ? `${address.port}` : ''
  }

  test('the port is taken', async () => {
    const port = await takePort()
    const folder = temporaryFolder()
    expectOneLine(await failToStart(folder, { PORT: port }), exitCodes.portTaken, port)
    const after = await spawnRelay(folder) // the folder was let go
    after.child.kill('SIGTERM')
    await after.exited
  })

  test('the port is taken, and every part that a relay may have has begun', async () => {
    const port = await takePort()
    const folder = temporaryFolder()
    const rules = path.join(temporaryFolder(), 'rules.json')
    writeFileSync(rules, JSON.stringify({ words: { action: 'refuse', list: ['bribe'] } }))
    const env = {
      PORT: port,
      FILE_SCANNER: 'tcp://127.0.0.1:1',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'relay@example.org',
      OIDC_ISSUER: 'http://127.0.0.1:1',
      OIDC_CLIENT_ID: 'tidings',
      MODERATION: rules,
      MAX_MESSAGE_LENGTH: '1000',
      RETENTION_DAYS: '30',
      WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
    }
    expectOneLine(await failToStart(folder, env), exitCodes.portTaken, port)
  })

  test('the address is not this machine’s', async () => {
    const failed = await failToStart(temporaryFolder(), { HOST: '203.0.113.1' })
    expectOneLine(failed, exitCodes.cannotListen, '203.0.113.1')
  })

  test('the folder is no folder', async () => {
    const file = path.join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expectOneLine(await failToStart(path.join(file, 'data')), exitCodes.noPermission, file)
  })

  test('the folder may not be written', async () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o555)
    const env = process.getuid?.() === 0 ? { AS_NOBODY: '1' } : {}
    expectOneLine(await failToStart(folder, env), exitCodes.noPermission, folder)
  })

  test('settings are wrong', async () => {
    expectOneLine(await failToStart(temporaryFolder(), { PORT: 'x' }), exitCodes.config, 'PORT')
  })
})

describe('a database that cannot be used is left as it is', () => {
  const startOn = async (write: (file: string) => void): Promise<FailedStart> => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'relay.db')
    write(file)
    const before = readFileSync(file)
    const failed = await failToStart(folder)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(failed.stderr).toContain(file)
    return failed
  }
  const change = (file: string, sql: string): void => {
    const database = new DatabaseSync(file)
    database.exec(sql)
    database.close()
  }

  test('no database at all', async () => {
    const failed = await startOn((file) => writeFileSync(file, 'this is no database, '.repeat(500)))
    expectOneLine(failed, exitCodes.damagedDatabase, 'damaged')
  })

  test('another program’s', async () => {
    const failed = await startOn((file) => change(file, 'CREATE TABLE cookies (name TEXT)'))
    expectOneLine(failed, exitCodes.damagedDatabase, "another program's")
  })

  test('a newer one, and a damaged one', async () => {
    const folder = temporaryFolder()
    const relay = await spawnRelay(folder)
    relay.child.kill('SIGTERM')
    await relay.exited
    const good = readFileSync(path.join(folder, 'relay.db'))
    const newer = await startOn((file) => {
      writeFileSync(file, good)
      change(file, 'PRAGMA user_version = 99')
    })
    expectOneLine(newer, exitCodes.newerDatabase, '99')
    const damaged = await startOn((file) => {
      const bad = Buffer.from(good)
      bad.fill(0x5a, 8_192, 40_000)
      writeFileSync(file, bad)
    })
    expectOneLine(damaged, exitCodes.damagedDatabase, 'damaged')
  })
})
