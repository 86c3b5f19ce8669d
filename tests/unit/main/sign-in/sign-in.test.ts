import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { ok } from '../../../../core/base/result.ts'
import { deviceId } from '../../../../core/protocol/ids.ts'
import { createRelayApi } from '../../../../main/sign-in/relay-api.ts'
import { answerOf, createFakeRelay, type FakeRelay } from './fake-relay.ts'
import { setupSession } from './session-kit.ts'

const password = 'correct horse battery'
const ada = { username: 'ada', displayName: 'Ada', password }
const credentials = { username: 'ada', password }

/** Fails unless `outcome` is a failure of the vault that says `words`. */
function expectVaultFailure(outcome: unknown, words: string): void {
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'vault' } })
  expect(JSON.stringify(outcome)).toContain(words)
}

describe('signing in', () => {
  test('failures are told apart', async () => {
    const kit = setupSession()
    const session = await kit.start()
    expect(await session.signIn(credentials)).toEqual({
      ok: false,
      failure: { kind: 'wrong-credentials' },
    })
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

    expect(await session.signIn(changed)).toEqual({ ok: false, failure: { kind: 'changed-elsewhere' } })
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
    expect(await other.register(ada)).toEqual({ ok: false, failure: { kind: 'kept-here' } })
    expect(elsewhere.asked).toEqual([])
    await setupNamesake(elsewhere)
    expect(await other.signIn(credentials)).toEqual({ ok: false, failure: { kind: 'namesake' } })
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
    expectVaultFailure(await again.signIn(credentials), 'damaged')
    expectVaultFailure(await again.register(ada), 'damaged')
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
})

const problem = (code: string, more = {}) =>
  answerOf(400, { type: 'x', title: 'x', status: 400, code, ...more })

/** Somebody else takes the name at that relay. */
async function setupNamesake(relay: FakeRelay): Promise<void> {
  const api = createRelayApi({ fetch: relay.fetch, timeout: 1_000 }, 'http://127.0.0.1:1')
  orThrow(await api.register({ ...ada, device: { id: deviceId('9'.repeat(32)), name: 'theirs' } }))
}
