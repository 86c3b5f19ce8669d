import { describe, expect, test } from 'vitest'
import { bytesToHex } from '../../../../core/base/bytes.ts'
import { millis } from '../../../../core/base/clock.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import { ok } from '../../../../core/base/result.ts'
import type { Session } from '../../../../main/sign-in/session.ts'
import { conversationA, testEntry } from '../../../contracts/outbox-contract.ts'
import { createMemoryProtector } from '../vault/memory-protector.ts'
import { setupSession } from './session-kit.ts'

const password = 'correct horse battery'
const other = 'an entirely other one'
const ada = { username: 'ada', displayName: 'Ada', password }
const wrong = { ok: false, failure: { kind: 'wrong-password' } }
const isLocked = { ok: false, failure: { kind: 'locked' } } as const

const throttled = (retryAfterSeconds: number) => ({
  ok: false,
  failure: { kind: 'throttled', retryAfterSeconds },
})
/** As the kit reads it: hex. */
const codeOf = (session: Session): string =>
  bytesToHex(session.current()?.vault.recoveryCode() ?? new Uint8Array())

describe('locking', () => {
  test('[VT16] on demand: what is open ends, the keys are wiped, the session at the relay stays', async () => {
    const kit = setupSession()
    const session = await kit.start()
    const account = orThrow(await session.register(ada))
    const open = session.current()
    const keyring = orThrow((await open?.keyring()) ?? isLocked)
    orThrow(await keyring.write([{ key: 'a', value: new Uint8Array(32).fill(1) }]))
    const [key, value] = [open?.vault.storeKey(), keyring.get('a')]
    const asked = kit.relay.asked.length
    await session.lock()
    expect(session.state()).toEqual({
      kind: 'locked',
      user: open?.account().user,
      username: 'ada',
      displayName: 'Ada',
      password: true,
      recovery: 'code-and-password',
    })
    expect(kit.told.at(-1)).toEqual(session.state())
    expect([key, value].every((secret) => secret?.every((byte) => byte === 0))).toBe(true)
    expect(await open?.journal.append([testEntry(conversationA, 0)])).toEqual(isLocked)
    expect(await keyring.write([])).toEqual(isLocked)
    expect(kit.relay.asked).toHaveLength(asked)
    await session.lock() // once more changes nothing

    expect(await session.unlock(password)).toEqual(ok(account))
    expect(orThrow((await session.current()?.keyring()) ?? isLocked).get('a')).toEqual(
      new Uint8Array(32).fill(1),
    )
    expect(await session.current()?.token.read()).toMatchObject({ ok: true })
  })

  test('[VT16] with the screen of the system, if the person wants that', async () => {
    const session = await setupSession().start()
    await session.systemLocked()
    await session.register(ada)
    await session.systemLocked()
    expect(session.state()).toMatchObject({ kind: 'open' })
    orThrow((await session.current()?.vault.setSettings({ lockWithSystem: true })) ?? isLocked)
    await session.systemLocked()
    expect(session.state()).toMatchObject({ kind: 'locked' })
  })

  test('[VT16] a vault that the keystore opens locks as well, and opens unasked', async () => {
    const session = await setupSession().start({ protector: createMemoryProtector() })
    const account = orThrow(await session.register(ada))
    await session.lock()
    expect(session.state()).toMatchObject({ kind: 'locked', password: false, recovery: 'code' })
    expect(await session.unlock('')).toEqual(ok(account))
  })
})

describe('a wrong password', () => {
  test('[VT12] has to wait from the third on, wherever it is given, and then no password is looked at', async () => {
    const kit = setupSession()
    const first = await kit.start()
    await first.register(ada)
    await first.close()
    const session = await kit.start()
    expect(await session.unlock(other)).toEqual(wrong)
    kit.relay.goOffline()
    await session.signIn({ username: 'ada', password: other })
    expect(await session.unlock(other)).toEqual(wrong)
    expect(await session.unlock(password)).toEqual(throttled(2))
    expect(await session.signIn({ username: 'ada', password })).toEqual(throttled(2))
    await session.close()

    const again = await kit.start() // no way round
    expect(await again.unlock(password)).toEqual(throttled(2))
    kit.clock.advance(millis(1_500))
    expect(await again.unlock(password)).toEqual(throttled(1))
    kit.clock.advance(millis(500))
    expect(await again.unlock(other)).toEqual(wrong)
    expect(await again.unlock(password)).toEqual(throttled(4))
    kit.clock.advance(millis(4_000))
    expect(await again.unlock(password)).toMatchObject({ ok: true })
    await again.lock()
    expect(await again.unlock(other)).toEqual(wrong)
    expect(await again.unlock(password)).toMatchObject({ ok: true })
  })

  test('[VT13] a keystore that does not answer proves nobody wrong', async () => {
    const kit = setupSession()
    const protector = createMemoryProtector()
    const session = await kit.start({ protector })
    await session.register(ada)
    orThrow(await session.setPassphrase({ next: other }))
    await session.lock()
    protector.close()
    for (let time = 0; time < 5; time++) {
      expect(await session.unlock(other)).toMatchObject({ failure: { kind: 'vault' } })
    }
  })
})

