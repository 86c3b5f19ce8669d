/** The settings of an OpenID provider, as part of `config.ts`. */
import * as v from 'valibot'
import { type SignUp, signUps } from '../core/protocol/identity-api.ts'
import { isLoopback } from './identity/oidc/discovery.ts'
import type { OidcSettings } from './identity/oidc/provider.ts'

const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'))
const words = v.pipe(
  v.string(),
  v.transform((value) => value.split(/[ ,]+/).filter(Boolean)),
)

export const oidcVariables = {
  /** `https://login.microsoftonline.com/{tenant}/v2.0`, or what else the provider calls itself, to the letter. */
  OIDC_ISSUER: v.optional(
    v.pipe(v.string(), v.check(isSafeIssuer, 'must be an https URL, or http on this machine')),
  ),
  OIDC_CLIENT_ID: v.optional(text),
  /** For a confidential client. */
  OIDC_CLIENT_SECRET: v.optional(text),
  OIDC_SCOPES: v.optional(
    v.pipe(
      words,
      v.check((scopes) => scopes.includes('openid'), 'must have openid'),
    ),
    'openid profile email',
  ),
  /** What the button says: "Sign in with …". */
  OIDC_NAME: v.optional(v.pipe(text, v.maxLength(40, 'must be at most 40 long')), 'your organisation'),
  /** Whether people of the provider who have no account get one; as SIGN_UP if it is not set. */
  OIDC_SIGN_UP: v.optional(v.picklist(signUps, 'must be open, invited or closed')),
  /** Audiences whose access tokens, made by the provider, this relay takes as bearer tokens. */
  OIDC_AUDIENCES: v.optional(words, ''),
} as const

interface OidcOutput {
  readonly SIGN_UP: SignUp
  readonly OIDC_ISSUER?: string | undefined
  readonly OIDC_CLIENT_ID?: string | undefined
  readonly OIDC_CLIENT_SECRET?: string | undefined
  readonly OIDC_SCOPES: ReadonlyArray<string>
  readonly OIDC_NAME: string
  readonly OIDC_SIGN_UP?: SignUp | undefined
  readonly OIDC_AUDIENCES: ReadonlyArray<string>
}

function isSafeIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

/** What none of the variables can say alone. */
export function oidcFaults(output: OidcOutput): ReadonlyArray<string> {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client } = output
  if (issuer !== undefined)
    return client === undefined ? ['OIDC_CLIENT_ID must be set where OIDC_ISSUER is'] : []
  const names = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_SIGN_UP'] as const
  return names.filter((name) => output[name] !== undefined).map((name) => `${name} needs OIDC_ISSUER`)
}

export function oidcSettings(output: OidcOutput): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = output
  if (issuer === undefined || clientId === undefined) return undefined
  return {
    issuer,
    clientId,
    clientSecret: output.OIDC_CLIENT_SECRET,
    scopes: output.OIDC_SCOPES.join(' '),
    name: output.OIDC_NAME,
    signUp: output.OIDC_SIGN_UP ?? output.SIGN_UP,
    audiences: output.OIDC_AUDIENCES,
  }
}
