/** Signing in at a real OpenID provider: what the relay's services do of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { orThrow } from '../../../core/base/defect.ts'
import { oidcStartBody } from '../../../core/protocol/identity-api.ts'
import type { OidcSignIn } from '../../../sync-server/identity/oidc/oidc-sign-in.ts'
import type { Identity } from '../../../sync-server/wire-identity.ts'
import {
  browseProvider,
  startProvider,
  testAudience,
  type TestProvider,
} from '../../support/oidc-provider.ts'
import { callback, oidcOf, setupIdentity, startFlow } from '../../support/identity-world.ts'
import { newDeviceId, testPassword } from '../../support/relay-accounts.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider.close())

const refused = { ok: false, failure: { kind: 'oidc-refused' } }
const device = () => ({ id: newDeviceId(), name: 'a test' })

/** All the way to the ticket. */
async function ticketFor(oidc: OidcSignIn, login: string): Promise<string> {
  const { started, verifier } = await startFlow(oidc)
  const back = await browseProvider(started.url, login)
  const code = back.searchParams.get('code') ?? ''
  return orThrow(await oidc.finish({ flow: started.flow, code, verifier })).ticket
}
const open = async (oidc: OidcSignIn, login: string, invitation?: string) =>
  oidc.open({ ticket: await ticketFor(oidc, login), device: device(), invitation })

describe('[AU12] a person of the provider', () => {
  test('gets an account of the name that the provider says, and comes back to it', async () => {
    const { identity, store } = await setupIdentity(provider.env)
    const oidc = oidcOf(identity)
    const first = orThrow(await open(oidc, 'ana'))
    expect(first.user).toMatchObject({ username: 'ana', displayName: 'Ana of the harbour' })
    expect(await store.accounts.profile(first.user.id)).toMatchObject({
      email: 'ana@harbour.example',
      hasPassword: false,
    })
    expect(orThrow(await open(oidc, 'ana')).user).toEqual(first.user)
    const { authenticate } = identity.tokens
    expect(await authenticate(first.accessToken)).toMatchObject({ value: { user: first.user.id } })
  })

  test('is told whose account it is before a session begins', async () => {
    const { identity } = await setupIdentity(provider.env)
    const oidc = oidcOf(identity)
    const ana = orThrow(await open(oidc, 'ana')).user
    const { started, verifier } = await startFlow(oidc)
    const back = await browseProvider(started.url, 'ana')
    const code = back.searchParams.get('code') ?? ''
    const finished = orThrow(await oidc.finish({ flow: started.flow, code, verifier }))
    expect(finished.account).toEqual({ user: ana.id, username: 'ana' })
  })

  test('never gets the account of somebody of that name or e-mail address', async () => {
    const { identity, store, newAccount } = await setupIdentity(provider.env)
    const { user } = await newAccount('ana')
    orThrow(await store.accounts.changeProfile(user, { email: 'ana@harbour.example' }))
    const stranger = orThrow(await open(oidcOf(identity), 'ana')).user
    expect(stranger.id).not.toBe(user)
    expect(stranger.username).toMatch(/^ana-\d{4}$/)
  })

  test('[AU22] gets the name with a number where it would mention all', async () => {
    const { identity } = await setupIdentity(provider.env)
    expect(orThrow(await open(oidcOf(identity), 'everyone')).user.username).toMatch(/^everyone-\d{4}$/)
  })

  test('is linked to an account by who has it, and to one account only', async () => {
    const { identity, store, newAccount } = await setupIdentity(provider.env)
    const oidc = oidcOf(identity)
    const [ana, ben] = [(await newAccount('ana')).user, (await newAccount('ben')).user]
    const subject = { issuer: provider.issuer, subject: 'anas-work' }
    orThrow(await oidc.link(ana, await ticketFor(oidc, 'anas-work')))
    expect(await store.providers.identities(ana)).toEqual([subject])
    expect(orThrow(await open(oidc, 'anas-work')).user.id).toBe(ana)
    const taken = await oidc.link(ben, await ticketFor(oidc, 'anas-work'))
    expect(taken).toEqual({ ok: false, failure: { kind: 'identity-taken' } })
    expect(await oidc.unlink(ben, subject)).toMatchObject({ failure: { kind: 'not-found' } })
    orThrow(await oidc.unlink(ana, subject))
    expect(orThrow(await open(oidc, 'anas-work')).user.id).not.toBe(ana)
  })

  test('keeps the last way into the account', async () => {
    const { identity } = await setupIdentity(provider.env)
    const oidc = oidcOf(identity)
    const { user } = orThrow(await open(oidc, 'ana'))
    const only = { issuer: provider.issuer, subject: 'ana' }
    expect(await oidc.unlink(user.id, only)).toEqual({ ok: false, failure: { kind: 'last' } })
  })

  test('of a disabled account does not come in', async () => {
    const { identity, signedOut } = await setupIdentity(provider.env)
    const oidc = oidcOf(identity)
    const { user } = orThrow(await open(oidc, 'ana'))
    await identity.sessions.setDisabled(user.id, true)
    expect(signedOut).toHaveLength(1)
    expect(await open(oidc, 'ana')).toEqual({ ok: false, failure: { kind: 'account-disabled' } })
    await identity.sessions.setDisabled(user.id, false)
    expect(await open(oidc, 'ana')).toMatchObject({ ok: true })
  })

  test.each([
    [{ OIDC_SIGN_UP: 'closed' }, 'sign-up-closed'],
    [{ SIGN_UP: 'closed' }, 'sign-up-closed'],
    [{ SIGN_UP: 'closed', OIDC_SIGN_UP: 'invited' }, 'invitation-needed'],
  ])('[AU15] gets none where %j', async (env, kind) => {
    const { identity } = await setupIdentity({ ...provider.env, ...env })
    expect(await open(oidcOf(identity), 'ana')).toEqual({ ok: false, failure: { kind } })
  })

  test('[AU15] gets one with an invitation, once', async () => {
    const { identity } = await setupIdentity({ ...provider.env, OIDC_SIGN_UP: 'invited' })
    const oidc = oidcOf(identity)
    const role = 'member' as const
    const invitation = {
      workspace: undefined,
      role,
      email: undefined,
      uses: 1,
      expiresInSeconds: 60,
      by: undefined,
    }
    const { token } = orThrow(await identity.invitations.create(invitation))
    expect(await open(oidc, 'ana', token)).toMatchObject({ ok: true })
    expect(await open(oidc, 'ben', token)).toEqual({ ok: false, failure: { kind: 'invitation-refused' } })
    expect(await open(oidc, 'ana')).toMatchObject({ ok: true })
  })
})