describe('the passphrase', () => {
  test('[VT11] one of this device asks for the one before, and outlives a new sign-in', async () => {
    const kit = setupSession()
    const session = await kit.start()
    expect(await session.setPassphrase({ current: password, next: other })).toEqual(isLocked)
    const account = orThrow(await session.register(ada))
    expect(await session.setPassphrase({ next: other })).toEqual(wrong)
    expect(await session.setPassphrase({ current: other, next: other })).toEqual(wrong)
    expect(await session.setPassphrase({ current: password, next: other })).toEqual(ok(undefined))
    kit.relay.forgetRefreshTokens()
    expect(await session.signIn({ username: 'ada', password })).toEqual(ok(account))
    await session.lock()
    expect(await session.unlock(password)).toEqual(wrong)
    expect(await session.unlock(other)).toEqual(ok(account))
  })

  test('[VT12] asking for it is no way to guess it', async () => {
    const session = await setupSession().start()
    await session.register(ada)
    for (let time = 0; time < 3; time++) {
      expect(await session.setPassphrase({ current: other, next: other })).toEqual(wrong)
    }
    expect(await session.setPassphrase({ current: password, next: other })).toEqual(throttled(2))
  })

  test('[VT1] a vault that the keystore opens gets one beside it', async () => {
    const kit = setupSession()
    const protector = createMemoryProtector()
    const session = await kit.start({ protector })
    await session.register(ada)
    orThrow(await session.setPassphrase({ next: other }))
    await session.close()
    const again = await kit.start({ protector })
    expect(again.state()).toMatchObject({ kind: 'locked', password: true, recovery: 'code-and-password' })
    expect(await again.unlock(other)).toMatchObject({ ok: true })
  })
})

describe('the recovery code', () => {
  test('[VT5] opens without a network what a forgotten password does not, under a new one', async () => {
    const kit = setupSession()
    const first = await kit.start()
    const account = orThrow(await first.register(ada))
    const code = codeOf(first)
    await first.close()
    kit.relay.goOffline()
    const session = await kit.start()
    for (let time = 0; time < 3; time++) await session.unlock(other)
    const recover = (text: string, next?: string) =>
      session.recover({ code: text, ...(next !== undefined && { password: next }) })
    expect(await recover('a slip', other)).toEqual({ ok: false, failure: { kind: 'mistyped' } })
    expect(await recover('00'.repeat(20), other)).toEqual({ ok: false, failure: { kind: 'wrong-code' } })
    expect(await recover(code)).toEqual({ ok: false, failure: { kind: 'password-needed' } })
    expect(await recover(code, other)).toEqual(ok(account))
    await session.lock()
    expect(await session.unlock(other)).toEqual(ok(account)) // and the wrong ones are forgotten
    expect(await recover('whatever')).toEqual(ok(account)) // another window was first
  })

  test('[VT15] a keystore that has gone: the session is locked, names the way that is left, and keeps all', async () => {
    const kit = setupSession()
    const protector = createMemoryProtector()
    const first = await kit.start({ protector })
    const account = orThrow(await first.register(ada))
    const code = codeOf(first)
    orThrow((await first.current()?.journal.append([testEntry(conversationA, 0)])) ?? isLocked)
    await first.close()

    const gone = await kit.start({ protector: undefined })
    expect(gone.state()).toMatchObject({ kind: 'locked', password: false, recovery: 'code-and-password' })
    await gone.close()
    const changed = await kit.start({ protector: createMemoryProtector() })
    expect(changed.state()).toMatchObject({ kind: 'locked', password: false, recovery: 'code' })
    expect(await changed.unlock('')).toMatchObject({ failure: { kind: 'vault' } })
    expect(await changed.recover({ code })).toEqual(ok(account))
    expect(await changed.current()?.journal.open()).toMatchObject({
      value: { pending: [testEntry(conversationA, 0)] },
    })
  })

  test('[VT15] signed out, and the keystore has gone: signing in leads to the ways that are left', async () => {
    const kit = setupSession()
    const session = await kit.start({ protector: createMemoryProtector() })
    const account = orThrow(await session.register(ada))
    const code = codeOf(session)
    await session.signOut()
    const gone = await kit.start()
    expect(gone.state()).toMatchObject({ kind: 'signed-out' })
    expect(await gone.signIn({ username: 'ada', password })).toMatchObject({ failure: { kind: 'vault' } })
    expect(gone.state()).toMatchObject({ kind: 'locked', password: false, recovery: 'code-and-password' })
    expect(await gone.recover({ code, password: other })).toEqual(ok(account))
  })

  test('nobody signed in: there is nothing to recover', async () => {
    const session = await setupSession().start()
    expect(await session.recover({ code: '00'.repeat(20) })).toMatchObject({ failure: { kind: 'vault' } })
  })
})

describe('the device', () => {
  test('[VT8] is the one whose key the relay was told of, and stays it over a new sign-in', async () => {
    const kit = setupSession()
    const session = await kit.start()
    const account = orThrow(await session.register(ada))
    expect(session.current()?.vault.signSeed()).toHaveLength(32)
    expect(kit.relay.asked.at(-1)?.body).toContain(account.device)
    await session.signOut()
    expect(await session.signIn({ username: 'ada', password })).toEqual(ok(account))
    expect(session.current()?.vault.signSeed()).toHaveLength(32)
  })
})
