/** One OpenID provider, as a relay that is its client sees it (OpenID Connect Core 1.0, code flow with PKCE). */
import * as v from 'valibot'
import type { Clock } from '../../../core/base/clock.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { SignUp } from '../../../core/protocol/identity-api.ts'
import type { OidcFlow } from '../../store/provider-store.ts'
import { createDiscovery, type Discover, type ProviderFailure } from './discovery.ts'
import { type Fetch, fetchJson } from './fetch-json.ts'
import { type ForeignClaims, readForeignToken } from './foreign-claims.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined
  /** `openid` is among them. */
  readonly scopes: string
  /** As people know it. */
  readonly name: string
  /** Whether people of it who have no account get one. */
  readonly signUp: SignUp
  /** Whose access tokens are taken as bearer tokens; empty: nobody's. */
  readonly audiences: ReadonlyArray<string>
}

export type ExchangeFailure =
  | ProviderFailure
  /** The code is not good (used, expired, of another app), or what came for it is not what the rules say. */
  | { readonly kind: 'exchange-refused' }

export interface OidcProvider {
  readonly settings: OidcSettings
  readonly discover: Discover
  /** Where the browser goes. */
  readonly signInUrl: (
    flow: OidcFlow & { readonly state: string },
  ) => Promise<Result<{ readonly url: string; readonly namesIssuer: boolean }, ProviderFailure>>
  /** Who has signed in there. */
  readonly exchange: (
    flow: OidcFlow & { readonly code: string; readonly verifier: string },
  ) => Promise<Result<ForeignClaims, ExchangeFailure>>
}

export interface OidcProviderDeps {
  readonly settings: OidcSettings
  readonly fetch: Fetch
  readonly clock: Clock
}

const tokenAnswer = v.object({ id_token: v.string() })
const refused = fail({ kind: 'exchange-refused' } as const)

export function createOidcProvider({ settings, fetch, clock }: OidcProviderDeps): OidcProvider {
  const { issuer, clientId, scopes } = settings
  const discover = createDiscovery({ issuer, fetch, clock })
  return {
    settings,
    discover,
    signInUrl: async ({ state, nonce, challenge, redirectUri }) => {
      const found = await discover()
      if (!found.ok) return found
      const url = new URL(found.value.authorizationEndpoint)
      const query = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: scopes,
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
      return ok({ url: url.href, namesIssuer: found.value.namesIssuer })
    },
    exchange: async (flow) => {
      const found = await discover()
      if (!found.ok) return found
      const { tokenEndpoint, keys } = found.value
      const answer = await fetchJson(fetch, tokenEndpoint, exchangeRequest(settings, flow))
      if (answer === undefined || answer.status >= 500) return fail({ kind: 'provider-unreachable' })
      const read = v.safeParse(tokenAnswer, answer.body)
      if (answer.status !== 200 || !read.success) return refused
      const claims = await readForeignToken(read.output.id_token, { issuer, audience: clientId, keys, clock })
      if (!claims.ok) return refused
      const { nonce, aud, azp } = claims.value
      const isForOthersToo = Array.isArray(aud) && aud.length > 1
      if (nonce !== flow.nonce || (isForOthersToo && azp === undefined)) return refused
      return azp === undefined || azp === clientId ? claims : refused
    },
  }
}

function exchangeRequest(
  { clientId, clientSecret }: OidcSettings,
  { code, verifier, redirectUri }: OidcFlow & { readonly code: string; readonly verifier: string },
): RequestInit {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    client_id: clientId,
  })
  const headers: Record<string, string> = { accept: 'application/json' }
  if (clientSecret !== undefined) {
    body.delete('client_id')
    // RFC 6749, 2.3.1: both are form-encoded before they are joined.
    const [name, secret] = [encodeForm(clientId), encodeForm(clientSecret)]
    headers['authorization'] = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
  }
  return { method: 'POST', headers, body }
}

const encodeForm = (text: string): string => new URLSearchParams({ text }).toString().slice('text='.length)
