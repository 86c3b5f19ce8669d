/** Main, a real relay and a real provider: what a person does in the browser is done by hand. */
import { pageNetwork } from '../../../main/previews/page-network.ts'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { ok } from '../../../core/base/result.ts'
import { unmanaged } from '../../../main/policy/policy.ts'
import { readProfile } from '../../../main/profile/profile.ts'
import { type App, type AppDeps, startApp } from '../../../main/app.ts'
import { systemClock, systemRandom } from '../../../main/system.ts'
import { browseProvider, startProvider, type TestProvider } from '../../support/oidc-provider.ts'
import { callRelay } from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { createTestPolicy } from '../../support/policies.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { farewell } from '../../support/farewell.ts'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { createMemoryProtector } from '../../unit/main/vault/memory-protector.ts'

let provider: TestProvider
let relay: TestRelay
beforeAll(async () => {
  provider = await startProvider()
  relay = await startTestRelay({ env: { ...provider.env, RATE_REFRESH: '100000' } })
})
afterAll(async () => {
  await relay.close()
  await provider.close()
})

/** Signs in at the provider as `login` and comes back, as a browser would. */
const browse =
  (login: string, change: (back: URL) => void = () => undefined): AppDeps['openLink'] =>
  async (url) => {
    const back = await browseProvider(url, login)
    change(back)
    await fetch(back)
    return true
  }

async function start(
  folder: string,
  openLink: AppDeps['openLink'],
  deps: Partial<AppDeps> = {},
): Promise<App> {
  const app = await startApp({
    profile: await readProfile(folder),
    policy: unmanaged,
    protector: createMemoryProtector(),
    fetch,
    relay: relay.url,
    info: { version: '0', shell: 'browser' },
    deviceName: 'a test',
    openLink,
    choosePlace: async () => undefined,
    desktop: undefined,
    updates: undefined,
    pages: pageNetwork,
    onSystemLock: undefined,
    tell: () => undefined,
    report: () => undefined,
    clock: systemClock,
    random: systemRandom,
    ...deps,
  })
  onTestFinished(app.close)
  return app
}
const signIn = ({ bridgeAt }: App, input: { readonly passphrase?: string } = {}) =>
  bridgeAt(undefined)['session.signInWithProvider']({ ...input, farewell })