describe('[AU10] attacks on the way', () => {
  const begun = async (identity: Identity, login = 'ana') => {
    const oidc = oidcOf(identity)
    const side = await startFlow(oidc)
    const back = await browseProvider(side.started.url, login)
    return { oidc, ...side, flow: side.started.flow, code: back.searchParams.get('code') ?? '' }
  }

  test('a verifier that is another one spends the flow', async () => {
    const { oidc, flow, code, verifier } = await begun((await setupIdentity(provider.env)).identity)
    expect(await oidc.finish({ flow, code, verifier: 'v'.repeat(43) })).toEqual(refused)
    expect(await oidc.finish({ flow, code, verifier })).toEqual(refused)
  })

  test('a flow is good once, and a code is good once for the provider', async () => {
    const { identity } = await setupIdentity(provider.env)
    const { oidc, flow, code, verifier } = await begun(identity)
    orThrow(await oidc.finish({ flow, code, verifier }))
    expect(await oidc.finish({ flow, code, verifier })).toEqual(refused)
    const other = await startFlow(oidc)
    const again = { flow: other.started.flow, code, verifier: other.verifier }
    expect(await oidc.finish(again)).toMatchObject({ failure: { kind: 'exchange-refused' } })
  })

  test('a code of another’s sign-in does not go with one’s own flow', async () => {
    const { identity } = await setupIdentity(provider.env)
    const victim = await begun(identity, 'victim')
    const mallet = await begun(identity, 'mallet')
    const { oidc, flow, verifier } = mallet
    const answer = await oidc.finish({ flow, verifier, code: victim.code })
    expect(answer).toMatchObject({ failure: { kind: 'exchange-refused' } })
  })

  test('a code that nobody gave out, and a flow that nobody began', async () => {
    const { oidc, flow, code, verifier } = await begun((await setupIdentity(provider.env)).identity)
    expect(await oidc.finish({ flow: 'nonsense', code, verifier })).toEqual(refused)
    const answer = await oidc.finish({ flow, code: 'nonsense', verifier })
    expect(answer).toMatchObject({ failure: { kind: 'exchange-refused' } })
  })

  test('flow and ticket end after ten minutes; a ticket is good once', async () => {
    const { identity, clock } = await setupIdentity(provider.env)
    const { oidc, flow, code, verifier } = await begun(identity)
    const ticket = await ticketFor(oidc, 'ben')
    const unused = await ticketFor(oidc, 'ben')
    const ask = { ticket, device: device(), invitation: undefined }
    orThrow(await oidc.open(ask))
    expect(await oidc.open(ask)).toEqual(refused)
    clock.advance(10 * 60_000)
    expect(await oidc.finish({ flow, code, verifier })).toEqual(refused)
    expect(await oidc.open({ ...ask, ticket: unused })).toEqual(refused)
  })

  test.each([
    'https://evil.example/oidc/callback',
    'http://evil.example/oidc/callback',
    'http://127.0.0.1.evil.example:80/oidc/callback',
    'http://127.0.0.1@evil.example:80/oidc/callback',
    'http://127.0.0.1:80/oidc/callback?next=https://evil.example',
    'http://127.0.0.1:80/oidc/callback/../elsewhere',
    'http://127.0.0.1:80/elsewhere',
    'http://localhost:80/oidc/callback',
    'tidings://oidc/callback',
  ])('the browser comes back to this machine alone: not to %s', (redirectUri) => {
    const good = { redirectUri: callback, challenge: 'c'.repeat(43), state: 's'.repeat(43) }
    expect(v.is(oidcStartBody, good)).toBe(true)
    expect(v.is(oidcStartBody, { ...good, redirectUri })).toBe(false)
  })

  test('a provider that is away keeps nobody out who has a password', async () => {
    const away = await startProvider()
    await away.close()
    const { identity, newAccount } = await setupIdentity(away.env)
    const asked = oidcOf(identity).start({
      redirectUri: callback,
      challenge: 'c'.repeat(43),
      state: 's'.repeat(43),
    })
    expect(await asked).toEqual({ ok: false, failure: { kind: 'provider-unreachable' } })
    await newAccount('ana')
    const ana = { username: 'ana', password: testPassword, device: device() }
    expect(await identity.accounts.signIn(ana)).toMatchObject({ ok: true })
  })

  test('a provider of another name is not the one that was set up', async () => {
    const env = { ...provider.env, OIDC_ISSUER: `${provider.issuer}/` }
    const { identity } = await setupIdentity(env)
    const asked = oidcOf(identity).start({
      redirectUri: callback,
      challenge: 'c'.repeat(43),
      state: 's'.repeat(43),
    })
    expect(await asked).toMatchObject({ failure: { kind: 'provider-misconfigured' } })
  })
})

