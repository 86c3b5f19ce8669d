/** Tokens of a provider that lies, or that somebody else made: as Entra ID would send them, over a network that a test holds. */
import { createHmac } from 'node:crypto'
import { exportJWK, type JWTPayload, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { createForeignBearer } from '../../../../sync-server/identity/oidc/foreign-bearer.ts'
import {
  accessClaims,
  clientId,
  entra,
  flow,
  idClaims,
  issuer,
  type Net,
  nonce,
  otherTenant,
  ours,
  publicPem,
  seconds,
  setupNet,
  stranger,
  tenant,
  without,
} from '../../../support/entra-net.ts'
import { setupIdentity, type IdentityWorld } from '../../../support/identity-world.ts'
import type { VirtualClock } from '../../../support/virtual-clock.ts'

type Header = Readonly<Record<string, unknown>>
const signed = (payload: JWTPayload, header: Header = {}, key = ours.privateKey): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'JWT', ...header }).sign(key)
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

/** By what it changes of a good token of either kind. */
const attacks: ReadonlyArray<readonly [string, (good: JWTPayload, clock: VirtualClock) => Promise<string>]> =
  [
    ['alg none', async (good) => `${encode({ alg: 'none' })}.${encode(good)}.`],
    [
      'HS256 with the public key as the secret',
      async (good) => {
        const input = `${encode({ alg: 'HS256', kid: 'k1', typ: 'JWT' })}.${encode(good)}`
        return `${input}.${createHmac('sha256', publicPem).update(input).digest('base64url')}`
      },
    ],
    [
      'HS256 with a secret that the key set has',
      async (good) => {
        const input = `${encode({ alg: 'HS256', kid: 'k2', typ: 'JWT' })}.${encode(good)}`
        return `${input}.${createHmac('sha256', 'secret').update(input).digest('base64url')}`
      },
    ],
    ['a stranger’s key under a known kid', (good) => signed(good, {}, stranger.privateKey)],
    ['a kid that nobody has', (good) => signed(good, { kid: 'nobody' })],
    [
      'a key in its header',
      async (good) => signed(good, { jwk: await exportJWK(stranger.publicKey) }, stranger.privateKey),
    ],
    ['a jku', (good) => signed(good, { jku: 'https://evil.example/keys' })],
    ['an x5u', (good) => signed(good, { x5u: 'https://evil.example/chain' })],
    ['another issuer', (good) => signed({ ...good, iss: 'https://evil.example' })],
    ['another tenant as issuer', (good) => signed({ ...good, iss: entra(otherTenant), tid: otherTenant })],
    ['another tenant in its claims', (good) => signed({ ...good, tid: otherTenant })],
    ['no tenant', (good) => signed({ ...good, tid: undefined })],
    ['an issuer of version 1', (good) => signed({ ...good, iss: `https://sts.windows.net/${tenant}/` })],
    ['another audience', (good) => signed({ ...good, aud: 'another-app' })],
    ['no subject', (good) => signed(without(good, 'sub'))],
    ['an empty subject', (good) => signed({ ...good, sub: '' })],
    ['no end', (good) => signed(without(good, 'exp'))],
    ['not yet valid', (good, clock) => signed({ ...good, nbf: seconds(clock) + 120 })],
    ['from the future', (good, clock) => signed({ ...good, iat: seconds(clock) + 120 })],
    ['a kind that is none', (good) => signed(good, { typ: 'logout+jwt' })],
    ['much ballast', (good) => signed({ ...good, ballast: 'x'.repeat(20_000) })],
    ['nothing', async () => ''],
  ]

describe('[AU10] an ID token', () => {
  const exchange = ({ provider }: Net) =>
    provider.exchange({ ...flow, code: 'a code', verifier: 'v'.repeat(43) })

  test.each(attacks)('with %s is refused', async (_name, attack) => {
    const net = setupNet()
    net.answer = { id_token: await signed(idClaims(net.clock)) }
    expect(await exchange(net)).toMatchObject({ ok: true, value: { sub: 'subject of ana' } })
    net.answer = { id_token: await attack(idClaims(net.clock), net.clock) }
    expect(await exchange(net)).toEqual({ ok: false, failure: { kind: 'exchange-refused' } })
  })

  test.each([
    ['a nonce of another sign-in', { nonce: 'x'.repeat(43) }],
    ['no nonce', { nonce: undefined }],
    ['another party', { azp: 'another-app' }],
    ['several audiences and no party', { aud: [clientId, 'another-app'] }],
    ['an end that has passed', { iat: 1, exp: 2 }],
  ])('with %s is refused', async (_name, change) => {
    const net = setupNet()
    net.answer = { id_token: await signed({ ...idClaims(net.clock), ...change }) }
    expect(await exchange(net)).toEqual({ ok: false, failure: { kind: 'exchange-refused' } })
  })

  test.each([
    ['no token', {}, 200, 'exchange-refused'],
    ['a refusal', { error: 'invalid_grant' }, 400, 'exchange-refused'],
    ['trouble of its own', {}, 503, 'provider-unreachable'],
    ['a megabyte', { id_token: 'x'.repeat(1_048_576) }, 200, 'provider-unreachable'],
  ])('an answer with %s opens nothing', async (_name, answer, status, kind) => {
    const net = setupNet()
    net.answer = answer
    net.status = status
    expect(await exchange(net)).toEqual({ ok: false, failure: { kind } })
  })

  test.each([
    [undefined, undefined, clientId],
    ['s:e c/ret', `Basic ${Buffer.from('an-app:s%3Ae+c%2Fret').toString('base64')}`, null],
  ])('the code goes with the verifier; with the secret %s', async (secret, authorization, client) => {
    const net = setupNet(secret)
    net.answer = { id_token: await signed(idClaims(net.clock)) }
    orThrow(await exchange(net))
    const { request } = net.asked.find(({ url }) => url.endsWith('/token')) ?? {}
    const body = request?.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    expect(new Headers(request?.headers).get('authorization') ?? undefined).toBe(authorization)
    expect(body.get('client_id')).toBe(client)
    expect([body.get('code_verifier'), body.get('redirect_uri')]).toEqual(['v'.repeat(43), flow.redirectUri])
    expect(request?.redirect).toBe('error')
  })
})

