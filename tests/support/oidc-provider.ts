/** A real OpenID provider on this machine, and a person who signs in there without a browser. */
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { Provider } from 'oidc-provider'
import { generateKeyPair, exportJWK, type JWK } from 'jose'
import * as v from 'valibot'
import { Defect } from '../../core/base/defect.ts'

export interface TestProvider {
  readonly issuer: string
  /** What a relay is started with to know it. */
  readonly env: Readonly<Record<string, string>>
  /** An access token of that person, for `testAudience`, as another app of theirs has it. */
  readonly accessToken: (login: string, scope: string) => Promise<string>
  readonly close: () => Promise<void>
}

/** Whose access tokens the relay takes as its own. */
export const testAudience = 'api://tidings-tests'
const clientId = 'tidings-app'

export interface ProviderOptions {
  /** Makes the relay a confidential client. */
  readonly clientSecret?: string
}

/** Whoever signs in is whom they say they are, with any password: `sub` is the login, and the e-mail address is of that name. */
export async function startProvider({ clientSecret }: ProviderOptions = {}): Promise<TestProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${portOf(server)}`
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const privateJwk = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'of-the-provider' }
  const provider = quietly(() => createProvider(issuer, privateJwk, clientSecret))
  const handle = provider.callback()
  server.on('request', (request, response) => void handle(request, response))
  return {
    issuer,
    accessToken: (login, scope) => accessTokenOf(issuer, login, scope),
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_NAME: 'Harbour',
      ...(clientSecret === undefined ? {} : { OIDC_CLIENT_SECRET: clientSecret }),
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function createProvider(issuer: string, key: JWK, clientSecret: string | undefined): Provider {
  return new Provider(issuer, {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its own type of a key is narrower than jose's
    jwks: { keys: [key as never] },
    clients: [
      {
        client_id: clientId,
        application_type: 'native', // a loopback address may have any port
        redirect_uris: ['http://127.0.0.1/oidc/callback'],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        ...(clientSecret === undefined
          ? { token_endpoint_auth_method: 'none' }
          : { token_endpoint_auth_method: 'client_secret_basic', client_secret: clientSecret }),
      },
    ],
    cookies: { keys: ['of a test'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    conformIdTokenClaims: false, // as Entra ID does: the claims of the scopes are in the ID token
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        name: `${sub.slice(0, 1).toUpperCase()}${sub.slice(1)} of the harbour`,
        preferred_username: `${sub}@harbour.example`,
        email: `${sub}@harbour.example`,
      }),
    }),
    loadExistingGrant: async (context) => {
      // Nobody is asked what the app may see: that page is not ours to test.
      const accountId = context.oidc.session?.accountId
      if (accountId === undefined) return undefined
      const clientId = context.oidc.client?.clientId ?? ''
      const grant = new context.oidc.provider.Grant({ clientId, accountId })
      grant.addOIDCScope('openid profile email')
      grant.addResourceScope(testAudience, 'chat')
      await grant.save()
      return grant
    },
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: 'chat',
          audience: testAudience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 600,
      Grant: 600,
      Session: 600,
    },
  })
}

/** By an app of its own, which has nothing to do with the relay. */
async function accessTokenOf(issuer: string, login: string, scope: string): Promise<string> {
  const verifier = randomBytes(32).toString('base64url')
  const redirectUri = 'http://127.0.0.1/oidc/callback'
  const url = new URL(`${issuer}/auth`)
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: `openid ${scope}`,
    code_challenge_method: 'S256',
    resource: testAudience,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  }).toString()
  const code = (await browseProvider(url.href, login)).searchParams.get('code') ?? ''
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: clientId,
    code_verifier: verifier,
    resource: testAudience,
  })
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body })
  return v.parse(v.object({ access_token: v.string() }), await answer.json()).access_token
}

/** It tells at length that its settings are those of a test. */
function quietly<Value>(run: () => Value): Value {
  const { info, warn } = console
  Object.assign(console, { info: () => undefined, warn: () => undefined })
  try {
    return run()
  } finally {
    Object.assign(console, { info, warn })
  }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Defect('no port')
  return address.port
}

/** Does in the browser what `login` would do there. Answers with where it is sent in the end, unvisited. */
export async function browseProvider(url: string, login: string): Promise<URL> {
  const cookies = new Map<string, string>()
  const visit = async (address: URL, body?: URLSearchParams): Promise<Response> => {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(body === undefined ? {} : { method: 'POST', body }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? []
      cookies.set(name, value)
    }
    return response
  }
  // It asks who is there, and then, for an app on this machine, whether that is meant.
  const prompts = ['login', 'consent']
  let address = new URL(url)
  for (let step = 0; step < 10; step++) {
    if (address.pathname === '/oidc/callback') return address
    const isForm = address.pathname.startsWith('/interaction/')
    const prompt = isForm ? (prompts.shift() ?? '') : ''
    const body = new URLSearchParams({ prompt, login, password: 'any' })
    const response = await visit(address, isForm ? body : undefined)
    const next = response.headers.get('location')
    if (next === null) throw new Defect(`the provider says ${response.status}: ${await response.text()}`)
    address = new URL(next, address)
  }
  throw new Defect('the provider leads nowhere')
}
