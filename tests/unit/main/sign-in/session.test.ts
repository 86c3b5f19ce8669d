import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { ok } from '../../../../core/base/result.ts'
import { deviceId } from '../../../../core/protocol/ids.ts'
import { createRelayApi } from '../../../../main/sign-in/relay-api.ts'
import { conversationA, testEntry } from '../../../contracts/outbox-contract.ts'
import { createMemoryProtector } from '../vault/memory-protector.ts'
import { answerOf, createFakeRelay, type FakeRelay } from './fake-relay.ts'
import { setupSession } from './session-kit.ts'

const password = 'correct horse battery'
const ada = { username: 'ada', displayName: 'Ada', password }
const credentials = { username: 'ada', password }

describe('session', () => {
  test('a new profile is signed out; signing up opens the account', async () => {
    const kit = setupSession()
    const session = await kit.start()
    expect(session.state()).toEqual({ kind: 'signed-out', server: 'http://127.0.0.1:8787' })
    const account = orThrow(await session.register(ada))
    expect(account).toMatchObject({
      username: 'ada',
      displayName: 'Ada',
      relay: 'ws://127.0.0.1:8787/v1/sync',
    })
    expect(session.state()).toEqual({ kind: 'open', account })
    expect(kit.told).toEqual([{ kind: 'open', account }])
    expect(await readdir(path.join(kit.folder, 'accounts'))).toEqual(['ada'])
  })

  test('the next start is locked, and the password opens it without a network', async () => {
    const kit = setupSession()
    const first = await kit.start()
    const account = orThrow(await first.register(ada))
    orThrow((await first.current()?.journal.append([testEntry(conversationA, 0)])) ?? ok(undefined))
    await first.close()
    kit.relay.goOffline()
    const session = await kit.start()
    expect(session.state()).toEqual({ kind: 'locked', username: 'ada', displayName: 'Ada' })
    expect(session.current()).toBeUndefined()
    expect(await session.unlock('another password')).toEqual({
      ok: false,
      failure: { kind: 'wrong-password' },
    })
    expect(await session.unlock(password)).toEqual(ok(account))
    expect(await session.current()?.journal.open()).toMatchObject({
      value: { pending: [testEntry(conversationA, 0)] },
    })
    expect(await session.unlock('whatever')).toEqual(ok(account)) // a second window
  })

  test('with a keystore the next start is open at once', async () => {
    const kit = setupSession()
    const protector = createMemoryProtector()
    const first = await kit.start({ protector })
    const account = orThrow(await first.register(ada))
    await first.close()
    kit.relay.goOffline()
    expect((await kit.start({ protector })).state()).toEqual({ kind: 'open', account })
    protector.close()
    const session = await kit.start({ protector })
    expect(session.state()).toMatchObject({ kind: 'locked' })
    expect(await session.unlock(password)).toMatchObject({
      failure: { kind: 'vault', detail: expect.stringContaining('keystore') },
    })
  })

  test('signing out leaves the data, encrypted; signing in finds it again, under the same device', async () => {
    const kit = setupSession()
    const session = await kit.start()
    const account = orThrow(await session.register(ada))
    orThrow((await session.current()?.journal.append([testEntry(conversationA, 0)])) ?? ok(undefined))
    await session.signOut()
    expect(kit.told.at(-1)).toEqual({ kind: 'signed-out', server: 'http://127.0.0.1:8787' })
    expect(kit.relay.asked.at(-1)).toMatchObject({
      path: '/v1/auth/sign-out',
      body: '{"refreshToken":"refresh-1"}',
    })
    expect((await kit.start()).state()).toMatchObject({ kind: 'signed-out' })
    expect(await session.signIn(credentials)).toEqual(ok(account))
    expect(await session.current()?.journal.open()).toMatchObject({
      value: { pending: [testEntry(conversationA, 0)] },
    })
  })

  test('signed out and out of reach: the password still opens what is here, and the relay is asked later', async () => {
    const kit = setupSession()
    const session = await kit.start()
    const account = orThrow(await session.register(ada))
    await session.signOut()
    kit.relay.goOffline()
    expect(await session.signIn({ ...credentials, password: 'another password' })).toEqual({
      ok: false,
      failure: { kind: 'unreachable' },
    })
    expect(await session.signIn(credentials)).toEqual(ok(account))
    expect(await session.current()?.token.read()).toEqual({ ok: false, failure: { kind: 'expired' } })
    kit.relay.goOnline()
    expect(await session.signIn(credentials)).toEqual(ok(account))
    expect(await session.current()?.token.read()).toMatchObject({ ok: true })
  })

  test('a keystore proves no password: out of reach, signing in stays out', async () => {
    const kit = setupSession()
    const session = await kit.start({ protector: createMemoryProtector() })
    await session.register(ada)
    await session.signOut()
    kit.relay.goOffline()
    expect(await session.signIn(credentials)).toEqual({ ok: false, failure: { kind: 'unreachable' } })
    expect(session.state()).toMatchObject({ kind: 'signed-out' })
  })

  test('failures are told apart', async () => {
    const kit = setupSession()
    const session = await kit.start()
    expect(await session.signIn(credentials)).toEqual({ ok: false, failure: { kind: 'wrong-credentials' } })
    kit.relay.goOffline()
    expect(await session.register(ada)).toEqual({ ok: false, failure: { kind: 'unreachable' } })
    kit.relay.goOnline()
    kit.relay.answerNext(problem('too-many-requests', { retryAfter: 30 }))
    expect(await session.signIn(credentials)).toEqual({
      ok: false,
      failure: { kind: 'too-many-requests', retryAfterSeconds: 30 },
    })
    kit.relay.answerNext(problem('username-taken'))
    expect(await session.register(ada)).toEqual({ ok: false, failure: { kind: 'username-taken' } })
    kit.relay.answerNext(problem('internal'))
    expect(await session.register(ada)).toEqual({
      ok: false,
      failure: { kind: 'server-error', detail: 'internal' },
    })
    kit.relay.answerNext({
      status: 200,
      headers: new Headers(),
      text: async () => '<html>Welcome to the hotel',
    })
    expect(await session.register(ada)).toMatchObject({ failure: { kind: 'server-error' } })
    kit.relay.answerNext({ status: 503, headers: new Headers(), text: async () => '<html>Bad gateway' })
    expect(await session.register(ada)).toEqual({ ok: false, failure: { kind: 'unreachable' } })
    expect(session.state()).toMatchObject({ kind: 'signed-out' })
    expect(kit.told).toEqual([])
  })

  test('a password changed elsewhere: the old one opens what is here, then the new one does', async () => {
    const kit = setupSession()
    const changed = { username: 'ada', password: 'a new password since then' }
    const session = await kit.start()
    const account = orThrow(await session.register(ada))
    await session.signOut()
    kit.relay.changePassword('ada', changed.password)

    expect(await session.signIn(changed)).toMatchObject({
      failure: { kind: 'vault', detail: expect.stringContaining('changed elsewhere') },
    })
    expect(session.state()).toMatchObject({ kind: 'locked', username: 'ada' })
    expect(await session.unlock(password)).toEqual(ok(account))
    expect(await session.current()?.token.read()).toEqual({ ok: false, failure: { kind: 'expired' } })
    expect(await session.signIn(credentials)).toEqual({ ok: false, failure: { kind: 'wrong-credentials' } })
    expect(await session.signIn(changed)).toEqual(ok(account))
    expect(await session.current()?.token.read()).toMatchObject({ ok: true })
    await session.close()

    const again = await kit.start()
    expect(await again.unlock(password)).toEqual({ ok: false, failure: { kind: 'wrong-password' } })
    expect(await again.unlock(changed.password)).toEqual(ok(account))
  })

  test('an account of the same name at another relay is another account', async () => {
    const kit = setupSession()
    const elsewhere = createFakeRelay('b')
    const session = await kit.start()
    await session.register(ada)
    await session.close()
    const other = await kit.start({
      connect: (url) => createRelayApi({ fetch: elsewhere.fetch, timeout: 1_000 }, url),
    })
    expect(await other.register(ada)).toMatchObject({
      failure: { kind: 'vault', detail: expect.stringContaining('already') },
    })
    expect(elsewhere.asked).toEqual([])
    await setupNamesake(elsewhere)
    expect(await other.signIn(credentials)).toMatchObject({
      failure: { kind: 'vault', detail: expect.stringContaining('another relay') },
    })
    expect(other.state()).toMatchObject({ kind: 'locked' })
    expect(elsewhere.asked.at(-1)?.path).toBe('/v1/auth/sign-out')
  })

  test('a damaged vault is named and left as it is', async () => {
    const kit = setupSession()
    const session = await kit.start()
    await session.register(ada)
    await session.close()
    const file = path.join(kit.folder, 'accounts', 'ada', 'vault')
    await writeFile(file, 'no vault')
    const again = await kit.start()
    expect(again.state()).toMatchObject({ kind: 'signed-out' })
    const damaged = { failure: { kind: 'vault', detail: expect.stringContaining('damaged') } }
    expect(await again.signIn(credentials)).toMatchObject(damaged)
    expect(await again.register(ada)).toMatchObject(damaged)
    expect(await readFile(file, 'utf8')).toBe('no vault')
  })

  test('a profile that cannot be written: no account is made at the relay', async () => {
    const kit = setupSession()
    await writeFile(path.join(kit.folder, 'accounts'), 'in the way')
    const session = await kit.start()
    expect(await session.register(ada)).toMatchObject({ failure: { kind: 'vault' } })
    expect(kit.relay.asked).toEqual([])
  })

  test('a vault that cannot be written ends the session at the relay again', async () => {
    const kit = setupSession()
    await mkdir(path.join(kit.folder, 'accounts', 'ada', 'vault.new'), { recursive: true })
    const session = await kit.start()
    expect(await session.register(ada)).toMatchObject({ failure: { kind: 'vault' } })
    expect(kit.relay.asked.at(-1)?.path).toBe('/v1/auth/sign-out')
    expect(session.state()).toMatchObject({ kind: 'signed-out' })
  })

  test('a relay named at the start is where the account lives from then on', async () => {
    const kit = setupSession()
    const session = await kit.start()
    await session.register(ada)
    await session.close()
    const moved = await kit.start({ relay: 'http://127.0.0.1:9999' })
    expect(moved.relay()).toBe('http://127.0.0.1:9999')
    expect(orThrow(await moved.unlock(password)).relay).toBe('ws://127.0.0.1:9999/v1/sync')
    await moved.close()
    expect((await kit.start()).relay()).toBe('http://127.0.0.1:9999')
  })

  test('another person signs in: the first one is locked away', async () => {
    const kit = setupSession()
    const session = await kit.start()
    await session.register(ada)
    const first = session.current()
    await session.register({ username: 'babbage', displayName: 'Charles', password })
    expect(session.state()).toMatchObject({ account: { username: 'babbage' } })
    expect(await first?.journal.open()).toEqual({ ok: false, failure: { kind: 'locked' } })
    expect(await first?.token.read()).toEqual({ ok: false, failure: { kind: 'locked' } })
  })

  test('no password and no token is in any file', async () => {
    const kit = setupSession()
    const session = await kit.start()
    await session.register(ada)
    await session.current()?.token.read()
    const files = await readdir(kit.folder, { recursive: true, withFileTypes: true })
    for (const file of files.filter((entry) => entry.isFile())) {
      const text = await readFile(path.join(file.parentPath, file.name), 'latin1')
      expect(text).not.toMatch(/correct horse|refresh-1|access-1/)
    }
  })
})

const problem = (code: string, more = {}) =>
  answerOf(400, { type: 'x', title: 'x', status: 400, code, ...more })

/** Somebody else takes the name at that relay. */
async function setupNamesake(relay: FakeRelay): Promise<void> {
  const api = createRelayApi({ fetch: relay.fetch, timeout: 1_000 }, 'http://127.0.0.1:1')
  orThrow(await api.register({ ...ada, device: { id: deviceId('9'.repeat(32)), name: 'theirs' } }))
}