test('[AU10] a confidential client shows its secret; one with a wrong secret gets nobody in', async () => {
  const confidential = await startProvider({ clientSecret: 'a secret: of 32 characters, really' })
  const { identity } = await setupIdentity(confidential.env)
  expect(await open(oidcOf(identity), 'ana')).toMatchObject({ ok: true })
  const { identity: wrong } = await setupIdentity({ ...confidential.env, OIDC_CLIENT_SECRET: 'x'.repeat(32) })
  const oidc = oidcOf(wrong)
  const { started, verifier } = await startFlow(oidc)
  const back = await browseProvider(started.url, 'ana')
  const code = back.searchParams.get('code') ?? ''
  const answer = await oidc.finish({ flow: started.flow, code, verifier })
  expect(answer).toEqual({ ok: false, failure: { kind: 'exchange-refused' } })
  await confidential.close()
})

test('[AU13] access tokens of the provider open the relay where it takes them', async () => {
  const { identity, another } = await setupIdentity({ ...provider.env, OIDC_AUDIENCES: testAudience })
  const token = await provider.accessToken('ana', 'chat')
  const grant = orThrow(await identity.tokens.authenticate(token))
  expect(grant.expires).toBeGreaterThan(Date.now())
  expect(orThrow(await open(oidcOf(identity), 'ana')).user.id).toBe(grant.user)
  const withoutThem = await another(provider.env)
  expect(await withoutThem.tokens.authenticate(token)).toEqual({ ok: false, failure: { kind: 'refused' } })
  const forOthers = await another({ ...provider.env, OIDC_AUDIENCES: 'api://others' })
  expect(await forOthers.tokens.authenticate(token)).toEqual({ ok: false, failure: { kind: 'refused' } })
})
