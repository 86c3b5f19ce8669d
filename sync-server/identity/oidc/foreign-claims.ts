/**
 * Reading the JWTs of a provider (rules AU10, AU12, AU13): keys from its own key set alone, only signatures that need a private
 * key to make, no header that points at a key of the caller's choosing.
 *
 * | claim | what becomes of it |
 * |---|---|
 * | `iss`, `sub` | who the person is; nothing else ever is |
 * | `preferred_username`, else the local part of `email` | the username of a new account, changed to fit and to be free |
 * | `name`, else the username | the display name of a new account |
 * | `email` | the e-mail address of a new account, unproven here as any other |
 * | `tid` | must be the tenant that the issuer names (Entra ID) |
 */
import { decodeProtectedHeader, errors, type JWTVerifyGetKey, jwtVerify, type JWTVerifyOptions } from 'jose'
import * as v from 'valibot'
import type { Clock } from '../../../core/base/clock.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { emailSchema, nameSchema, usernameSchema } from '../../../core/protocol/api.ts'
import type { ForeignPerson } from '../../store/provider-store.ts'

export interface ForeignTokenRules {
  readonly issuer: string
  readonly audience: string | ReadonlyArray<string>
  readonly keys: JWTVerifyGetKey
  readonly clock: Clock
}

export type ForeignTokenFailure = { readonly kind: 'expired' } | { readonly kind: 'refused' }

/** Made with a private key; no HMAC, whose secret might be a public key. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
/** Entra ID sets `x5t`, which is only another name of the key. */
const allowedHeaders = new Set(['alg', 'kid', 'typ', 'x5t', 'x5t#S256'])
const allowedTypes = new Set(['jwt', 'at+jwt', 'application/at+jwt'])
/** Clocks of two machines. */
const toleranceSeconds = 30
const maxTokenCharacters = 16_384
/** `https://login.microsoftonline.com/{tenant}/v2.0`, and those of national clouds. */
const entraIssuer = /^https:\/\/login\.[a-z.]+\/([0-9a-f-]{36})\/v2\.0$/

const claims = v.object({
  iss: v.string(),
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  iat: v.number(),
  exp: v.number(),
  aud: v.union([v.string(), v.array(v.string())]),
  azp: v.optional(v.string()),
  tid: v.optional(v.string()),
  nonce: v.optional(v.string()),
  /** Of an access token: Entra ID calls it `scp`. */
  scope: v.optional(v.string()),
  scp: v.optional(v.string()),
  preferred_username: v.optional(v.unknown()),
  name: v.optional(v.unknown()),
  email: v.optional(v.unknown()),
})
export type ForeignClaims = v.InferOutput<typeof claims>

const refused = fail({ kind: 'refused' } as const)

export async function readForeignToken(
  token: string,
  { issuer, audience, keys, clock }: ForeignTokenRules,
): Promise<Result<ForeignClaims, ForeignTokenFailure>> {
  if (token.length > maxTokenCharacters || !hasPlainHeader(token)) return refused
  const options: JWTVerifyOptions = {
    algorithms,
    issuer,
    audience: typeof audience === 'string' ? audience : [...audience],
    requiredClaims: ['sub', 'exp', 'iat'],
    clockTolerance: toleranceSeconds,
    currentDate: new Date(clock.now()),
  }
  try {
    const { payload } = await jwtVerify(token, keys, options)
    const read = v.safeParse(claims, payload)
    if (!read.success || read.output.iat > clock.now() / 1_000 + toleranceSeconds) return refused
    const tenant = entraIssuer.exec(issuer)?.[1]
    return tenant === undefined || read.output.tid === tenant ? ok(read.output) : refused
  } catch (error) {
    return fail({ kind: error instanceof errors.JWTExpired ? 'expired' : 'refused' })
  }
}

function hasPlainHeader(token: string): boolean {
  try {
    const header = decodeProtectedHeader(token)
    const { typ = 'JWT' } = header
    const isPlain = Object.keys(header).every((name) => allowedHeaders.has(name))
    return isPlain && typeof typ === 'string' && allowedTypes.has(typ.toLowerCase())
  } catch {
    return false
  }
}

/** A person as a new account would be made of them. */
export function foreignPerson(found: ForeignClaims): ForeignPerson {
  const email = v.safeParse(emailSchema, found.email)
  const name = v.safeParse(nameSchema, found.name)
  const username = usernameFrom(found.preferred_username) ?? usernameFrom(found.email) ?? 'person'
  return {
    issuer: found.iss,
    subject: found.sub,
    username,
    name: name.success ? name.output : username,
    email: email.success ? email.output : undefined,
  }
}

/** `Ana.Beltrán@club.example` becomes `ana.beltran`; undefined where too little is left. */
function usernameFrom(claim: unknown): string | undefined {
  if (typeof claim !== 'string') return undefined
  const [local = ''] = claim.split('@')
  const plain = local
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]/g, '')
    .replace(/^[._-]+/, '')
    .slice(0, 32)
  return v.is(usernameSchema, plain) ? plain : undefined
}
