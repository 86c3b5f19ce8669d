import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { foreignPerson } from '../../../../sync-server/identity/oidc/foreign-claims.ts'
import {
  clientId,
  entra,
  flow,
  issuer,
  type Net,
  nonce,
  otherTenant,
  setupNet,
} from '../../../support/entra-net.ts'

describe('[AU10] discovery', () => {
  const signInUrl = ({ provider }: Net) => provider.signInUrl({ ...flow, state: 's'.repeat(43) })

  test('the address has state, nonce and the S256 challenge beside what it had', async () => {
    const { url } = orThrow(await signInUrl(setupNet()))
    const query = Object.fromEntries(new URL(url).searchParams)
    expect(query).toEqual({
      existing: '1',
      response_type: 'code',
      client_id: clientId,
      redirect_uri: flow.redirectUri,
      scope: 'openid profile email',
      state: 's'.repeat(43),
      nonce,
      code_challenge: 'c'.repeat(43),
      code_challenge_method: 'S256',
    })
  })

  test.each([
    ['another issuer', { issuer: entra(otherTenant) }],
    ['all tenants', { issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }],
    ['a token endpoint without TLS', { token_endpoint: 'http://login.microsoftonline.com/token' }],
    ['keys without TLS', { jwks_uri: 'http://127.0.0.1/keys' }],
    ['an address that is a script', { authorization_endpoint: 'javascript:alert(1)' }],
    ['PKCE in the clear alone', { code_challenge_methods_supported: ['plain'] }],
    ['no token endpoint', { token_endpoint: undefined }],
  ])('a provider with %s is not the one that was set up', async (_name, change) => {
    const net = setupNet()
    Object.assign(net.discovery, change)
    expect(await signInUrl(net)).toMatchObject({ failure: { kind: 'provider-misconfigured' } })
  })

  test('is asked once an hour, by all who wait at once', async () => {
    const net = setupNet()
    await Promise.all([signInUrl(net), signInUrl(net)])
    await signInUrl(net)
    expect(net.asked).toHaveLength(1)
    net.clock.advance(60 * 60_000)
    await signInUrl(net)
    expect(net.asked).toHaveLength(2)
  })
})

describe('[AU12] what becomes of claims', () => {
  const person = (claims: object) =>
    foreignPerson({ iss: issuer, sub: 's', iat: 0, exp: 1, aud: clientId, ...claims })
  test.each([
    [
      { preferred_username: 'Ana.Beltrán@club.example', name: ' Ana Beltrán ', email: 'ana@club.example' },
      'ana.beltran',
      'Ana Beltrán',
      'ana@club.example',
    ],
    [{ email: 'Ben+chat@club.example' }, 'benchat', 'benchat', 'Ben+chat@club.example'],
    [{ preferred_username: '李' }, 'person', 'person', undefined],
    [{ preferred_username: 7, name: ['x'], email: { at: 'all' } }, 'person', 'person', undefined],
    [{ preferred_username: `..${'x'.repeat(99)}` }, 'x'.repeat(32), 'x'.repeat(32), undefined],
    [{ name: 'x'.repeat(81), email: '@no address' }, 'person', 'person', undefined],
  ])('%j', (claims, username, name, email) => {
    expect(person(claims)).toEqual({ issuer, subject: 's', username, name, email })
  })
})