describe('[AU13] an access token of the provider', () => {
  interface Bearer {
    readonly net: Net
    readonly world: IdentityWorld
    readonly authenticate: ReturnType<typeof createForeignBearer>
  }
  async function setupBearer(): Promise<Bearer> {
    const net = setupNet()
    const world = await setupIdentity()
    const { accounts, providers } = world.store
    const { clock } = net
    const authenticate = createForeignBearer({
      provider: net.provider,
      accounts,
      clock,
      accountOf: async (person) => {
        const known = await providers.user(person)
        const profile = known && (await accounts.profile(known))
        return profile === undefined
          ? { ok: false, failure: { kind: 'invitation-needed' } }
          : { ok: true, value: profile }
      },
    })
    const user = (await world.newAccount('ana')).user
    orThrow(await providers.link(user, { issuer, subject: 'subject of ana' }, clock.now()))
    return { net, world, authenticate }
  }

  test.each(attacks)('with %s is refused', async (_name, attack) => {
    const { net, authenticate } = await setupBearer()
    expect(await authenticate(await signed(accessClaims(net.clock)))).toMatchObject({ ok: true })
    const forged = await attack(accessClaims(net.clock), net.clock)
    expect(await authenticate(forged)).toEqual({ ok: false, failure: { kind: 'refused' } })
  })

  test.each([
    ['an ID token', { nonce, scp: undefined, aud: 'api://an-app' }],
    ['one with a nonce', { nonce }],
    ['one of an app for itself', { scp: undefined, roles: ['chat'] }],
    ['one of a person who has no account', { sub: 'subject of ben' }],
  ])('%s is none', async (_name, change) => {
    const { net, authenticate } = await setupBearer()
    const token = await signed({ ...accessClaims(net.clock), ...change })
    expect(await authenticate(token)).toEqual({ ok: false, failure: { kind: 'refused' } })
  })

  test('of a megabyte is refused before it is read', async () => {
    const { net, authenticate } = await setupBearer()
    const token = await signed({ ...accessClaims(net.clock), ballast: 'x'.repeat(1_048_576) })
    expect(await authenticate(token)).toEqual({ ok: false, failure: { kind: 'refused' } })
  })

  test('that has run out says so', async () => {
    const { net, authenticate } = await setupBearer()
    const token = await signed(accessClaims(net.clock))
    net.clock.advance(600_000 + 31_000)
    expect(await authenticate(token)).toEqual({ ok: false, failure: { kind: 'expired' } })
  })

  test('is one device of its person, which can be signed out, for good too', async () => {
    const { net, world, authenticate } = await setupBearer()
    const { accounts } = world.store
    const token = await signed(accessClaims(net.clock))
    const { user, device } = orThrow(await authenticate(token))
    expect(await accounts.devices(user)).toMatchObject([{ device, name: 'Through Harbour', active: true }])
    net.clock.advance(1_000)
    await accounts.endDevice(user, device, net.clock.now())
    expect(await authenticate(token)).toMatchObject({ failure: { kind: 'refused' } })
    net.clock.advance(1_000)
    expect(await authenticate(await signed(accessClaims(net.clock)))).toMatchObject({
      ok: true,
      value: { device },
    })
    await accounts.endDevices(user, { now: net.clock.now() })
    net.clock.advance(-1_000)
    const earlier = await signed(accessClaims(net.clock))
    expect(await authenticate(earlier)).toMatchObject({ failure: { kind: 'refused' } })
  })

  test('of a disabled account opens nothing', async () => {
    const { net, world, authenticate } = await setupBearer()
    const token = await signed(accessClaims(net.clock))
    const { user } = orThrow(await authenticate(token))
    await world.store.accounts.setDisabled(user, net.clock.now())
    net.clock.advance(1_000)
    expect(await authenticate(await signed(accessClaims(net.clock)))).toMatchObject({
      failure: { kind: 'refused' },
    })
  })
})
