import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import { conversationA, testEntry } from '../../../contracts/outbox-contract.ts'
import { createMemoryProtector } from '../vault/memory-protector.ts'
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
    expect(session.state()).toEqual({
      kind: 'locked',
      user: account.user,
      username: 'ada',
      displayName: 'Ada',
      password: true,
      recovery: 'code-and-password',
    })
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
      failure: { kind: 'vault' },
    })
  })

  test('[VT19] journal and keyring are opened with the vault, before anybody asks for them', async () => {
    const kit = setupSession()
    const protector = createMemoryProtector()
    const first = await kit.start({ protector })
    orThrow(await first.register(ada))
    await first.close()
    const opened: Array<string> = []
    const refuse = async () => fail({ kind: 'locked' } as const)
    const journal = { append: refuse, remove: refuse, replace: refuse, close: async () => undefined }
    const second = await kit.start({
      protector,
      openJournal: () => ({ ...journal, open: async () => (opened.push('journal'), refuse()) }),
      openKeyring: async () => (opened.push('keyring'), fail({ kind: 'newer' })),
    })
    expect(second.state()).toMatchObject({ kind: 'open' })
    expect(opened).toEqual(['journal', 'keyring'])
    await second.close()
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
