/** A provider as Entra ID is, over a network that a test holds. */
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload } from 'jose'
import { createOidcProvider, type OidcProvider } from '../../sync-server/identity/oidc/provider.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

export const tenant = '11111111-2222-3333-4444-555555555555'
export const otherTenant = '99999999-2222-3333-4444-555555555555'
export const entra = (id: string): string => `https://login.microsoftonline.com/${id}/v2.0`
export const issuer = entra(tenant)
export const clientId = 'an-app'
const audience = 'api://an-app'
export const nonce = 'n'.repeat(43)
export const flow = { nonce, challenge: 'c'.repeat(43), redirectUri: 'http://127.0.0.1:4/oidc/callback' }

/** The provider's own keys, and those of somebody else. */
export const [ours, stranger] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
const publicJwk = { ...(await exportJWK(ours.publicKey)), kid: 'k1', use: 'sig', alg: 'RS256' }
export const publicPem = await exportSPKI(ours.publicKey)

export interface Net {
  readonly clock: VirtualClock
  readonly provider: OidcProvider
  /** What the token endpoint says from now on. */
  answer: unknown
  status: number
  discovery: Record<string, unknown>
  readonly asked: Array<{ readonly url: string; readonly request: RequestInit }>
}

export function setupNet(secret?: string): Net {
  const clock = createVirtualClock()
  const asked: Net['asked'] = []
  const net: Omit<Net, 'provider'> = {
    clock,
    asked,
    answer: {},
    status: 200,
    discovery: {
      issuer,
      authorization_endpoint: 'https://login.microsoftonline.com/authorize?existing=1',
      token_endpoint: 'https://login.microsoftonline.com/token',
      jwks_uri: 'https://login.microsoftonline.com/keys',
    },
  }
  const fetch = async (url: string, request: RequestInit): Promise<Response> => {
    asked.push({ url, request })
    if (url.endsWith('/.well-known/openid-configuration')) return Response.json(net.discovery)
    if (url.endsWith('/keys'))
      return Response.json({ keys: [publicJwk, { kty: 'oct', k: 'c2VjcmV0', kid: 'k2' }] })
    return Response.json(net.answer, { status: net.status })
  }
  const settings = {
    issuer,
    clientId,
    clientSecret: secret,
    scopes: 'openid profile email',
    name: 'Harbour',
    signUp: 'open' as const,
    audiences: [audience],
  }
  return Object.assign(net, { provider: createOidcProvider({ settings, fetch, clock }) })
}

export const seconds = (clock: VirtualClock): number => Math.floor(clock.now() / 1_000)
export const idClaims = (clock: VirtualClock): JWTPayload => ({
  iss: issuer,
  sub: 'subject of ana',
  aud: clientId,
  tid: tenant,
  nonce,
  iat: seconds(clock),
  exp: seconds(clock) + 600,
})
export const accessClaims = (clock: VirtualClock): JWTPayload => {
  const { nonce: _nonce, ...claims } = idClaims(clock)
  return { ...claims, aud: audience, scp: 'chat', azp: 'another-app' }
}

export const without = (payload: JWTPayload, name: string): JWTPayload =>
  Object.fromEntries(Object.entries(payload).filter(([each]) => each !== name))