describe('[AU10] by the system’s browser', () => {
  test('a person comes in, and again, as the same device', async () => {
    const folder = temporaryFolder()
    const app = await start(folder, browse('ana'))
    expect(await app.bridgeAt(undefined)['session.methods']({})).toMatchObject({
      value: { provider: { name: 'Harbour' }, needsPassphrase: false },
    })
    const first = orThrow(await signIn(app))
    expect(first).toMatchObject({ username: 'ana', displayName: 'Ana of the harbour' })
    expect(await app.bridgeAt(undefined)['session.token']({})).toMatchObject({ ok: true })
    await app.bridgeAt(undefined)['session.signOut']({})
    expect(orThrow(await signIn(app))).toEqual(first)
    // The session has run out while the account is open.
    expect(orThrow(await signIn(app))).toEqual(first)
  })

  test('where no keystore is, a passphrase of the device’s own opens what is kept', async () => {
    const folder = temporaryFolder()
    const without = { protector: undefined }
    const app = await start(folder, browse('ben'), without)
    expect(await app.bridgeAt(undefined)['session.methods']({})).toMatchObject({
      value: { needsPassphrase: true },
    })
    expect(await signIn(app)).toEqual({ ok: false, failure: { kind: 'passphrase-needed' } })
    const passphrase = 'a passphrase of this device'
    const account = orThrow(await signIn(app, { passphrase }))
    await app.close()
    const again = await start(folder, browse('ben'), without)
    expect(await again.bridgeAt(undefined)['session.read']({})).toMatchObject({
      kind: 'locked',
      password: true,
    })
    expect(orThrow(await again.bridgeAt(undefined)['session.unlock']({ password: passphrase }))).toEqual(
      account,
    )
    await again.bridgeAt(undefined)['session.signOut']({})
    const wrong = await signIn(again, { passphrase: 'not that passphrase' })
    expect(wrong).toEqual({ ok: false, failure: { kind: 'wrong-passphrase' } })
    expect(orThrow(await signIn(again, { passphrase }))).toEqual(account)
  })

  test('[PO18] a passphrase for a new vault is no shorter than the least; one of before still opens its own', async () => {
    const folder = temporaryFolder()
    const policy = createTestPolicy({ MinPassphraseLength: 22 })
    const without = { protector: undefined, policy }
    const app = await start(folder, browse('kim'), without)
    const passphrase = 'short as it was before'.slice(0, 21)
    const refused = { ok: false, failure: { kind: 'too-short', least: 22 } }
    expect(await signIn(app, { passphrase })).toEqual(refused)
    expect(await app.bridgeAt(undefined)['session.read']({})).toMatchObject({ kind: 'signed-out' })
    policy.set({})
    const account = orThrow(await signIn(app, { passphrase }))
    policy.set({ MinPassphraseLength: 22 })
    await app.bridgeAt(undefined)['session.signOut']({})
    expect(orThrow(await signIn(app, { passphrase }))).toEqual(account)
  })

  test('who is another person does not get what is open', async () => {
    let login = 'cy'
    const app = await start(temporaryFolder(), (url) => browse(login)(url))
    const cy = orThrow(await signIn(app))
    login = 'dora'
    const dora = orThrow(await signIn(app))
    expect(dora.user).not.toBe(cy.user)
    expect(dora.device).not.toBe(cy.device)
  })

  test.each([
    [
      'an issuer that is another one',
      (back: URL) => back.searchParams.set('iss', 'https://evil.example'),
      'refused',
    ],
    ['no issuer', (back: URL) => back.searchParams.delete('iss'), 'refused'],
    ['another code', (back: URL) => back.searchParams.set('code', 'stolen'), 'refused'],
  ])('%s: nobody comes in', async (_name, change, kind) => {
    const app = await start(temporaryFolder(), browse('eve', change))
    expect(await signIn(app)).toEqual({ ok: false, failure: { kind } })
    expect(await app.bridgeAt(undefined)['session.read']({})).toMatchObject({ kind: 'signed-out' })
  })

  test('a system without a browser, a person who calls it off, one who does not agree', async () => {
    const none = await start(temporaryFolder(), async () => false)
    expect(await signIn(none)).toEqual({ ok: false, failure: { kind: 'no-browser' } })
    let opened: (url: string) => void = () => undefined
    const url = new Promise<string>((resolve) => {
      opened = resolve
    })
    const waits = await start(temporaryFolder(), async (address) => {
      opened(address)
      return true
    })
    const answer = signIn(waits)
    await url
    await waits.bridgeAt(undefined)['session.cancelProvider']({})
    expect(await answer).toEqual({ ok: false, failure: { kind: 'cancelled' } })
    const denied = await start(temporaryFolder(), async (address) => {
      const asked = new URL(address).searchParams
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({
        error: 'access_denied',
        state: asked.get('state') ?? '',
      }).toString()
      await fetch(back)
      return true
    })
    expect(await signIn(denied)).toEqual({ ok: false, failure: { kind: 'denied' } })
  })

  test('while one waits in the browser, others still sign in with a password', async () => {
    const app = await start(temporaryFolder(), async () => true)
    const waiting = signIn(app)
    const person = { username: 'fred', displayName: 'Fred', password: 'correct horse battery' }
    expect(await app.bridgeAt(undefined)['session.register'](person)).toMatchObject({ ok: true })
    await app.bridgeAt(undefined)['session.cancelProvider']({})
    expect(await waiting).toMatchObject({ failure: { kind: 'cancelled' } })
  })
})

