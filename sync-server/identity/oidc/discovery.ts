/**
 * What a provider says of itself (OpenID Connect Discovery 1.0), and its keys. Asked for when it is first needed, not at the
 * start: a provider that is away keeps nobody out who has a password here. Rule AU10.
 */
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import * as v from 'valibot'
import type { Clock, Millis } from '../../../core/base/clock.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { type Fetch, fetchJson } from './fetch-json.ts'

export interface Discovered {
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  /** It names itself in its answer to the browser (RFC 9207). */
  readonly namesIssuer: boolean
  readonly keys: JWTVerifyGetKey
}

export type ProviderFailure =
  | { readonly kind: 'provider-unreachable' }
  /** It is not what the settings of this relay say. */
  | { readonly kind: 'provider-misconfigured'; readonly detail: string }

export type Discover = () => Promise<Result<Discovered, ProviderFailure>>

export interface DiscoveryDeps {
  readonly issuer: string
  readonly fetch: Fetch
  readonly clock: Clock
}

const discoveryDocument = v.object({
  issuer: v.string(),
  authorization_endpoint: v.pipe(v.string(), v.url()),
  token_endpoint: v.pipe(v.string(), v.url()),
  jwks_uri: v.pipe(v.string(), v.url()),
  code_challenge_methods_supported: v.optional(v.array(v.string())),
  authorization_response_iss_parameter_supported: v.optional(v.boolean(), false),
})
type Document = v.InferOutput<typeof discoveryDocument>

/** An endpoint may move; so often we look. */
const goodForMs = 60 * 60 * 1_000

export function createDiscovery(deps: DiscoveryDeps): Discover {
  let known: { readonly at: Millis; readonly found: Discovered } | undefined
  let asking: Promise<Result<Discovered, ProviderFailure>> | undefined
  const ask = async (): Promise<Result<Discovered, ProviderFailure>> => {
    const found = await discover(deps)
    if (found.ok) known = { at: deps.clock.now(), found: found.value }
    // What was right an hour ago is most likely right while nobody answers.
    else if (known !== undefined && found.failure.kind === 'provider-unreachable') return ok(known.found)
    return found
  }
  return () => {
    if (known !== undefined && Math.abs(deps.clock.now() - known.at) < goodForMs)
      return Promise.resolve(ok(known.found))
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}

async function discover({ issuer, fetch }: DiscoveryDeps): Promise<Result<Discovered, ProviderFailure>> {
  const answer = await fetchJson(fetch, `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (answer === undefined || answer.status >= 500) return fail({ kind: 'provider-unreachable' })
  const read = v.safeParse(discoveryDocument, answer.body)
  if (answer.status !== 200 || !read.success) return misconfigured('there is no discovery document')
  const wrong = whatIsWrong(issuer, read.output)
  if (wrong !== undefined) return misconfigured(wrong)
  const found = read.output
  return ok({
    authorizationEndpoint: found.authorization_endpoint,
    tokenEndpoint: found.token_endpoint,
    namesIssuer: found.authorization_response_iss_parameter_supported,
    keys: createRemoteJWKSet(new URL(found.jwks_uri), { [customFetch]: keySet(fetch) }),
  })
}

const misconfigured = (detail: string): Result<never, ProviderFailure> =>
  fail({ kind: 'provider-misconfigured', detail })

function whatIsWrong(issuer: string, found: Document): string | undefined {
  if (found.issuer.includes('{tenantid}')) return 'OIDC_ISSUER must name one tenant, not all of them'
  if (found.issuer !== issuer) return 'it calls itself by another issuer than OIDC_ISSUER'
  const endpoints = [found.authorization_endpoint, found.token_endpoint, found.jwks_uri]
  if (!endpoints.every((endpoint) => isSafe(endpoint, issuer))) return 'an endpoint of it is not https'
  const methods = found.code_challenge_methods_supported
  return methods !== undefined && !methods.includes('S256') ? 'it does not know PKCE with S256' : undefined
}

/** Plain http only where the issuer itself is on this machine. */
const isSafe = (endpoint: string, issuer: string): boolean => {
  const { protocol, hostname } = new URL(endpoint)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname) && issuer.startsWith('http:'))
}

export const isLoopback = (hostname: string): boolean => hostname === '127.0.0.1' || hostname === '[::1]'

/** Bounded like all else, and without keys that could be taken for a shared secret. */
const keySet =
  (fetch: Fetch) =>
  async (url: string): Promise<Response> => {
    const answer = await fetchJson(fetch, url)
    const read = v.safeParse(v.object({ keys: v.array(v.looseObject({ kty: v.string() })) }), answer?.body)
    if (answer?.status !== 200 || !read.success) return new Response(null, { status: 502 })
    return Response.json({ keys: read.output.keys.filter(({ kty }) => kty !== 'oct') })
  }