describe('[AU16][AU17] one’s own account, from this device', () => {
  const person = { displayName: 'Gina', password: 'correct horse battery' }

  test('[VT18] a new username is known at the next start, and signs in to what lies here', async () => {
    const folder = temporaryFolder()
    const without = { protector: undefined }
    const app = await start(folder, async () => false, without)
    const account = orThrow(
      await app.bridgeAt(undefined)['session.register']({ ...person, username: 'gina' }),
    )
    await app.bridgeAt(undefined)['directory.reached']({ reached: true })
    const named = await app.bridgeAt(undefined)['directory.edit']({
      kind: 'own-name',
      set: { displayName: 'Gina B' },
      was: { displayName: 'Gina' },
    })
    expect(named).toEqual(ok('done'))
    const changed = await app.bridgeAt(undefined)['account.update']({ username: 'gina.b' })
    expect(changed).toMatchObject({ value: { username: 'gina.b' } })
    expect(await app.bridgeAt(undefined)['session.read']({})).toMatchObject({
      account: { username: 'gina.b', displayName: 'Gina B' },
    })
    await app.close()
    const again = await start(folder, async () => false, without)
    expect(await again.bridgeAt(undefined)['session.read']({})).toMatchObject({
      kind: 'locked',
      username: 'gina.b',
    })
    expect(
      orThrow(await again.bridgeAt(undefined)['session.unlock']({ password: person.password })).device,
    ).toBe(account.device)
    await again.bridgeAt(undefined)['session.signOut']({})
    const signedIn = await again
      .bridgeAt(undefined)
      ['session.signIn']({ username: 'gina.b', password: person.password })
    expect(orThrow(signedIn).device).toBe(account.device)
    // Somebody else may have the old name now, here too.
    await again.bridgeAt(undefined)['session.signOut']({})
    const other = orThrow(
      await again.bridgeAt(undefined)['session.register']({ ...person, username: 'gina' }),
    )
    expect(other.user).not.toBe(account.user)
  })

  test('[VT18] a username that was changed elsewhere signs in to what lies here', async () => {
    const folder = temporaryFolder()
    const app = await start(folder, async () => false, { protector: undefined })
    const account = orThrow(
      await app.bridgeAt(undefined)['session.register']({ ...person, username: 'hugo' }),
    )
    const token = orThrow(await app.bridgeAt(undefined)['session.token']({}))
    await callRelay(relay, identityPaths.me, { token, method: 'PATCH', body: { username: 'hugo.b' } })
    await app.bridgeAt(undefined)['session.signOut']({})
    const back = await app
      .bridgeAt(undefined)
      ['session.signIn']({ username: 'hugo.b', password: person.password })
    expect(orThrow(back)).toMatchObject({ user: account.user, device: account.device, username: 'hugo.b' })
  })

  test('a new password opens this device as well', async () => {
    const app = await start(temporaryFolder(), async () => false, { protector: undefined })
    orThrow(await app.bridgeAt(undefined)['session.register']({ ...person, username: 'ines' }))
    const change = (current: string, next: string) =>
      app.bridgeAt(undefined)['account.changePassword']({ current, next })
    const next = 'another horse, another battery'
    expect(await change('the wrong password', next)).toMatchObject({ failure: { kind: 'wrong-password' } })
    expect(await change(person.password, 'password123456')).toMatchObject({
      failure: { kind: 'password-weak' },
    })
    expect(await change(person.password, next)).toEqual({ ok: true, value: { signedOut: 0 } })
    await app.bridgeAt(undefined)['session.lock']({})
    const old = await app.bridgeAt(undefined)['session.unlock']({ password: person.password })
    expect(old).toMatchObject({ failure: { kind: 'wrong-password' } })
    expect(await app.bridgeAt(undefined)['session.unlock']({ password: next })).toMatchObject({ ok: true })
  })
})
